import { accessOn } from '../../../libs/domain/access/access';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { Measure, inForce, TracedMeasure } from '../../../libs/domain/measures/measures';
import { personIn, RegisterAnswer } from '../../../libs/domain/register/history';
import { RegisteredPerson } from '../../../libs/domain/register/snapshot';
import { Instant, LegalDate, PersonId } from '../../../libs/domain/terms';
import { instant } from './cases';
import { daysFrom, swedishDay } from './days';

/** Rules that are wrong, each in one way. */
export type AccessRule = typeof accessOn;

export const withMeasures = (facts: AccessFacts, measures: readonly TracedMeasure[]): AccessFacts => ({
  ...facts,
  measures,
});

export const isIn = (facts: AccessFacts, on: LegalDate) => (measure: Measure) =>
  measure.patient === facts.patient.id && inForce(measure, on);

/** The extension is asked about before the block. */
export const extensionBeforeBlock: AccessRule = (facts, on, policies) => {
  const extended = facts.measures
    .filter((measure) => measure.kind === 'extension' && isIn(facts, on)(measure))
    .map((measure) => measure.person);
  const measures = facts.measures.filter(({ kind, person }) => kind !== 'block' || !extended.includes(person));
  return accessOn(withMeasures(facts, measures), on, policies);
};

/** A seal closes the journal to guardians alone. */
export const sealForGuardiansOnly: AccessRule = (facts, on, policies) => {
  const unsealed = withMeasures(
    facts,
    facts.measures.filter(({ kind }) => kind !== 'seal'),
  );
  return accessOn(facts, on, policies).map((entry) =>
    entry.relation === 'self' ? accessOn(unsealed, on, policies).find((e) => e.service === entry.service)! : entry,
  );
};

/** A measure is held to last through the first day without it. */
export const untilTakenAsLastDay: AccessRule = (facts, on, policies) => {
  const measures = facts.measures.map((m) => ({ ...m, until: m.until === null ? null : daysFrom(m.until, 1) }));
  return accessOn(withMeasures(facts, measures), on, policies);
};

/** An extension opens the whole journal. */
export const extensionForAllUnits: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) =>
    entry.access === 'units' ? { ...entry, access: 'all', units: [] } : entry,
  );

/** A block is taken to stand in a seal's place. */
export const blockLiftsSeal: AccessRule = (facts, on, policies) => {
  const blocked = facts.measures.some((measure) => measure.kind === 'block' && isIn(facts, on)(measure));
  const measures = facts.measures.filter(({ kind }) => !blocked || kind !== 'seal');
  return accessOn(withMeasures(facts, measures), on, policies);
};

export const openOnlyWhileBlocked: AccessRule = (facts, on, policies) => {
  const blocked = facts.measures.some((measure) => measure.kind === 'block' && isIn(facts, on)(measure));
  return accessOn(facts, on, policies).map((entry) => (blocked ? entry : { ...entry, access: 'none', units: [] }));
};

const withRegister = (facts: AccessFacts, register: readonly RegisterAnswer[]): AccessFacts => ({ ...facts, register });

/** Whoever was named once is taken to be a guardian for good. */
export const formerGuardiansKept: AccessRule = (facts, on, policies) => {
  const register = facts.register.map((answer, index) => {
    const before = facts.register.slice(0, index).flatMap(({ guardians }) => guardians);
    const lost = before.filter(({ id }) => !answer.guardians.some((one) => one.id === id));
    return { ...answer, guardians: [...answer.guardians, ...lost] };
  });
  return accessOn(withRegister(facts, register), on, policies);
};

export const newestAnswerForEveryDay: AccessRule = (facts, on, policies) =>
  accessOn(withRegister(facts, facts.register.slice(-1)), on, policies);

export const firstAnswerForEveryDay: AccessRule = (facts, on, policies) =>
  accessOn(withRegister(facts, facts.register.slice(0, 1)), on, policies);

/** What is seen counts from the day after it. */
export const seenADayLater: AccessRule = (facts, on, policies) => {
  const register = facts.register.map((answer) => ({ ...answer, at: moved(answer.at, 24) }));
  return accessOn(withRegister(facts, register), on, policies);
};

/** Days are taken to begin at midnight in Greenwich. */
export const daysOfUtc: AccessRule = (facts, on, policies) => {
  const register = facts.register.map((answer) => ({ ...answer, at: instant(`${answer.at.slice(0, 10)}T10:00:00Z`) }));
  return accessOn(withRegister(facts, register), on, policies);
};

/** Who is first named by a later answer is taken to be guardian before it. */
export const laterGuardiansFromTheBeginning: AccessRule = (facts, on, policies) => {
  const register = facts.register.map((answer, index) => {
    const later = facts.register.slice(index + 1).flatMap(({ guardians }) => guardians);
    const unseen = later.filter(({ id }) => !facts.register.slice(0, index + 1).some((one) => names(one, id)));
    return { ...answer, guardians: [...answer.guardians, ...unseen] };
  });
  return accessOn(withRegister(facts, register), on, policies);
};

/** A death counts from the day on which it was seen. */
export const deathFromTheDayItWasSeen: AccessRule = (facts, on, policies) => {
  const seen = (answer: RegisterAnswer, person: RegisteredPerson): RegisteredPerson => {
    const first = facts.register.find((one) => personIn(one, person.id)?.deceasedOn === person.deceasedOn) ?? answer;
    const day = swedishDay(first.at);
    return person.deceasedOn === null || person.deceasedOn > day ? person : { ...person, deceasedOn: day };
  };
  const register = facts.register.map((answer) => ({
    ...answer,
    patient: seen(answer, answer.patient),
    guardians: answer.guardians.map((one) => seen(answer, one)),
  }));
  return accessOn(withRegister(facts, register), on, policies);
};

export const protectionNeverGone: AccessRule = (facts, on, policies) => {
  const register = facts.register.map((answer, index) => {
    const were = facts.register.slice(0, index).some(({ patient }) => patient.protection !== 'none');
    return were ? { ...answer, patient: { ...answer.patient, protection: 'secrecy-marking' as const } } : answer;
  });
  return accessOn(withRegister(facts, register), on, policies);
};

const names = ({ guardians }: RegisterAnswer, person: PersonId): boolean => guardians.some(({ id }) => id === person);

const moved = (at: Instant, hours: number): Instant =>
  instant(new Date(Date.parse(at) + hours * 3_600_000).toISOString());

export const daysNeverEnd: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({ ...entry, until: null }));

export const daysCutShort: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({ ...entry, from: on }));

export const lastMeasureNamed: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({
    ...entry,
    ground: { ...entry.ground, request: facts.measures.at(-1)?.request ?? null },
  }));
