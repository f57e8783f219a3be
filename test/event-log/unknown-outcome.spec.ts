import {
  Appended,
  EventLog,
  EventStore,
  ExpectedRevision,
  KeyTaken,
  OutcomeUnknown,
  RecordedEvent,
  StoreEvent,
  StoreStopped,
  StoreUnavailable,
  WrappedKey,
} from '@sigill/event-log';
import { app, command, fact, into, kek, LogUnderTest, openLog, streamOf, whole } from './samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let subject: LogUnderTest;

beforeEach(async () => {
  folder = temporaryFolder();
  subject = await openLog(folder.file);
});
afterEach(async () => {
  await subject.close();
  folder.remove();
});

const opening = (log: EventLog, n: number) => ({ ...into(log, n, [fact()]), command: command(n) });

/** The store with a fault at each try, in turn: before the append, after it, or when it is read back. */
class FaultyStore extends EventStore {
  readonly tries: (readonly StoreEvent[])[] = [];
  readonly keysTried: (readonly WrappedKey[])[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly faults: ('before' | 'after' | 'reading' | Error)[],
  ) {
    super();
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys: readonly WrappedKey[] = [],
  ): Promise<Appended | KeyTaken> {
    this.tries.push(events);
    this.keysTried.push(keys);
    if (this.faults[0] instanceof Error) throw this.faults[0];
    if (this.faults[0] === 'before') throw this.unknown();
    const appended = await this.store.append(stream, expected, events, keys);
    if (this.faults[0] === 'after') throw this.unknown();
    return appended;
  }

  override async readStream(stream: string, from?: number, limit?: number): Promise<readonly RecordedEvent[]> {
    if (this.faults[0] === 'reading') {
      this.faults.shift();
      throw new StoreUnavailable('planted');
    }
    return this.store.readStream(stream, from, limit);
  }

  override readAll(): Promise<readonly RecordedEvent[]> {
    return Promise.resolve([]);
  }

  override readUpTo(): Promise<readonly RecordedEvent[]> {
    return Promise.resolve([]);
  }

  override async *follow(): AsyncGenerator<readonly RecordedEvent[]> {
    yield await this.readAll();
  }

  override head(): Promise<number> {
    return this.store.head();
  }

  override close(): Promise<void> {
    return this.store.close();
  }

  private unknown(): OutcomeUnknown {
    this.faults.shift();
    return new OutcomeUnknown('planted');
  }
}

describe('an append of unknown outcome', () => {
  const repeatingFor = (repeatForMs: number, ...faults: ('before' | 'after' | 'reading' | Error)[]) => {
    const store = new FaultyStore(subject.store, faults);
    return { store, log: new EventLog(store, subject.keys, kek, { app, repeatForMs }) };
  };
  const through = repeatingFor.bind(null, 20_000);

  it('is repeated byte for byte until it is decided, and is in the log once', async () => {
    const { store, log } = through('before', 'after');
    const { heads, position, recordedAt } = await log.append(opening(log, 1));
    expect(store.tries).toHaveLength(3);
    expect(new Set(store.tries.map((events) => events[0]?.data.toString('hex'))).size).toBe(1);
    expect(new Set(store.keysTried.map((keys) => JSON.stringify(keys))).size).toBe(1);
    expect(store.keysTried[0]).toHaveLength(2);
    const read = await subject.log.read(streamOf(1));
    expect(read.events.map(whole)).toMatchObject([{ ...fact(), command: command(1), recordedAt, position }]);
    expect(read.heads).toEqual(heads);
    const next = await log.append({ ...into(log, 1, [fact()], heads), command: command(2) });
    expect(next.position).toBe(2);
  });

  it('is repeated, too, while what stands there cannot be read back', async () => {
    const { store, log } = through('after', 'reading');
    const { position } = await log.append(opening(log, 1));
    expect(position).toBe(1);
    expect(new Set(store.tries.map((events) => events[0]?.data.toString('hex'))).size).toBe(1);
  });

  it('stays unknown when it was not decided in time', async () => {
    const { log } = repeatingFor(200, ...Array.from({ length: 20 }, () => 'before' as const));
    await expect(log.append(opening(log, 1))).rejects.toBeInstanceOf(OutcomeUnknown);
  });

  it('stays unknown when the store stops, which decides nothing', async () => {
    const { log } = through('after', new StoreStopped('planted'));
    await expect(log.append(opening(log, 1))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect((await subject.log.read(streamOf(1))).events).toHaveLength(1);
  });

  it('is not one that was refused decidedly: that is not repeated', async () => {
    const { store, log } = through(new StoreUnavailable('planted'));
    await expect(log.append(opening(log, 1))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(store.tries).toHaveLength(1);
  });
});
