import { policyOn } from '../../policy/policy';
import { FormDeadline, RegionPolicies } from '../../policy/region';
import { addDays, legalDateOf, sameTimeAfter, startOfDay } from '../../words/dates';
import { Instant, LegalDate } from '../../terms';
import { RequestState } from '../state';

export const formDeadlineKinds = ['form-reminder', 'form-escalation', 'form-report'] as const satisfies FormDeadline[];
export type DeadlineKind = FormDeadline | 'review';

export interface Deadline {
  readonly kind: DeadlineKind;
  readonly dueAt: Instant;
}

/** What deadlines are counted by: which days are working days in Sweden, and the region's policies. */
export interface Calendar {
  readonly isWorkingDay: (date: LegalDate) => boolean;
  readonly policies: RegionPolicies;
}

/** What the request must not be late with; a missed deadline never ends a protection. */
export function deadlinesOf(request: RequestState, calendar: Calendar): readonly Deadline[] {
  return [...formDeadlines(request, calendar), ...review(request)];
}

/** After an urgent call, whose signed form is to come; by the policy of the day of the call. */
function formDeadlines(request: RequestState, { isWorkingDay, policies }: Calendar): readonly Deadline[] {
  const settled = request.submission !== null || request.outcome === 'refused' || request.state === 'closed';
  if (request.track !== 'urgent' || settled) return [];
  return formDeadlineKinds.map((kind) => ({
    kind,
    dueAt: formDueAt(kind, request.opened.at, { isWorkingDay, policies }),
  }));
}

/** When the form of an urgent call is missed in this way, if it is not there by then. */
export function formDueAt(kind: FormDeadline, calledAt: Instant, { isWorkingDay, policies }: Calendar): Instant {
  const day = legalDateOf(calledAt);
  const { dueAfterWorkingDays } = policyOn(policies, day);
  return sameTimeAfter(calledAt, daysUntil(day, dueAfterWorkingDays[kind], isWorkingDay));
}

/** Calendar days until the n-th working day after the date. */
function daysUntil(date: LegalDate, workingDays: number, isWorkingDay: (date: LegalDate) => boolean): number {
  let days = 0;
  for (let left = workingDays; left > 0;) {
    days += 1;
    if (isWorkingDay(addDays(date, days))) left -= 1;
  }
  return days;
}

/** Due when the day after `reviewBy` begins. */
const review = ({ reviewBy, outcome }: RequestState): readonly Deadline[] =>
  reviewBy === null || outcome !== 'granted' ? [] : [{ kind: 'review', dueAt: startOfDay(addDays(reviewBy, 1)) }];
