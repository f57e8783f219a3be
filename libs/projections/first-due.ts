import { Deadline, deadlinesOf, duePolicies, RequestState, WorkingDayDeadline } from '@sigill/domain';
import { Tools } from './engine/table';

/** What the request's next steps must not be late with. Kept with the state, because more than one table asks. */
export function deadlinesKept(
  state: RequestState,
  { isWorkingDay }: Pick<Tools, 'isWorkingDay'>,
): readonly Deadline<WorkingDayDeadline>[] {
  const known = kept.get(state);
  if (known !== undefined) return known;
  const deadlines = deadlinesOf(state, { isWorkingDay, policies: duePolicies });
  kept.set(state, deadlines);
  return deadlines;
}

/** What of the request is due first; null where nothing is. */
export const firstDue = (state: RequestState, tools: Pick<Tools, 'isWorkingDay'>): string | null =>
  deadlinesKept(state, tools)
    .map(({ dueAt }) => dueAt)
    .toSorted()[0] ?? null;

const kept = new WeakMap<RequestState, readonly Deadline<WorkingDayDeadline>[]>();
