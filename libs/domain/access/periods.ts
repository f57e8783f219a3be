import { birthday, dayBefore, legalDateOf } from '../words/dates';
import { deathOf, guardiansEver } from '../register/history';
import { LegalDate } from '../terms';
import { AccessFacts } from './facts';
import { AccessPolicies, AccessPolicy } from '../policy/policy';
import { AccessAnswer, answer, Day, dayOf, Reader, Service } from './rule';

/** Days with one and the same answer. */
export interface AccessPeriod extends AccessAnswer {
  readonly from: LegalDate;
  /** Last day, inclusive; null = no end in sight. */
  readonly until: LegalDate | null;
}

/** One reader and service, from the patient's birth on: without gaps, neighbours differ. */
export interface AccessHistory {
  readonly reader: Reader;
  readonly service: Service;
  readonly periods: readonly AccessPeriod[];
}

/** The patient first, then the guardians as the facts list them; the journal before the e-services. */
export function accessHistories(facts: AccessFacts, policies: AccessPolicies): AccessHistory[] {
  const stretches = stretchesOf(facts, policies);
  const readers: readonly Reader[] = [
    { relation: 'self', id: facts.patient.id },
    ...guardiansEver(facts.register).map((id) => ({ relation: 'guardian', id }) as const),
  ];
  return readers.flatMap((reader) =>
    services.map((service) => ({ reader, service, periods: periodsOf(stretches, reader, service) })),
  );
}

/** The ages at which an answer may turn under the policy. */
export const turningAges = (policy: AccessPolicy): readonly number[] => [
  policy.automaticUntilAge,
  policy.extensionFromAge,
  policy.ownAccessAge,
  policy.adultAge,
];

/** The same for whoever asks, whatever it stands on. */
const sameAnswer = (one: AccessAnswer, other: AccessAnswer): boolean =>
  one.access === other.access &&
  one.reason === other.reason &&
  one.ground.request === other.ground.request &&
  one.units.join() === other.units.join();

const services: readonly Service[] = ['journal', 'e-services'];

/** Days on which no answer can change. */
interface Stretch {
  readonly first: Day;
  /** Last day, inclusive. */
  readonly until: LegalDate | null;
}

function stretchesOf(facts: AccessFacts, policies: AccessPolicies): Stretch[] {
  const days = turningDays(facts, policies);
  return days.map((date, index) => {
    const next = days[index + 1];
    return { first: dayOf(facts, date, policies), until: next === undefined ? null : dayBefore(next) };
  });
}

/** The birth and every later day on which an answer can differ from the day before. */
function turningDays({ patient, register, measures }: AccessFacts, policies: AccessPolicies): LegalDate[] {
  const { birthDate } = patient;
  const days = [
    ...[patient.id, ...guardiansEver(register)].map((person) => deathOf(register, person)),
    ...register.map(({ at }) => legalDateOf(at)),
    ...policies.map(({ validFrom }) => validFrom),
    ...policies.flatMap(turningAges).map((age) => birthday(birthDate, age)),
    ...measures.flatMap(({ from, until }) => [from, until]),
  ];
  const later = days.filter((day) => day !== null).filter((day) => day > birthDate);
  return [...new Set([birthDate, ...later])].sort();
}

const periodsOf = (stretches: readonly Stretch[], reader: Reader, service: Service): readonly AccessPeriod[] =>
  merged(stretches.map(({ first, until }) => ({ ...answer(first, reader, service), from: first.date, until })));

/** Neighbours with the same answer become one, on the ground of the first. */
export function merged(periods: readonly AccessPeriod[]): readonly AccessPeriod[] {
  const different: AccessPeriod[] = [];
  for (const period of periods) {
    const last = different.at(-1);
    if (last !== undefined && sameAnswer(last, period)) different.splice(-1, 1, { ...last, until: period.until });
    else different.push(period);
  }
  return different;
}
