import { birthday, dayBefore } from '../words/dates';
import { LegalDate } from '../terms';

/** What access is judged by: the ages of law and region. Nobody else names an age. */
export interface AccessPolicy {
  /** The first day on which it is judged by. */
  readonly validFrom: LegalDate;
  /** From this birthday a guardian reads nothing by itself (S1, V1, HA1). */
  readonly automaticUntilAge: number;
  /** From this birthday until `ownAccessAge` an extension may be granted and works (S1, V1). */
  readonly extensionFromAge: number;
  /** From this birthday the patient reads the own record, and only the patient (V1, OR1, I8). */
  readonly ownAccessAge: number;
  /** From this birthday nobody is a guardian (FB 6:2, I10). */
  readonly adultAge: number;
  /** Whether a block also ends the guardian's proxy link to the other 1177 services: the national tool that
   *  executes it does so (I1, against V1; conflict C2). */
  readonly blockStopsEServices: boolean;
}

/** Oldest first, never empty. */
export type AccessPolicies = readonly [AccessPolicy, ...AccessPolicy[]];

/** The policy of the date; the first one for every day before it. */
export function policyOn<Policy extends AccessPolicy>(
  policies: readonly [Policy, ...Policy[]],
  date: LegalDate,
): Policy {
  return policies.findLast((policy) => policy.validFrom <= date) ?? policies[0];
}

/** Ages in whole years: `from <= age < below`; `below` null = no upper limit. */
export interface AgeWindow {
  readonly from: number;
  readonly below: number | null;
}

/** The ages of the access rules and of the procedures that change access. */
export const ageRules = {
  /** A guardian reads without a decision. */
  automaticGuardian: (policy: AccessPolicy): AgeWindow => ({ from: 0, below: policy.automaticUntilAge }),
  /** An extension works, and may be granted. */
  extension: (policy: AccessPolicy): AgeWindow => ({ from: policy.extensionFromAge, below: policy.ownAccessAge }),
  /** The patient reads the own record, and may have it sealed. */
  ownAccess: (policy: AccessPolicy): AgeWindow => ({ from: policy.ownAccessAge, below: null }),
  /** A block has something to stop. */
  block: (policy: AccessPolicy): AgeWindow => ({ from: 0, below: policy.ownAccessAge }),
  /** There are guardians. */
  minor: (policy: AccessPolicy): AgeWindow => ({ from: 0, below: policy.adultAge }),
} as const satisfies Record<string, (policy: AccessPolicy) => AgeWindow>;

export const withinAges = (window: AgeWindow, age: number): boolean =>
  window.from <= age && (window.below === null || age < window.below);

/** The last day, inclusive, that an extension from a day on can have: the one before own access begins. */
export const lastExtensionDay = (
  birthDate: LegalDate,
  policies: AccessPolicies,
  from: LegalDate = birthDate,
): LegalDate => dayBefore(ownAccessFrom(birthDate, policies, from));

/** The first day, not before `from`, on which the age of own access by the policy of that day has been reached. */
function ownAccessFrom(birthDate: LegalDate, policies: AccessPolicies, from: LegalDate): LegalDate {
  const firstDays = policies.map(({ validFrom, ownAccessAge }, index) =>
    latest(from, birthday(birthDate, ownAccessAge), index === 0 ? from : validFrom),
  );
  const isInTime = (day: LegalDate, index: number): boolean => policyOn(policies, day) === policies[index];
  const found = firstDays.find(isInTime);
  if (found === undefined) throw new Error('the last policy has no end');
  return found;
}

const latest = (...days: readonly [LegalDate, ...LegalDate[]]): LegalDate =>
  days.reduce((one, other) => (one < other ? other : one));
