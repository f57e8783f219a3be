import { addDays, legalDateOf, sameTimeAfter, startOfDay } from '../../words/dates';
import { Instant, LegalDate } from '../../terms';
import { RequestState } from '../state';

export const formDeadlineKinds = ['form-reminder', 'form-escalation', 'form-report'] as const;
export type FormDeadlineKind = (typeof formDeadlineKinds)[number];
export type DeadlineKind = FormDeadlineKind | 'review';

export interface Deadline {
  readonly kind: DeadlineKind;
  readonly dueAt: Instant;
}

/** Working days after an urgent call by which its signed form is missed (domain.md 5, own proposal; a policy). */
const formDueAfterWorkingDays: Readonly<Record<FormDeadlineKind, number>> = {
  'form-reminder': 1,
  'form-escalation': 3,
  'form-report': 7,
};

/** What the request must not be late with; a missed deadline never ends a protection. */
export function deadlinesOf(request: RequestState, isWorkingDay: (date: LegalDate) => boolean): readonly Deadline[] {
  return [...formDeadlines(request, isWorkingDay), ...review(request)];
}

function formDeadlines(request: RequestState, isWorkingDay: (date: LegalDate) => boolean): readonly Deadline[] {
  const settled = request.submission !== null || request.outcome === 'refused' || request.state === 'closed';
  if (request.track !== 'urgent' || settled) return [];
  return formDeadlineKinds.map((kind) => ({ kind, dueAt: formDueAt(kind, request.opened.at, isWorkingDay) }));
}

/** When the form of an urgent call is missed in this way, if it is not there by then. */
export function formDueAt(
  kind: FormDeadlineKind,
  calledAt: Instant,
  isWorkingDay: (date: LegalDate) => boolean,
): Instant {
  const workingDays = formDueAfterWorkingDays[kind];
  return sameTimeAfter(calledAt, daysUntil(legalDateOf(calledAt), workingDays, isWorkingDay));
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
