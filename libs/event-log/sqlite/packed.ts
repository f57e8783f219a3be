import { StoreEvent } from '../event-store';
import { BatchAppend } from './append-batch';

/** Appends on their way to the writer thread: their bytes in one piece of memory that is handed over, not copied. */
export interface PackedAppends {
  readonly appends: readonly PackedAppend[];
  /** Of each event in turn: data, then metadata. */
  readonly bytes: ArrayBuffer;
}

type PackedAppend = Omit<BatchAppend, 'events'> & { readonly events: readonly PackedEvent[] };

interface PackedEvent extends Pick<StoreEvent, 'id' | 'type'> {
  readonly dataBytes: number;
  readonly metadataBytes: number;
}

/** (A key's bytes are copied: they may be a part of a larger piece of memory, which would be copied whole.) */
export function packed(appends: readonly BatchAppend[]): PackedAppends {
  const events = appends.flatMap((append) => append.events);
  const bytes = new Uint8Array(events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0));
  let at = 0;
  for (const { data, metadata } of events) {
    bytes.set(data, at);
    bytes.set(metadata, at + data.length);
    at += data.length + metadata.length;
  }
  return {
    bytes: bytes.buffer,
    appends: appends.map(({ stream, expected, keys, events: own }) => ({
      stream,
      expected,
      keys: keys.map(({ kid, owner, wrapped }) => ({ kid, owner, wrapped: new Uint8Array(wrapped) })),
      events: own.map(({ id, type, data, metadata }) => ({
        id,
        type,
        dataBytes: data.length,
        metadataBytes: metadata.length,
      })),
    })),
  };
}

export function unpacked({ appends, bytes }: PackedAppends): readonly BatchAppend[] {
  let at = 0;
  const next = (length: number): Uint8Array => {
    at += length;
    return new Uint8Array(bytes, at - length, length);
  };
  return appends.map((append) => ({
    ...append,
    events: append.events.map(({ id, type, dataBytes, metadataBytes }) => ({
      id,
      type,
      data: next(dataBytes),
      metadata: next(metadataBytes),
    })),
  }));
}
