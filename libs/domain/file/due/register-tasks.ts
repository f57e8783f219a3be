import { inForce, TracedMeasure } from '../../measures/measures';
import { pinnedProcedure } from '../../procedures/registry';
import { personIn, RegisterAnswer } from '../../register/history';
import { isProtected, protectsFamily } from '../../register/snapshot';
import { isOpen, RequestState } from '../../request/state';
import { Instant, LegalDate, PersonId } from '../../terms';
import { legalDateOf, startOfDay } from '../../words/dates';
import { linesByUnit } from './lines-by-unit';
import { endOf, isReviewedSince, isUnderWay, placed, Task, TaskFacts } from './task';

/** Somebody has become guardian whom no block names, while this one's block was in force: a person must look. */
export function newGuardians(request: RequestState, facts: TaskFacts): readonly Task[] {
  const isBeingBlocked = (person: PersonId): boolean =>
    facts.all.some((one) => isOpen(one) && begins(one, 'block') && one.guardians.includes(person));
  const seen = guardiansNotInMeasure(request, facts).filter(({ person }) => !isBeingBlocked(person));
  const [first] = seen.map(({ since }) => since).toSorted();
  if (first === undefined || isUnderWay(request, facts)) return [];
  return [
    {
      ...placed('new-guardian', request),
      from: first,
      until: lastEndOf(facts.begunBy(request.id).filter(({ kind }) => kind === 'block')),
      dueAt: null,
    },
  ];
}

/** Who has become guardian while a block that the request began was in force, whom no block names and at whom nobody has looked
 *  since. */
export function guardiansNotInMeasure(request: RequestState, facts: BlockFacts): readonly Newcomer[] {
  const { measures, register } = facts;
  const newcomers = newcomersIn(register.answers);
  if (newcomers.length === 0) return [];
  const blocks = measures.filter((one) => one.request === request.id && one.kind === 'block');
  return newcomers.filter(({ person, since }) => {
    const day = legalDateOf(since);
    const isNamed = measures.some((one) => one.kind === 'block' && one.person === person && goesOn(one, day));
    return blocks.some((one) => inForce(one, day)) && !isNamed && !isReviewedSince(request, since);
  });
}

type BlockFacts = Pick<TaskFacts, 'measures' | 'register'>;

/** Protection has appeared, and nothing has been sealed since: the platform's own link is broken, the record is not. A line for each
 *  unit that has something open or in force, on its newest request of these (scenario 19). */
export function manualSeals(facts: TaskFacts): readonly Task[] {
  const { measures, begunBy, register, all } = facts;
  const seals = measures.filter((one) => one.kind === 'seal' && followsProtection(one.request, all));
  const [since] = appearedIn(register.answers)
    .filter((at) => !seals.some((seal) => goesOn(seal, legalDateOf(at))))
    .toSorted();
  const isBeingSealed = all.some((one) => isOpen(one) && pinnedProcedure(one.procedure).followsProtection === true);
  if (since === undefined || isBeingSealed) return [];
  const concerned = all.flatMap((request) => [
    ...(isOpen(request) ? [{ request, from: since, until: null }] : []),
    ...begunBy(request.id).map((one) => ({ request, from: startOfDay(one.from), until: endOf(one) })),
  ]);
  return linesByUnit(concerned, since).map(({ request, from, until }) => ({
    ...placed('manual-seal', request),
    from,
    until,
    dueAt: null,
  }));
}

/** Nobody is protected any more, and the seal that followed the protection stands. */
export function restores(request: RequestState, facts: TaskFacts): readonly Task[] {
  const { begunBy, register } = facts;
  const goneAt = protectionGoneAt(register.answers);
  if (goneAt === null || pinnedProcedure(request.procedure).followsProtection !== true) return [];
  if (isUnderWay(request, facts)) return [];
  return begunBy(request.id)
    .filter((one) => one.kind === 'seal' && goesOn(one, legalDateOf(goneAt)))
    .map((seal) => {
      const begins = startOfDay(seal.from);
      const from = begins > goneAt ? begins : goneAt;
      return { ...placed('restore', request), from, until: endOf(seal), dueAt: null };
    });
}

export interface Newcomer {
  readonly person: PersonId;
  readonly since: Instant;
}

/** The guardians of the newest answer whom the first one does not name, and since when each has been there without a break. */
function newcomersIn(answers: readonly RegisterAnswer[]): readonly Newcomer[] {
  return (answers.at(-1)?.guardians ?? []).flatMap(({ id: person }) => {
    const since = beganAt(answers, ({ guardians }) => guardians.some(({ id }) => id === person));
    return since === null ? [] : [{ person, since }];
  });
}

/** When the protection of each who is protected now was first seen; of those who always were, there is none. */
function appearedIn(answers: readonly RegisterAnswer[]): readonly Instant[] {
  const newest = answers.at(-1);
  if (newest === undefined) return [];
  return [newest.patient, ...newest.guardians].filter(isProtected).flatMap(({ id }) => {
    const since = beganAt(answers, (answer) => {
      const person = personIn(answer, id);
      return person !== null && isProtected(person);
    });
    return since === null ? [] : [since];
  });
}

/** Since when nobody of the family is protected, of whom somebody was; null: somebody is, or nobody ever was. */
const protectionGoneAt = (answers: readonly RegisterAnswer[]): Instant | null =>
  beganAt(answers, (answer) => !protectsFamily(answer));

/** The first of the newest answers that all fit; null where the newest does not, or all do. */
function beganAt(answers: readonly RegisterAnswer[], fits: (answer: RegisterAnswer) => boolean): Instant | null {
  const last = answers.findLastIndex((answer) => !fits(answer));
  return last === -1 ? null : (answers[last + 1]?.at ?? null);
}

/** In force on the day, or to begin after it. */
const goesOn = ({ until }: TracedMeasure, day: LegalDate): boolean => until === null || until > day;

const begins = (request: RequestState, kind: TracedMeasure['kind']): boolean =>
  pinnedProcedure(request.procedure).begins === kind;

const followsProtection = (id: RequestState['id'], all: readonly RequestState[]): boolean =>
  all.some((one) => one.id === id && pinnedProcedure(one.procedure).followsProtection === true);

/** When the last of them ends; null: one of them does not. */
function lastEndOf(measures: readonly TracedMeasure[]): Instant | null {
  const ends = measures.map(endOf);
  return ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null);
}
