import { LegalDate } from '../terms';
import { birthday } from '../words/dates';
import { AccessPolicy } from './policy';
import { vgrPolicies } from './vgr';

/** How long a step may take, when a measure is looked at again, and when its end is told of. */
export interface DuePolicy extends AccessPolicy {
  /** Working days of Sweden after what a step waits for, by which it is missed. */
  readonly dueAfterWorkingDays: Readonly<Record<WorkingDayDeadline, number>>;
  /** After a block or a seal came into force, where nobody named a day. */
  readonly reviewAfterYears: number;
  readonly extensionEnds: {
    /** Calendar days before the last day: a mail to the unit on each. */
    readonly mailDaysBefore: readonly number[];
    /** The task shows from here on. */
    readonly taskDaysBefore: number;
  };
}

/** The first three are counted from an urgent call, the others from the step before. */
export type WorkingDayDeadline = FormDeadline | 'submission' | 'execution' | 'documentation';
export type FormDeadline = 'form-reminder' | 'form-escalation' | 'form-report';

/** Oldest first, never empty. */
export type DuePolicies = readonly [DuePolicy, ...DuePolicy[]];

const numbers = {
  // No source; domain.md 5, own proposal.
  dueAfterWorkingDays: {
    'form-reminder': 1,
    'form-escalation': 3,
    'form-report': 7,
    submission: 5,
    execution: 5,
    documentation: 5,
  },
  // S1 has a renewal, V1 no end date (C7): a re-decision, never a lapse.
  reviewAfterYears: 1,
  extensionEnds: { mailDaysBefore: [60, 30, 7], taskDaysBefore: 60 },
} as const;

const [oldest, ...newer] = vgrPolicies;

export const duePolicies: DuePolicies = [
  { ...oldest, ...numbers },
  ...newer.map((policy) => ({ ...policy, ...numbers })),
];

/** The entry of the date; the first one for every day before it. */
export const duePolicyOn = (policies: DuePolicies, date: LegalDate): DuePolicy =>
  policies.findLast(({ validFrom }) => validFrom <= date) ?? policies[0];

/** The first day on which somebody has reached an age that the policies name, each day judged by its own entry. */
export function dayReached(
  birthDate: LegalDate,
  policies: readonly AccessPolicy[],
  ageOf: (policy: AccessPolicy) => number,
): LegalDate {
  const days = policies.flatMap((policy, place) => {
    const reached = birthday(birthDate, ageOf(policy));
    const first = place === 0 || reached > policy.validFrom ? reached : policy.validFrom;
    const next = policies[place + 1];
    return next === undefined || first < next.validFrom ? [first] : [];
  });
  const [day] = days;
  if (day === undefined) throw new Error('there is no policy');
  return day;
}
