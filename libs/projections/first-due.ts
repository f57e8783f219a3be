import { Calendar, Deadline, deadlinesOf, RequestState, WorkingDayDeadline } from '@sigill/domain';

/** What the request's next steps must not be late with. Kept with the state, because more than one table asks. */
export function deadlinesKept(state: RequestState, calendar: Calendar): readonly Deadline<WorkingDayDeadline>[] {
  const known = kept.get(state);
  if (known !== undefined) return known;
  const deadlines = deadlinesOf(state, calendar);
  kept.set(state, deadlines);
  return deadlines;
}

/** What of the request is due first; null where nothing is. */
export const firstDue = (state: RequestState, calendar: Calendar): string | null =>
  deadlinesKept(state, calendar)
    .map(({ dueAt }) => dueAt)
    .toSorted()[0] ?? null;

const kept = new WeakMap<RequestState, readonly Deadline<WorkingDayDeadline>[]>();
