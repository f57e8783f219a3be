import { BrokenHistory } from '../request/refusal';
import { FellDue } from '../file/due/kinds';
import { assertNever, Instant, PersonId, RequestId, Sha256 } from '../terms';
import { Dispatch, MailTemplate, Recipient } from './intent';

interface Event<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
  readonly at: Instant;
}

/** Who acts: a UUID made at process start. */
interface ByEpoch {
  readonly epoch: string;
}
/** `attempt` counts from 1; 0 = before the first. */
interface OfAttempt extends ByEpoch {
  readonly attempt: number;
}

/** What time asks for, and why. */
export interface RequestedByTime {
  readonly request: RequestId;
  readonly patient: PersonId;
  readonly caseNumber: string;
  readonly due: FellDue;
  readonly kind: 'mail';
  readonly template: MailTemplate;
  readonly recipient: Recipient;
}

/** The facts of one effect, in its own stream `effect-<id>` (reliability: the effect protocol).
 *  STORAGE FORMAT: the names stand in the clear; change a name or a shape only together with golden files. */
export type EffectEvent =
  /** Time asks for it, and no event of a request. */
  | Event<'EffectRequested', RequestedByTime>
  | Event<
      'EffectClaimed',
      ByEpoch & { readonly kind: 'mail'; readonly template: MailTemplate; readonly recipient: Recipient }
    >
  | Event<
      'EffectAttempted',
      OfAttempt & {
        readonly to: string;
        readonly messageId: string;
        readonly reminder: boolean;
        readonly attached: Sha256 | null;
      }
    >
  | Event<'EffectSucceeded', OfAttempt & { readonly reply: string }>
  | Event<'EffectRefused', OfAttempt & { readonly code: string; readonly reply: string | null }>
  | Event<
      'EffectFailed',
      OfAttempt & { readonly code: string; readonly reply: string | null; readonly nextAt: Instant }
    >
  | Event<'EffectUncertain', OfAttempt & { readonly code: string; readonly nextAt: Instant }>
  | Event<'EffectParked', ByEpoch & { readonly reason: 'undelivered' | 'uncertain' }>
  | Event<'EffectResolved', { readonly outcome: 'sent' | 'refused'; readonly note: string }>;

/** What is to be carried out, as an event of a request would ask for it. */
export const dispatchByTime = ({ request, caseNumber, kind, template, recipient }: RequestedByTime): Dispatch => ({
  ...{ kind, template, request, recipient },
  about: { request, caseNumber },
  attachForm: null,
  class: 'A',
});

export type EffectEventType = EffectEvent['type'];

/** `requested`: where an event of a request asks for it. `asked`: where time does. `claimed`: nothing was tried yet. `attempting`: tried, and no word of how it went. */
export type EffectPhase =
  | 'requested'
  | 'asked'
  | 'claimed'
  | 'attempting'
  | 'failed'
  | 'uncertain'
  | 'sent'
  | 'refused'
  | 'parked'
  | 'resolved';

/** What the request view shows. */
export type ShownEffectState = 'requested' | 'sent' | 'failed' | 'uncertain' | 'refused' | 'parked';

/** The automaton: which facts may follow in which phase. Code, checker and tests all read this. */
export const effectAutomaton = {
  requested: ['EffectRequested', 'EffectClaimed'],
  asked: ['EffectClaimed'],
  claimed: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed'],
  attempting: ['EffectSucceeded', 'EffectRefused', 'EffectFailed', 'EffectUncertain'],
  failed: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed', 'EffectParked'],
  uncertain: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed', 'EffectParked'],
  sent: [],
  refused: ['EffectResolved'],
  parked: ['EffectResolved'],
  resolved: [],
} as const satisfies Record<EffectPhase, readonly EffectEventType[]>;

export interface EffectState {
  readonly phase: EffectPhase;
  readonly shown: ShownEffectState;
  /** The process that holds it; null before the first claim. */
  readonly epoch: string | null;
  readonly attempts: number;
  readonly failures: number;
  /** How often the mail may have been sent without our knowing. */
  readonly uncertainties: number;
  /** Of the first attempt, and of every one after it. */
  readonly messageId: string | null;
  readonly claimedAt: Instant | null;
  /** When the next attempt is due; null where none is. */
  readonly nextAt: Instant | null;
  /** Of the newest claim or outcome; null before the first claim. */
  readonly at: Instant | null;
}

export const requestedEffect: EffectState = {
  phase: 'requested',
  shown: 'requested',
  epoch: null,
  attempts: 0,
  failures: 0,
  uncertainties: 0,
  messageId: null,
  claimedAt: null,
  nextAt: null,
  at: null,
};

/** A mail that may have arrived is sent once more by itself, never twice. */
export const mayResend = (state: EffectState): boolean => state.uncertainties <= 1;

/** Nothing can follow but a person's word. */
export function isClosed(state: EffectState): boolean {
  const following: readonly EffectEventType[] = effectAutomaton[state.phase];
  return following.every((type) => type === 'EffectResolved');
}

/** The state after one more event. @throws BrokenHistory where the automaton does not allow it. */
export function evolveEffect(state: EffectState, event: EffectEvent): EffectState {
  const allowed: readonly EffectEventType[] = effectAutomaton[state.phase];
  if (!allowed.includes(event.type)) throw new BrokenHistory(`${event.type} in phase ${state.phase}`);
  switch (event.type) {
    case 'EffectRequested':
      return { ...state, phase: 'asked' };
    case 'EffectClaimed':
      return claimed(state, event.data.epoch, event.at);
    case 'EffectAttempted':
      return attempted(state, event.data);
    case 'EffectSucceeded':
      return settled(ofAttempt(state, event.data), 'sent', event.at);
    case 'EffectRefused':
      return settled(ofAttempt(state, event.data), 'refused', event.at);
    case 'EffectFailed':
      return failed(ofAttempt(state, event.data), event.data.nextAt, event.at);
    case 'EffectUncertain':
      return uncertain(inHand(state, event.data), event.data.nextAt, event.at);
    case 'EffectParked':
      return settled(ofEpoch(state, event.data), 'parked', event.at);
    case 'EffectResolved':
      return { ...state, phase: 'resolved', shown: event.data.outcome, at: event.at };
    default:
      return assertNever(event);
  }
}

function claimed(state: EffectState, epoch: string, at: Instant): EffectState {
  if (state.epoch === epoch) throw new BrokenHistory('claimed twice by one epoch');
  return state.epoch === null ? { ...state, phase: 'claimed', epoch, claimedAt: at, at } : { ...state, epoch };
}

function attempted(state: EffectState, data: OfAttempt & { readonly messageId: string }): EffectState {
  if (data.attempt !== state.attempts + 1) throw new BrokenHistory('an attempt is missing or repeated');
  if (!mayResend(state)) throw new BrokenHistory('a mail that twice may have arrived is not sent again');
  if (state.messageId !== null && state.messageId !== data.messageId) throw new BrokenHistory('another Message-ID');
  return {
    ...ofEpoch(state, data),
    phase: 'attempting',
    attempts: data.attempt,
    messageId: data.messageId,
    nextAt: null,
  };
}

/** A failed resend leaves the effect uncertain in the view: the first mail may still have arrived. */
function failed(state: EffectState, nextAt: Instant, at: Instant): EffectState {
  const shown = state.uncertainties > 0 ? 'uncertain' : 'failed';
  return { ...state, phase: shown, shown, failures: state.failures + 1, nextAt, at };
}

const uncertain = (state: EffectState, nextAt: Instant, at: Instant): EffectState => ({
  ...state,
  phase: 'uncertain',
  shown: 'uncertain',
  uncertainties: state.uncertainties + 1,
  nextAt,
  at,
});

const settled = (state: EffectState, phase: 'sent' | 'refused' | 'parked', at: Instant): EffectState => ({
  ...state,
  phase,
  shown: phase,
  nextAt: null,
  at,
});

const ofAttempt = (state: EffectState, data: OfAttempt): EffectState => inHand(ofEpoch(state, data), data);

/** Whoever takes over from a dead epoch may say that its attempt is uncertain, and nothing else of it. */
function inHand(state: EffectState, data: OfAttempt): EffectState {
  if (data.attempt !== state.attempts) throw new BrokenHistory('the outcome of another attempt');
  return state;
}

function ofEpoch(state: EffectState, data: ByEpoch): EffectState {
  if (state.epoch !== data.epoch) throw new BrokenHistory('done by an epoch that has not claimed it');
  return state;
}
