import { Identity, Instant, PersonId } from '../terms';
import { personIn, RegisterAnswer, RegisterAnswered, RegisterHistory } from './history';
import { RegisteredPerson, RegisterSnapshot } from './snapshot';

/** What a look at the register finds other than at the look before. */
export const registerChanges = ['guardians', 'protection', 'death', 'missing'] as const;
export type RegisterChange = (typeof registerChanges)[number];

/** What the register says now. */
export interface Looked {
  readonly source: string;
  readonly patient: RegisteredPerson;
  /** Of a guardian whom the register names and does not hold, only the id is known. */
  readonly guardians: readonly (RegisteredPerson | PersonId)[];
  readonly identities: readonly Identity[];
}

/** What is to be written of a look, and what has changed since the one before. The first look changes nothing. */
export interface LookNews {
  readonly answered: RegisterAnswered;
  readonly changed: readonly RegisterChange[];
}

/** Null: nothing is to be written; the register says what it said last. @param looked null: it does not hold the patient */
export function newsOfLook(history: RegisterHistory, looked: Looked | null, at: Instant): LookNews | null {
  const last = history.answers.at(-1);
  const answer = answerAfter(history, looked, at);
  if (answer === null) return null;
  const changed = last === undefined ? [] : changesBetween(history, last, answer);
  const persons = (looked?.identities ?? []).filter(({ id, name }) => history.persons[id]?.name !== name);
  if (changed.length === 0 && persons.length === 0 && last?.found === answer.found) return null;
  return { answered: { type: 'RegisterAnswered', data: answer, occurredAt: at, persons }, changed };
}

/** What is known of a patient after a look. */
export interface Registered {
  readonly register: RegisterSnapshot;
  /** Who everybody in it is, as far as that is known. */
  readonly identities: readonly Identity[];
}

/** What the register says now, or said last of somebody whom it no longer holds. Null: never seen, and not there now. */
export function registeredAfter(history: RegisterHistory, looked: Looked | null, at: Instant): Registered | null {
  const answer = answerAfter(history, looked, at);
  if (answer === null) return null;
  const { source, patient, guardians } = answer;
  const named = new Map((looked?.identities ?? []).map((one) => [one.id, one]));
  const identities = [patient, ...guardians].flatMap(({ id }) => named.get(id) ?? history.persons[id] ?? []);
  return { register: { at, source, patient, guardians }, identities };
}

function answerAfter({ answers }: RegisterHistory, looked: Looked | null, at: Instant): RegisterAnswer | null {
  const last = answers.at(-1);
  if (looked === null) return last === undefined ? null : { ...last, at, found: false };
  const { source, patient, guardians } = looked;
  const described = guardians.flatMap((one) => (typeof one === 'string' ? (lastOf(answers, one) ?? []) : one));
  return { at, source, found: true, patient, guardians: described };
}

function changesBetween(
  { answers }: RegisterHistory,
  last: RegisterAnswer,
  now: RegisterAnswer,
): readonly RegisterChange[] {
  const persons = [now.patient, ...now.guardians];
  const before = (one: RegisteredPerson): RegisteredPerson =>
    lastOf(answers, one.id) ?? { id: one.id, protection: 'none', deceasedOn: null };
  const has: Record<RegisterChange, boolean> = {
    guardians: idsOf(last) !== idsOf(now),
    protection: persons.some((one) => before(one).protection !== one.protection),
    death: persons.some((one) => before(one).deceasedOn !== one.deceasedOn),
    missing: last.found && !now.found,
  };
  return registerChanges.filter((change) => has[change]);
}

const lastOf = (answers: readonly RegisterAnswer[], id: PersonId): RegisteredPerson | null =>
  answers.flatMap((answer) => personIn(answer, id) ?? []).at(-1) ?? null;

const idsOf = ({ guardians }: RegisterAnswer): string =>
  guardians
    .map(({ id }) => id)
    .sort()
    .join();
