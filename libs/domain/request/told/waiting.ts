import { Action, State } from '../lifecycle';
import { missingReceipts, RequestState } from '../state';

/** Whom a request waits for: the unit's staff, whoever may decide, or the executor. */
export interface Waiting {
  readonly action: Action;
  readonly audience: 'unit' | 'decider' | 'executor';
}

const byState: Readonly<Record<State, Waiting | null>> = {
  registered: { action: 'assessment', audience: 'unit' },
  called: { action: 'execution', audience: 'executor' },
  'executed-provisionally': { action: 'assessment', audience: 'unit' },
  assessed: { action: 'consultation', audience: 'unit' },
  consulted: { action: 'decision', audience: 'decider' },
  decided: { action: 'submission', audience: 'unit' },
  submitted: { action: 'execution', audience: 'executor' },
  executed: { action: 'documentation', audience: 'unit' },
  closed: null,
};

/** The one next step; null when the case is closed. */
export function waitingOf(request: RequestState): Waiting | null {
  if (request.state !== 'decided') return byState[request.state];
  if (request.outcome === 'refused') return { action: 'documentation', audience: 'unit' };
  const late = request.track === 'urgent' && missingReceipts(request).length > 0;
  return late ? { action: 'execution', audience: 'executor' } : byState.decided;
}
