import { CommandRefused, EffectEvent, PersonId, RegisterAnswered, RequestEvent, RequestId } from '@sigill/domain';

/** An event of the log as the projections take it in. */
export type Fed = FedRequest | FedRegister | FedEffect | FedRefusal | FedOther;

interface At {
  readonly position: number;
}

/** An event of a request. */
export interface FedRequest extends At {
  readonly of: 'request';
  readonly request: RequestId;
  /** Of the event within the request, from 0. */
  readonly revision: number;
  readonly event: RequestEvent;
  readonly commandId: string;
  /** Of the idempotency key; null where there was none. */
  readonly keyId: string | null;
  /** UUIDv5 of the event's id and a name. */
  readonly idFor: (name: string) => string;
}

/** What the population register said of a patient. */
export interface FedRegister extends At {
  readonly of: 'register';
  readonly patient: PersonId;
  readonly event: RegisterAnswered;
}

/** An event of an effect's own stream. */
export interface FedEffect extends At {
  readonly of: 'effect';
  readonly effect: string;
  /** Of the event within it, from 0. */
  readonly revision: number;
  readonly event: EffectEvent;
}

/** A command that was refused. */
export interface FedRefusal extends At {
  readonly of: 'refusal';
  /** The id of its stream. */
  readonly refusal: string;
  readonly refused: CommandRefused['data'];
}

/** An event that no projection is made of. */
export interface FedOther extends At {
  readonly of: 'other';
}

/** The row that a sealed value is bound to: of a request, or of an answer of the register. */
export const boundTo = ({ request, patient, position }: Readonly<Record<string, unknown>>): string =>
  typeof request === 'string' ? request : [patient, position].map(String).join(' ');

/** Seals what a projection keeps of a person; `about` is bound to the blob, so that one row cannot pass for another. */
export interface Sealer {
  seal(text: string, about: string): Uint8Array;
  open(sealed: Uint8Array, about: string): string;
}
