import { HsaId, RequestId, Sha256 } from '../terms';

/** What a mail is about. A new one needs its text in the table of libs/effects. */
export type MailTemplate =
  | 'work-order'
  | 'decision-awaited'
  | 'urgent-call'
  | 'executed'
  | 'returned'
  | 'overturned'
  | 'receipts-missing'
  | 'measure-ended-elsewhere'
  | 'other-unit-acts'
  | 'opened-by-program'
  | 'reminder'
  | 'escalation'
  | 'extension-ends'
  | 'review';

/** Who is to be told: a reference that is resolved when the mail is sent, never an address.
 *  Guardian, child and caller do not type: telling a guardian of a block can endanger a child. */
export type Recipient =
  | { readonly role: 'executor' }
  | { readonly role: 'head'; readonly unit: HsaId }
  | { readonly role: 'unit'; readonly unit: HsaId };

/** A = notice without content, B = work order to the executor. Of both, lost is worse than double. */
export type EffectClass = 'A' | 'B';

/** What an event of a request asks of the worker, before the event has its id. */
export interface Dispatch {
  readonly kind: 'mail';
  readonly template: MailTemplate;
  /** The request whose event asks for it. */
  readonly request: RequestId;
  /** The case that the mail names: of the receiver's own unit, and so not always the one whose event asks for it. */
  readonly about: { readonly request: RequestId; readonly caseNumber: string };
  readonly recipient: Recipient;
  /** The form to attach, where the recipient's address may carry it. */
  readonly attachForm: Sha256 | null;
  readonly class: EffectClass;
}

export interface EffectIntent extends Dispatch {
  /** UUIDv5 of the causing event's id and `dispatchName`; of the request and `dueName` where time asks for it. */
  readonly id: string;
  /** The id of the event that asks for it. */
  readonly causedBy: string;
}

/** Tells the dispatches of one event apart; the name under which the effect's id is made.
 *  STORAGE FORMAT: a change gives every effect a new id and sends every mail anew. */
export const dispatchName = (dispatch: Dispatch): string =>
  [dispatch.kind, dispatch.template, recipientName(dispatch.recipient), ...otherCase(dispatch)].join('|');

const otherCase = ({ request, about }: Dispatch): readonly string[] =>
  about.request === request ? [] : [about.request];

const recipientName = (recipient: Recipient): string =>
  recipient.role === 'executor' ? recipient.role : `${recipient.role}:${recipient.unit}`;
