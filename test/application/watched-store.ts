import {
  Appended,
  EventStore,
  ExpectedRevision,
  KeyTaken,
  StoreEvent,
  WrappedKey,
  WrongRevision,
} from '@sigill/event-log';

/** Counts how often an instance came too late. */
export class Watched extends EventStore {
  overtaken = 0;

  constructor(private readonly store: EventStore) {
    super();
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys?: readonly WrappedKey[],
  ): Promise<Appended | KeyTaken> {
    try {
      return await this.store.append(stream, expected, events, keys);
    } catch (error) {
      if (error instanceof WrongRevision) this.overtaken += 1;
      throw error;
    }
  }
  override readStream(...asked: Parameters<EventStore['readStream']>): ReturnType<EventStore['readStream']> {
    return this.store.readStream(...asked);
  }
  override readAll(...asked: Parameters<EventStore['readAll']>): ReturnType<EventStore['readAll']> {
    return this.store.readAll(...asked);
  }
  override readUpTo(...asked: Parameters<EventStore['readUpTo']>): ReturnType<EventStore['readUpTo']> {
    return this.store.readUpTo(...asked);
  }
  override follow(...asked: Parameters<EventStore['follow']>): ReturnType<EventStore['follow']> {
    return this.store.follow(...asked);
  }
  override head(): ReturnType<EventStore['head']> {
    return this.store.head();
  }
  override close(): Promise<void> {
    return this.store.close();
  }
}
