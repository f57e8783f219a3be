/** A position in the whole log: rises with every event, says nothing else. 0 = before the first. */
export type Position = number;

/** An event as the store keeps it: bytes that it does not understand. */
export interface StoreEvent {
  /** UUID, made by the caller before the first try. */
  readonly id: string;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

export interface RecordedEvent extends StoreEvent {
  readonly stream: string;
  /** Number within the stream, from 0. */
  readonly revision: number;
  readonly position: Position;
}

/** The revision of the newest event that the caller has seen, or that there is none. Never "any". */
export type ExpectedRevision = number | 'no-stream';

export interface Appended {
  /** Of the last event appended. */
  readonly revision: number;
  readonly position: Position;
  /** These very bytes were written now. False: events of these ids stood there already, or the store cannot tell. */
  readonly fresh: boolean;
}

/** A data key as it is kept: wrapped by the key-encryption key for its id and owner. */
export interface WrappedKey {
  readonly kid: string;
  readonly owner: string;
  readonly wrapped: Uint8Array;
}

/** Nothing was written: the owner has another key by now. Record anew with that. */
export interface KeyTaken {
  readonly keyTaken: string;
}

/** The thin port under the log; one adapter per store, one conformance suite for all. */
export abstract class EventStore {
  /** All events or none, each in the slot after the one before it, from expected + 1 on.
   *  Compared are the ids in the slots: an equal (stream, expected, ids) tuple appended twice, at once or years later, is
   *  one append and answers success twice, and so does a tuple that is the beginning of one, with its own last revision;
   *  any other event in a slot, and a tuple that goes on where another stopped, is WrongRevision.
   *  An id belongs to one slot of one stream: that is the caller's to keep. A store that sees it broken refuses (RangeError).
   *  @throws WrongRevision, OutcomeUnknown, StoreUnavailable; RangeError: nothing to append, an id twice, a `$` name, over
   *  1 MiB (./append-rules).
   *  `keys`: what the events are sealed with and no store holds yet; durable before the events are. */
  abstract append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys?: readonly WrappedKey[],
  ): Promise<Appended | KeyTaken>;
  /** Events with revision >= from, oldest first, at most `limit`; a stream that does not exist is empty. */
  abstract readStream(stream: string, from?: number, limit?: number): Promise<readonly RecordedEvent[]>;
  /** Events with position > after, in log order, at most `limit`. */
  abstract readAll(after: Position, limit: number): Promise<readonly RecordedEvent[]>;
  /** The last events with position <= upTo, in log order, at most `limit`. */
  abstract readUpTo(upTo: Position, limit: number): Promise<readonly RecordedEvent[]>;
  /** Every event after the position, then every new one, in batches, until the signal aborts. Never ends otherwise. */
  abstract follow(after: Position, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of the newest event; 0 when there is none. */
  abstract head(): Promise<Position>;
  abstract close(): Promise<void>;
}

/** Decided: another event stands where these should have gone. `actual` = newest revision, or that there is no stream. */
export class WrongRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`stream ${stream} is at ${String(actual)}, not at ${String(expected)}`);
    this.name = 'WrongRevision';
  }
}

/** Not decided: the append may or may not have happened. Repeat the very same tuple. */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/** Decided: nothing was written, the store cannot be used now. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** And will not come back: it was closed, or stopped after an append of unknown outcome. Only opening it anew helps. */
export class StoreStopped extends StoreUnavailable {
  override name = 'StoreStopped';
}
