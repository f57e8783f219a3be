import { RegisterAnswer } from '../../register/history';
import { guardiansIn } from '../../register/snapshot';
import { Instant, PersonId } from '../../terms';
import { Spans, union } from '../../words/spans';

/** The times in which the newest answer of the register was such a one. */
export const timesOfAnswers = (answers: readonly RegisterAnswer[], holds: (answer: RegisterAnswer) => boolean): Spans =>
  union(
    answers.flatMap((answer, place) =>
      holds(answer) ? [{ from: answer.at, until: answers[place + 1]?.at ?? null }] : [],
    ),
  );

export const namesGuardian =
  (person: PersonId) =>
  (answer: RegisterAnswer): boolean =>
    guardiansIn(answer).includes(person);

/** Somebody who became guardian after the first answer, and the time until the register left him or her out again. */
export interface Arrival {
  readonly person: PersonId;
  readonly since: Instant;
  readonly there: Spans;
}

export function arrivalsIn(answers: readonly RegisterAnswer[]): readonly Arrival[] {
  const persons = new Set(answers.flatMap(guardiansIn));
  return [...persons].flatMap((person) =>
    timesOfAnswers(answers, namesGuardian(person))
      .filter(({ from }) => from !== answers[0]?.at)
      .map((span) => ({ person, since: span.from, there: [span] })),
  );
}
