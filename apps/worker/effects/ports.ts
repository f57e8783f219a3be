import { Mailer } from '@sigill/adapters';
import { Clock, Forms } from '@sigill/application';
import { Dispatch, EffectEventType, MailAddress, MailTemplate, Recipient } from '@sigill/domain';
import { EventLog, LoggedEvent } from '@sigill/event-log';

/** What the effect runner needs of the world around it. */
export interface EffectPorts {
  readonly log: Pick<EventLog, 'append' | 'read' | 'readAll' | 'follow' | 'head'>;
  readonly mailer: Mailer;
  readonly recipients: Recipients;
  readonly forms: Pick<Forms, 'read'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** What an event asks for. Called once for every event of the log outside the effects' streams, in log order. */
  readonly dispatchesFor: (event: LoggedEvent) => readonly Dispatch[];
  /** Told of every fact recorded; holds nothing personal, so that it may be logged. */
  readonly notice: (notice: EffectNotice) => void;
  /** The runner has stopped for good: something is wrong that it may not go on from. */
  readonly onFault: (error: unknown) => void;
  /** Whether the process of that epoch has ended. Left out: it has, if its claim was there when this one started, since a
   *  process holds its log alone. Several processes on one log need heartbeats here. */
  readonly epochIsDead?: (epoch: string, claimedBeforeStart: boolean) => boolean;
  /** For tests that stop the runner between two durable steps. */
  readonly crashPoint?: (name: CrashPoint) => void | Promise<void>;
}

export type CrashPoint = 'claimed' | 'attempt-recorded' | 'mail-sent' | 'outcome-recorded';

export interface Recipients {
  /** The address at this moment; null where there is nobody. A vacant head's mail goes to the unit. */
  resolve(recipient: Recipient): Promise<MailAddress | null>;
}

/** The machine's timers. */
export interface Scheduler {
  /** Runs it once, `ms` from now; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface EffectNotice {
  readonly effect: string;
  readonly template: MailTemplate;
  readonly event: EffectEventType;
  readonly code: string | null;
  /** A person should look: refused, uncertain, parked, or the mail server does not let us in. */
  readonly alarm: boolean;
}

export interface EffectSettings {
  /** UUID, made at process start. */
  readonly epoch: string;
  readonly publicUrl: string;
  /** The part after the `@` of Message-IDs. */
  readonly messageIdDomain: string;
  readonly mailInternalDomains: readonly string[];
  /** Effects carried out at the same time; 4 unless told. */
  readonly concurrency?: number;
  /** How long `stop` waits for mails under way before it breaks them off; 8 s unless told. */
  readonly graceMs?: number;
}
