import { EnvelopeActor } from '@sigill/log-format';
import { Position } from './event-store';

/** The command that an append carries out: fixed before the first try and the same at every retry. All ids are UUIDs in
 *  lower case. */
export interface CommandStamp {
  /** UUID; the events' ids are UUIDv5(commandId, index). */
  readonly commandId: string;
  /** SHA-256, base64url, of what was asked (method, path, body). */
  readonly commandHash: string;
  /** The same for every use of one idempotency key by one actor; null where the command came without a key. */
  readonly keyId: string | null;
  readonly correlationId: string;
  readonly causationId: string;
  /** RFC 3339 UTC ms; the log raises it to a millisecond after the stream's newest where the clock is not beyond that. */
  readonly recordedAt: string;
  readonly purpose: string;
}

/** What a command adds to one case. */
export interface CasePart {
  readonly caseId: string;
  /** Whose data key the payloads are sealed with: `request:<uuid>`. Null: plain, which only data about nobody may be. */
  readonly keyOwner: string | null;
  readonly actor: EnvelopeActor;
  readonly legalGround: { readonly code: string; readonly version: number } | null;
  readonly facts: readonly Fact[];
}

/** What is to be recorded. `data` and each person's value are plain JSON at most 16 deep: whole numbers within 2^53-1,
 *  well-formed text, booleans, null, arrays, objects. Text is written in NFC; undefined properties are left out. */
export interface Fact {
  /** Neutral verb, `^[A-Z][A-Za-z]{2,60}$`. */
  readonly type: string;
  readonly schemaVersion: number;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: object;
  /** What identifies persons: each value is sealed under that person's own key, inside the sealed payload. Key: person id (UUID). */
  readonly persons: Readonly<Record<string, object>>;
}

/** An event read back: opened, its chain and seal verified. */
export interface LoggedEvent extends Fact {
  readonly actor: EnvelopeActor;
  readonly legalGround: CasePart['legalGround'];
  readonly stream: string;
  /** Number within the stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  readonly eventId: string;
  readonly caseId: string;
  /** Number within the case, from 0. */
  readonly caseRevision: number;
  readonly command: CommandStamp;
  readonly recordedAt: string;
  readonly hash: string;
  /** Ids of persons whose key has been destroyed or is missing, so that `persons` lacks them. */
  readonly erased: readonly string[];
}
