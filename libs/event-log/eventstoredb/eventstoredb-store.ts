import { refuseUnfit } from '../append-rules';
import {
  Appended,
  EventStore,
  ExpectedRevision,
  KeyTaken,
  Position,
  RecordedEvent,
  StoreEvent,
  StoreStopped,
  WrappedKey,
} from '../event-store';
import { Appending } from './appending';
import { Connection } from './connection';
import { Dropped, Following } from './following';
import { KeyStreams } from './key-streams';
import { within } from './outcomes';
import { Reading } from './reading';
import { Place } from './recorded';
import { selfTest } from './self-test';

export interface EventStoreDbOptions {
  /** Which streams of the database are the log's. */
  readonly place: Place;
  /** How long one try may take: longer than the server itself takes to give up, 2 + 2 s. 5 s unless told. */
  readonly tryMs?: number;
  /** How long a question is asked again while nobody answers; 5 s unless told. */
  readonly askMs?: number;
  readonly onDrop?: Dropped;
}

const usualMs = 5_000;

/** The log in an EventStoreDB, of one node or of several. Many processes may write to it: what decides is each stream's revision. */
export class EventStoreDbStore extends EventStore {
  private readonly reading: Reading;
  private readonly appending: Appending;
  private readonly following: Following;
  private readonly keys: KeyStreams;
  private readonly under = new Set<Promise<unknown>>();
  private readonly closing = new AbortController();

  /** @param owns whether the connection ends with it */
  private constructor(
    private readonly connection: Connection,
    private readonly options: EventStoreDbOptions,
    private readonly owns = true,
  ) {
    super();
    const { place, tryMs = usualMs, askMs = usualMs, onDrop = () => undefined } = options;
    this.reading = new Reading(connection, place, { tryMs, allMs: askMs });
    this.appending = new Appending(connection, this.reading, place, tryMs);
    this.following = new Following(connection, place, onDrop, tryMs);
    this.keys = new KeyStreams(this);
  }

  /** Nothing is asked of the server yet. @throws BadStoreUrl */
  static async to(url: string, options: EventStoreDbOptions): Promise<EventStoreDbStore> {
    return new EventStoreDbStore(await Connection.to(url), options);
  }

  /** The streams of the same database whose names begin with this, and which are no part of the log; through the same client. */
  beside(kind: string): EventStoreDbStore {
    const { prefix } = this.options.place;
    return new EventStoreDbStore(this.connection, { ...this.options, place: { prefix, kinds: [kind] } }, false);
  }

  /** Before it is relied upon. Answers by how many milliseconds the server's clock is ahead, where that is much.
   *  @param now this machine's clock @throws UnfitStore, StoreUnavailable */
  selfTest(now: () => number): Promise<number | null> {
    const { place, tryMs = usualMs } = this.options;
    return selfTest(this.connection, { prefix: place.prefix, tryMs, now });
  }

  /** The server may forget the stream's older events. Where it does not answer they stay. */
  async keepNewest(stream: string, count: number): Promise<void> {
    const { client, credentials } = this.connection;
    const setting = client.setStreamMetadata(this.options.place.prefix + stream, { maxCount: count }, { credentials });
    await within(this.options.tryMs ?? usualMs, setting).catch((error: unknown) =>
      this.connection.failure(error, client),
    );
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys: readonly WrappedKey[] = [],
  ): Promise<Appended | KeyTaken> {
    refuseUnfit(stream, expected, events);
    this.refuseClosed();
    return this.finished(async () => {
      const taken = await this.keys.put(keys);
      return taken === null ? this.appending.once({ stream, expected, events }) : { keyTaken: taken };
    });
  }

  override async readStream(stream: string, from = 0, limit?: number): Promise<readonly RecordedEvent[]> {
    this.refuseClosed();
    return this.reading.stream(stream, from, limit);
  }

  override async readAll(after: Position, limit: number): Promise<readonly RecordedEvent[]> {
    this.refuseClosed();
    return this.reading.all(after, limit);
  }

  override async readUpTo(upTo: Position, limit: number): Promise<readonly RecordedEvent[]> {
    this.refuseClosed();
    return this.reading.upTo(upTo, limit);
  }

  override async head(): Promise<Position> {
    this.refuseClosed();
    return this.reading.head();
  }

  override async *follow(after: Position, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    yield* this.following.after(after, AbortSignal.any([signal, this.closing.signal]));
    if (!signal.aborted) this.refuseClosed();
  }

  override async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await Promise.allSettled(this.under);
    if (this.owns) await this.connection.close();
  }

  /** What was begun before the store is closed is finished first. */
  private async finished<T>(work: () => Promise<T>): Promise<T> {
    const begun = work();
    this.under.add(begun);
    try {
      return await begun;
    } finally {
      this.under.delete(begun);
    }
  }

  private refuseClosed(): void {
    if (this.closing.signal.aborted) throw new StoreStopped('the store is closed');
  }
}
