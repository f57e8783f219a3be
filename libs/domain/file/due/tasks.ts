import { inForce } from '../../measures/measures';
import { measured } from '../../measures/review-by';
import { dayReached } from '../../policy/day-reached';
import { policyOn } from '../../policy/policy';
import { pinnedProcedure } from '../../procedures/registry';
import { RequestState } from '../../request/state';
import { Calendar } from '../../request/told/deadlines';
import { LegalDate } from '../../terms';
import { addDays, startOfDay } from '../../words/dates';
import { PatientFile } from '../file';
import { manualSeals, newGuardians, restores } from './register-tasks';
import { endOf, isReviewedSince, isUnderWay, placed, Task, TaskFacts } from './task';
import { afterDay, reviewDayOf, runningExtensions } from './times';

/** The tasks of the file as it stands: those that somebody is at, by a request that does it, are left out. */
export function tasksIn(file: PatientFile, birthDate: LegalDate, calendar: Calendar): readonly Task[] {
  const all = [...file.requests.values()];
  const facts: TaskFacts = { ...measured(all), all, register: file.register, birthDate, calendar };
  const tasks = [
    ...all.flatMap((request) => [
      ...reviews(request, facts),
      ...sealReviews(request, facts),
      ...endingExtensions(request, facts),
      ...newGuardians(request, facts),
      ...restores(request, facts),
    ]),
    ...manualSeals(facts),
  ];
  return tasks.filter(({ from, until }) => until === null || from < until);
}

function reviews(request: RequestState, facts: TaskFacts): readonly Task[] {
  const reviewBy = reviewDayOf(request, facts, facts.calendar);
  if (reviewBy === null || isUnderWay(request, facts)) return [];
  return [{ ...placed('review', request), from: startOfDay(reviewBy), until: null, dueAt: afterDay(reviewBy) }];
}

/** The young person has come of the age of own access, and the seal of a protected identity stands in the way (scenario 23). */
function sealReviews(request: RequestState, facts: TaskFacts): readonly Task[] {
  const { begunBy, birthDate, calendar } = facts;
  if (pinnedProcedure(request.procedure).followsProtection !== true) return [];
  const day = dayReached(birthDate, calendar.policies, ({ ownAccessAge }) => ownAccessAge);
  const seal = begunBy(request.id).find((one) => one.kind === 'seal' && inForce(one, day));
  const from = startOfDay(day);
  if (seal === undefined || isUnderWay(request, facts) || isReviewedSince(request, from)) return [];
  return [{ ...placed('review-seal', request), from, until: endOf(seal), dueAt: null }];
}

/** For information: nothing is late. */
function endingExtensions(request: RequestState, facts: TaskFacts): readonly Task[] {
  if (isUnderWay(request, facts)) return [];
  return runningExtensions(request, facts).map(({ lastDay, cameIntoForce }) => {
    const { taskDaysBefore } = policyOn(facts.calendar.policies, lastDay).extensionEnds;
    const first = startOfDay(addDays(lastDay, -taskDaysBefore));
    const over = afterDay(lastDay);
    const from = first > cameIntoForce ? first : cameIntoForce;
    return { ...placed('extension-ends', request), from, until: over, dueAt: over };
  });
}
