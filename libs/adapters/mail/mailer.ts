import { Instant, MailAddress } from '@sigill/domain';

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

/** What is known after an attempt. `not-sent` is certain: the server never had the whole message, or said no to it.
 *  `permanent`: the server will say no again. `reply`: the server's own words, may name the address. */
export type SendOutcome =
  | { readonly class: 'succeeded'; readonly reply: string }
  | { readonly class: 'not-sent'; readonly permanent: boolean; readonly code: string; readonly reply: string | null }
  | { readonly class: 'uncertain'; readonly code: string };

/** Carries one mail to one recipient. */
export abstract class Mailer {
  /** Never rejects for what the network or the server does: that is an outcome.
   *  An aborted signal breaks the connection off; the outcome says what is known then. */
  abstract send(mail: OutgoingMail, signal?: AbortSignal): Promise<SendOutcome>;
}
