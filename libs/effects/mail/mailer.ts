import { Instant, MailAddress } from '@sigill/domain';
import { AttemptOutcome } from '../ports';

export interface OutgoingMail {
  readonly effectId: string;
  /** `<local@domain>`; the same at every attempt, so that a receiver can tell a repeat. */
  readonly messageId: string;
  readonly to: MailAddress;
  readonly subject: string;
  /** Lines end with `\n`. */
  readonly text: string;
  readonly attachment: { readonly filename: string; readonly bytes: Uint8Array } | null;
  readonly date: Instant;
}

/** Carries one mail to one recipient. */
export abstract class Mailer {
  /** Never rejects for what the network or the server does: that is an outcome.
   *  An aborted signal breaks the connection off; the outcome says what is known then. */
  abstract send(mail: OutgoingMail, signal?: AbortSignal): Promise<AttemptOutcome>;
}
