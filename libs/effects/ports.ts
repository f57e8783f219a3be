import { EffectEvent, EffectEventType, EffectIntent, EffectState, MailTemplate, Sha256 } from '@sigill/domain';

/** The machine's timers. */
export abstract class Scheduler {
  /** Runs it once, `ms` from now; the answer cancels it. */
  abstract after(ms: number, run: () => void): () => void;
}

/** How effects of one kind are carried out. */
export interface EffectHandler {
  /** Everything that may change between intent and attempt is asked for here; nothing is done yet. */
  prepare(intent: EffectIntent, state: EffectState): Promise<Prepared>;
}

/** An attempt that can be made, or why there is none: `permanent` where asking again would not help. */
export type Prepared =
  | {
      readonly ready: true;
      /** What is recorded before the attempt. */
      readonly attempted: AttemptMade;
      /** The attempt itself. Never rejects for what the world outside does: that is an outcome. An aborted signal breaks it
       *  off; the outcome says what is known then. */
      readonly carryOut: (breakOff: AbortSignal) => Promise<AttemptOutcome>;
    }
  | { readonly ready: false; readonly permanent: boolean; readonly code: string };

/** To whom, and what was attached. */
export interface AttemptMade {
  readonly to: string;
  readonly messageId: string;
  readonly attached: Sha256 | null;
}

/** What is known after an attempt. `not-sent` is certain: the server never had the whole message, or said no to it.
 *  `permanent`: the server will say no again. `reply`: the server's own words, may name the address. */
export type AttemptOutcome =
  | { readonly class: 'succeeded'; readonly reply: string }
  | { readonly class: 'not-sent'; readonly permanent: boolean; readonly code: string; readonly reply: string | null }
  | { readonly class: 'uncertain'; readonly code: string };

/** An effect's event before the log has dated it. */
export type EffectFact = EffectEvent extends infer Event
  ? Event extends EffectEvent
    ? Omit<Event, 'at'>
    : never
  : never;

export interface EffectNotice {
  readonly effect: string;
  readonly template: MailTemplate;
  readonly event: EffectEventType;
  readonly code: string | null;
  /** A person should look: refused, uncertain, parked, or the mail server does not let us in. */
  readonly alarm: boolean;
}

/** For tests that stop the runner between two durable steps. */
export type CrashPoint = 'claimed' | 'attempt-recorded' | 'mail-sent' | 'outcome-recorded';
