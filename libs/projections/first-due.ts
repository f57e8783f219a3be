import { Calendar, deadlinesOf, RequestState } from '@sigill/domain';

/** What of the request is due first; null where nothing is. Kept with the state, because more than one table asks. */
export function firstDue(state: RequestState, calendar: Calendar): string | null {
  const known = dues.get(state);
  if (known !== undefined) return known;
  const [first = null] = deadlinesOf(state, calendar)
    .map(({ dueAt }) => dueAt)
    .sort();
  dues.set(state, first);
  return first;
}

const dues = new WeakMap<RequestState, string | null>();
