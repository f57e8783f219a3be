import { isUuid } from '@sigill/log-format';
import { ExpectedRevision, StoreEvent } from './event-store';

/** Bytes of one append, EventStoreDB's own limit: data, metadata, type and 128 bytes of framing per event. */
export const maxAppendBytes = 1_048_576;

/** What every store refuses before it looks at its events. @throws RangeError, nothing was written. */
export function refuseUnfit(stream: string, expected: ExpectedRevision, events: readonly StoreEvent[]): void {
  refuseName('stream', stream);
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw new RangeError('the expected revision is neither a revision nor no-stream');
  if (events.length === 0) throw new RangeError('nothing to append');
  for (const event of events) {
    refuseName('type', event.type);
    if (!isUuid(event.id)) throw new RangeError('an event id is not a UUID in lower case');
  }
  if (new Set(events.map((event) => event.id)).size < events.length)
    throw new RangeError('the same event id twice in one append');
  const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
  if (bytes > maxAppendBytes)
    throw new RangeError(`an append of ${String(bytes)} bytes, the limit is ${String(maxAppendBytes)}`);
}

const sizeOf = (event: StoreEvent): number =>
  event.data.length + event.metadata.length + Buffer.byteLength(event.type) + 128;

function refuseName(what: 'stream' | 'type', name: string): void {
  if (!/^[^$].{0,254}$/su.test(name))
    throw new RangeError(`a ${what} name of 1 to 255 characters that does not begin with $`);
  if (/[\ud800-\udfff]|\0/u.test(name)) throw new RangeError(`a ${what} name that cannot be stored as text`);
}
