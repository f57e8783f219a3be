import { assertNever, Instant } from '../terms';
import { EffectState, mayResend } from './effect';

/** What the worker does next with an effect. `wait` without a time: until a fact comes in. */
export type EffectStep =
  | { readonly do: 'claim' }
  /** The attempt of a dead epoch: whether it was sent nobody knows. */
  | { readonly do: 'call-uncertain' }
  | { readonly do: 'attempt'; readonly attempt: number; readonly reminder: boolean }
  | { readonly do: 'park'; readonly reason: 'undelivered' | 'uncertain' }
  | { readonly do: 'wait'; readonly until: Instant | null };

export interface WorkerView {
  readonly now: Instant;
  /** The epoch of the process that asks. */
  readonly epoch: string;
  readonly epochIsDead: (epoch: string) => boolean;
}

/** Pure: the same state and view always give the same step. */
export function nextStep(state: EffectState, view: WorkerView): EffectStep {
  switch (state.phase) {
    case 'requested':
    case 'asked':
      return { do: 'claim' };
    case 'claimed':
    case 'attempting':
    case 'failed':
    case 'uncertain':
      return state.epoch === view.epoch ? ownStep(state, view.now) : takeover(state, view);
    case 'sent':
    case 'refused':
    case 'parked':
    case 'resolved':
      return waitForFact;
    default:
      return assertNever(state.phase);
  }
}

/** When an attempt that certainly sent nothing is tried again: after 1, 2, 5, 15, 30 and then every 60 minutes,
 *  for the last time 24 hours after the claim. `state` is the one before the failure. */
export function retryAt(state: EffectState, now: Instant): Instant {
  const minutes = retryMinutes[Math.min(state.failures, retryMinutes.length - 1)] ?? 0;
  const next = later(now, minutes * 60_000);
  const end = givesUpAt(state, now);
  return now < end && next > end ? end : next;
}

/** When a mail that may have been sent is sent once more: after a breath, as the server just broke off. */
export const resendAt = (now: Instant): Instant => later(now, resendPauseMs);

const retryMinutes = [1, 2, 5, 15, 30, 60];
const resendPauseMs = 5_000;
const patienceMs = 24 * 60 * 60_000;
const waitForFact: EffectStep = { do: 'wait', until: null };

function takeover(state: EffectState, view: WorkerView): EffectStep {
  if (state.epoch !== null && !view.epochIsDead(state.epoch)) return waitForFact;
  return state.phase === 'attempting' ? { do: 'call-uncertain' } : { do: 'claim' };
}

function ownStep(state: EffectState, now: Instant): EffectStep {
  if (state.phase === 'attempting') return waitForFact;
  const end = givesUpAt(state, now);
  const reminder = state.uncertainties > 0;
  const reason = reminder ? 'uncertain' : 'undelivered';
  if (!mayResend(state)) return now >= end ? { do: 'park', reason } : { do: 'wait', until: end };
  if (state.at !== null && state.failures > 0 && state.at >= end) return { do: 'park', reason };
  if (state.nextAt !== null && now < state.nextAt) return { do: 'wait', until: state.nextAt };
  return { do: 'attempt', attempt: state.attempts + 1, reminder };
}

const givesUpAt = (state: EffectState, now: Instant): Instant => later(state.claimedAt ?? now, patienceMs);

const later = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString() as Instant;
