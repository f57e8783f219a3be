import { birthday, dayBefore } from '../dates';
import { LegalDate } from '../terms';
import { AccessFacts } from './facts';
import { AccessPolicies, AccessPolicy } from './policy';
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
  const days = turningDays(facts, policies).map((date) => dayOf(facts, date, policies));
  const readers: readonly Reader[] = [
    { relation: 'self', id: facts.patient.id },
    ...facts.guardians.map((guardian) => ({ relation: 'guardian' as const, ...guardian })),
  ];
  return readers.flatMap((reader) =>
    services.map((service) => ({ reader, service, periods: periodsOf(days, reader, service) })),
  );
}

/** The ages at which an answer may turn under the policy. */
export const turningAges = (policy: AccessPolicy): readonly number[] => [
  policy.automaticUntilAge,
  policy.extensionFromAge,
  policy.ownAccessAge,
  policy.adultAge,
];

export const sameAnswer = (one: AccessAnswer, other: AccessAnswer): boolean =>
  one.access === other.access &&
  one.reason === other.reason &&
  one.ground.request === other.ground.request &&
  one.units.join() === other.units.join();

const services: readonly Service[] = ['journal', 'e-services'];

/** The birth and every later day on which an answer can differ from the day before. */
function turningDays({ patient, measures }: AccessFacts, policies: AccessPolicies): LegalDate[] {
  const { birthDate, deceasedOn } = patient;
  const days = [
    deceasedOn,
    ...policies.map(({ validFrom }) => validFrom),
    ...policies.flatMap(turningAges).map((age) => birthday(birthDate, age)),
    ...measures.flatMap(({ from, until }) => [from, until]),
  ];
  const later = days.filter((day) => day !== null).filter((day) => day > birthDate);
  return [...new Set([birthDate, ...later])].sort();
}

function periodsOf(days: readonly Day[], reader: Reader, service: Service): AccessPeriod[] {
  const turns: { readonly from: LegalDate; readonly answer: AccessAnswer }[] = [];
  for (const day of days) {
    const found = answer(day, reader, service);
    const last = turns.at(-1);
    if (last === undefined || !sameAnswer(last.answer, found)) turns.push({ from: day.date, answer: found });
  }
  return turns.map((turn, index) => {
    const next = turns[index + 1];
    return { ...turn.answer, from: turn.from, until: next === undefined ? null : dayBefore(next.from) };
  });
}
