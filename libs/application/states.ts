import { evolve, Instant, RequestId, RequestState } from '@sigill/domain';
import { RecordedRequestEvent } from './case-file';

/** How many of the events were recorded by the instant. */
export const recordedBy = (events: readonly RecordedRequestEvent[], instant: Instant): number =>
  events.filter(({ logged }) => logged.recordedAt <= instant).length;

/** The state after each of the events, in their order. */
export function statesAfter(id: RequestId, events: readonly RecordedRequestEvent[]): readonly RequestState[] {
  const states: RequestState[] = [];
  for (const { event } of events) states.push(evolve(states.at(-1) ?? null, event, id));
  return states;
}

export const stateAfter = (id: RequestId, events: readonly RecordedRequestEvent[]): RequestState | null =>
  statesAfter(id, events).at(-1) ?? null;
