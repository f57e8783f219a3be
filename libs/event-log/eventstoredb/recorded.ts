import type {
  AllStreamRecordedEvent,
  BinaryEventType,
  EventData,
  RecordedEvent as ClientEvent,
} from '@eventstore/db-client';
import { Position, RecordedEvent, StoreEvent } from '../event-store';

type Position64 = Exclude<ClientEvent['position'], undefined>;

/** Where the events of one log stand among all that a database holds. */
export interface Place {
  /** What the names of its streams begin with on the server; the log itself does not know of it. */
  readonly prefix: string;
  /** What the names of its streams begin with after that; nothing else is part of the log. */
  readonly kinds: readonly string[];
}

export const prefixesOf = ({ prefix, kinds }: Place): string[] => kinds.map((kind) => prefix + kind);

/** Is an event of this stream part of the log? */
export const holds = ({ prefix, kinds }: Place, streamId: string): boolean =>
  streamId.startsWith(prefix) && kinds.some((kind) => streamId.startsWith(kind, prefix.length));

/** As the client takes it: bytes, of which it understands nothing. */
export const eventData = ({ id, type, data, metadata }: StoreEvent): EventData<BinaryEventType> => ({
  id,
  type,
  contentType: 'application/octet-stream',
  data: plain(data),
  metadata: plain(metadata),
});

interface Resolved {
  readonly event?: ClientEvent | AllStreamRecordedEvent;
}

/** @throws RangeError: a position that no number of this language holds exactly */
export const recordedIn = (resolved: readonly Resolved[], place: Place): readonly RecordedEvent[] =>
  resolved.flatMap(({ event }) => (event === undefined ? [] : recordedEvent(event, place)));

/** @throws RangeError: a position that no number of this language holds exactly */
function recordedEvent(
  { streamId, id, type, revision, data, metadata, position }: ClientEvent | AllStreamRecordedEvent,
  { prefix }: Place,
): RecordedEvent {
  if (position === undefined) throw new RangeError('the store gave an event without its position');
  return {
    id,
    type,
    stream: streamId.slice(prefix.length),
    revision: Number(revision),
    position: positionOf(position),
    data: bytesOf(data),
    metadata: bytesOf(metadata),
  };
}

/** A server's position is a byte's place in its log: it rises, and has gaps. Of an event the commit's and the prepare's are one. */
export function positionOf({ commit }: Position64): Position {
  const position = Number(commit);
  if (!Number.isSafeInteger(position)) throw new RangeError('the store is longer than positions go');
  return position;
}

export const asPosition = (position: Position): Position64 => ({ commit: BigInt(position), prepare: BigInt(position) });

/** The client takes apart what can be read as JSON: what was written as JSON.stringify does becomes the same bytes again. */
function bytesOf(value: unknown): Buffer {
  if (value === undefined) return Buffer.alloc(0);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(JSON.stringify(value));
}

/** The client looks at the very class. */
const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
