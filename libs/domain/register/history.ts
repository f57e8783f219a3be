import { Identity, Instant, LegalDate, PersonId } from '../terms';
import { legalDateOf } from '../words/dates';
import { RegisteredPerson, RegisterSnapshot } from './snapshot';

/** What the register said at a look that found a difference. Somebody whom it no longer holds is as it answered last.
 *  STORAGE FORMAT, like the persons in it. */
export interface RegisterAnswer extends RegisterSnapshot {
  /** False: the register no longer holds the patient. */
  readonly found: boolean;
}

/** STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface RegisterAnswered {
  readonly type: 'RegisterAnswered';
  readonly data: RegisterAnswer;
  readonly occurredAt: Instant;
  /** Numbers and names of persons that the file does not know yet, or not under this name. */
  readonly persons: readonly Identity[];
}

export const registerSchemaVersions = { RegisterAnswered: 1 } as const satisfies Record<
  RegisterAnswered['type'],
  number
>;

/** What the register has said of a patient, oldest first, and who everybody in it is. */
export interface RegisterHistory {
  readonly answers: readonly RegisterAnswer[];
  readonly persons: Readonly<Record<string, Identity>>;
}

export const neverAsked: RegisterHistory = { answers: [], persons: {} };

export const withAnswer = ({ answers, persons }: RegisterHistory, { data, persons: named }: RegisterAnswered) => ({
  answers: [...answers, data],
  persons: { ...persons, ...Object.fromEntries(named.map((one) => [one.id, one])) },
});

/** What was known of the register at the instant: what was first seen counts as known from the beginning. */
export function knownBy(answers: readonly RegisterAnswer[], instant: Instant): readonly RegisterAnswer[] {
  const known = answers.filter(({ at }) => at <= instant);
  return known.length > 0 ? known : answers.slice(0, 1);
}

/** The answer that holds on the day: the last one seen by its end; before the first look, the first one.
 *  @throws Error where there is none */
export function answerOn(answers: readonly RegisterAnswer[], day: LegalDate): RegisterAnswer {
  const found = answers.findLast(({ at }) => legalDateOf(at) <= day) ?? answers[0];
  if (found === undefined) throw new Error('the register has never been asked about this patient');
  return found;
}

/** As the register described the person on the day; a former guardian is as the last answer that named him or her. Null: it
 *  has never named this one. */
export function personOn(answers: readonly RegisterAnswer[], id: PersonId, day: LegalDate): RegisteredPerson | null {
  const naming = answers.filter((answer) => personIn(answer, id) !== null);
  return naming.length === 0 ? null : personIn(answerOn(naming, day), id);
}

/** The day of a death that is known of, whenever it was seen; null where the newest answer knows of none. */
export const deathOf = (answers: readonly RegisterAnswer[], id: PersonId): LegalDate | null =>
  answers.flatMap((answer) => personIn(answer, id) ?? []).at(-1)?.deceasedOn ?? null;

/** Everyone who is or was guardian: those of the newest answer first. */
export const guardiansEver = (answers: readonly RegisterAnswer[]): readonly PersonId[] => [
  ...new Set([...answers].reverse().flatMap(({ guardians }) => guardians.map(({ id }) => id))),
];

export const personIn = ({ patient, guardians }: RegisterSnapshot, id: PersonId): RegisteredPerson | null =>
  patient.id === id ? patient : (guardians.find((guardian) => guardian.id === id) ?? null);
