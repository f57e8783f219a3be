import { Instant } from '../../terms';
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

/** A line of an inbox. */
export interface InboxLine extends Waiting {
  readonly since: Instant;
  /** When it is due whatever the deadlines say; null: they tell. */
  readonly dueAt: Instant | null;
}

/** All that waits: the next step, and beside it what a correction has undone. */
export function inboxLinesOf(request: RequestState): readonly InboxLine[] {
  const {
    track,
    changedAt,
    opened,
    missed: { since },
  } = request;
  const next = waitingOf(request);
  const atTheCall = track === 'urgent' && next?.action === 'execution' ? opened.at : null;
  return [
    ...(next === null ? [] : [{ ...next, since: changedAt, dueAt: atTheCall }]),
    ...(since === null ? [] : [{ action: 'correction', audience: 'executor', since, dueAt: since } as const]),
  ];
}
