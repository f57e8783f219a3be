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
  StoreUnavailable,
  WrappedKey,
  WrongRevision,
} from '../event-store';
import { ForeignGrowth, Growth, OwnGrowth } from '../growth';
import { Lru } from '../lru';
import { Settled } from './append-batch';
import { DatabaseOptions, openDatabase, refuseForeign } from './database';
import { Reader } from './reader';
import { eventsSchema } from './schema';
import { Writer } from './writer';

export interface SqliteEventStoreOptions extends Omit<DatabaseOptions, 'readOnly'> {
  /** Called when the store has stopped for good with an append whose outcome only a fresh start can tell: the process
   *  should exit. */
  readonly onFatal?: (error: StoreStopped) => void;
  /** Where the data keys are kept, which the writer commits before the events that need them. */
  readonly keysFile?: string;
  /** Told of every append; one of its own unless given. */
  readonly growth?: OwnGrowth;
}

/** How many events a follower gets at a time, at most. */
const followLimit = 500;
/** Streams whose newest revision is remembered. */
const headsKnown = 20_000;

abstract class SqliteReads extends EventStore {
  protected abstract readonly reader: Reader;
  protected abstract readonly growth: Growth;

  override async readStream(stream: string, from = 0, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.reader.stream(stream, from, limit);
  }

  override async readAll(after: Position, limit: number): Promise<readonly RecordedEvent[]> {
    return this.reader.all(after, limit);
  }

  override async readUpTo(upTo: Position, limit: number): Promise<readonly RecordedEvent[]> {
    return this.reader.upTo(upTo, limit);
  }

  override async head(): Promise<Position> {
    return this.reader.head();
  }

  override async *follow(after: Position, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    let position = after;
    while (!signal.aborted) {
      const seen = this.growth.count;
      const batch = this.reader.all(position, followLimit);
      const last = batch.at(-1);
      if (last === undefined) await this.growth.beyond(seen, signal);
      else {
        position = last.position;
        yield batch;
      }
    }
  }
}

/** The log in one file, written by one thread of one process. Positions are 1, 2, 3 and so on.
 *  Refuses (RangeError) an event id that stands in another slot of the log. A follower of a store that is closed fails
 *  with StoreStopped. */
export class SqliteEventStore extends SqliteReads {
  /** The newest revision of streams that grew last: nobody else writes to this file. */
  private readonly heads = new Lru<string, number>(headsKnown);

  private constructor(
    protected override readonly reader: Reader,
    private readonly writer: Writer,
    protected override readonly growth: OwnGrowth,
  ) {
    super();
  }

  /** Makes the file if there is none. @throws UnsafeSqlite, NotDurable, ForeignFile (by name) */
  static async open(file: string, options: SqliteEventStoreOptions = {}): Promise<SqliteEventStore> {
    const { onFatal = () => undefined, keysFile = null, growth = new OwnGrowth(), ...databaseOptions } = options;
    const writer = await Writer.start({ file, keysFile, options: databaseOptions }, onFatal);
    const reader = new Reader(openDatabase(file, { ...databaseOptions, readOnly: true }));
    return new SqliteEventStore(reader, writer, growth);
  }

  /** What is known to be beyond the stream's newest event is not looked for. */
  override async readStream(stream: string, from = 0, limit?: number): Promise<readonly RecordedEvent[]> {
    const newest = this.heads.get(stream);
    if (newest !== undefined && newest < from) return this.reader.none();
    const events = this.reader.stream(stream, from, limit);
    const last = events.at(-1);
    if (last !== undefined && (limit === undefined || events.length < limit)) this.grown(stream, last.revision);
    return events;
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys: readonly WrappedKey[] = [],
  ): Promise<Appended | KeyTaken> {
    refuseUnfit(stream, expected, events);
    const settled = await this.writer.append({ stream, expected, events, keys });
    if (settled.kind === 'appended') {
      if (settled.fresh) this.grown(stream, settled.revision);
      this.growth.announce();
    }
    return answered(stream, expected, settled);
  }

  override async close(): Promise<void> {
    await this.writer.close(() => {
      this.reader.close();
    });
    this.growth.announce();
  }

  private grown(stream: string, revision: number): void {
    this.heads.set(stream, Math.max(revision, this.heads.get(stream) ?? 0));
  }
}

/** A log that is only looked at, as the offline checker does. */
class ReadOnlyEventStore extends SqliteReads {
  constructor(
    protected override readonly reader: Reader,
    protected override readonly growth: Growth,
  ) {
    super();
  }

  override append(): Promise<Appended> {
    return Promise.reject(new StoreUnavailable('the log was opened for reading'));
  }

  override async close(): Promise<void> {
    this.reader.close();
  }
}

/** Any append is StoreUnavailable. @param growth what tells a follower of new events; unless given they are looked for every 250 ms
 *  @throws ForeignFile, and an SQLite error when there is no such file. */
export function openEventStoreForReading(
  file: string,
  { growth = new ForeignGrowth(250), ...options }: Pick<DatabaseOptions, 'driver'> & { readonly growth?: Growth } = {},
): EventStore {
  const db = openDatabase(file, { ...options, readOnly: true });
  try {
    refuseForeign(db, file, eventsSchema);
    return new ReadOnlyEventStore(new Reader(db), growth);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The first thing that SQLite finds wrong with the file's pages, indexes left out; null when they are sound. */
export function firstDamageIn(file: string): string | null {
  const db = openDatabase(file, { readOnly: true });
  try {
    const found = String(db.prepare('pragma quick_check(1)').get()?.['quick_check']);
    return found === 'ok' ? null : found.replaceAll(/\s+/g, ' ');
  } finally {
    db.close();
  }
}

/** What SQLite itself finds wrong with the file, one line each; empty when it is sound. It does not see a WAL that was
 *  cut short: the log that remains is sound, only shorter. */
export function damageIn(file: string): readonly string[] {
  const db = openDatabase(file, { readOnly: true });
  try {
    const found = db.prepare('pragma integrity_check').all();
    return found.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
  } finally {
    db.close();
  }
}

function answered(stream: string, expected: ExpectedRevision, settled: Settled): Appended | KeyTaken {
  switch (settled.kind) {
    case 'appended':
      return { revision: settled.revision, position: settled.position, fresh: settled.fresh };
    case 'wrong-revision':
      throw new WrongRevision(stream, expected, settled.actual);
    case 'key-taken':
      return { keyTaken: settled.owner };
    case 'known-id':
      throw new RangeError('an event id stands elsewhere in the log');
    default:
      throw new Error(`the writer thread answered ${JSON.stringify(settled satisfies never)}`);
  }
}
