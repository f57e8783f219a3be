import { setTimeout } from 'node:timers/promises';
import { EventStore, OutcomeUnknown, StoreUnavailable, WrappedKey } from '../event-store';
import { KeyStreams } from '../eventstoredb/key-streams';
import { repeatedWhileUnknown } from '../repeating';
import { DataKey, DataKeys, KeysByKid, KeysForWriting } from './data-keys';
import { KeyEncryptionKey } from './key-encryption-key';
import { MirrorRows } from './mirror-rows';
import { SqliteDataKeys } from './sqlite-data-keys';

/** The data keys of a database in a file of this process: made anew from the keys' streams wherever it is not there, and followed. */
class KeyMirror {
  private readonly stopped = new AbortController();
  private following: Promise<void> = Promise.resolve();

  constructor(
    readonly rows: MirrorRows,
    private readonly streams: EventStore,
  ) {}

  /** @param onFault the keys can be followed no longer */
  start(onFault: (error: unknown) => void): void {
    this.following = this.follow().catch((error: unknown) => {
      if (!this.stopped.signal.aborted) onFault(error);
    });
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.following;
    this.rows.close();
  }

  private async follow(): Promise<void> {
    for await (const events of this.streams.follow(this.rows.position(), this.stopped.signal)) this.rows.take(events);
  }
}

/** How often, and how many times without anything new, a mirror is asked for a key that must be on its way: it stands in the database
 *  before what it has sealed. */
const waitMs = 50;
const waits = 200;

/** What is read of a mirror. */
abstract class MirrorReads extends DataKeys {
  private destroyed: number;

  protected constructor(
    protected readonly mirror: SqliteDataKeys,
    protected readonly rows: MirrorRows,
  ) {
    super();
    this.destroyed = rows.destroyed();
  }

  override existing(owner: string): Promise<DataKey | null> {
    this.forgetDestroyed();
    return this.mirror.existing(owner);
  }

  override async byKid(kids: Iterable<string>): Promise<KeysByKid> {
    this.forgetDestroyed();
    const wanted = [...kids];
    let found = await this.mirror.byKid(wanted);
    let seen = this.rows.position();
    for (let left = waits; left > 0 && !wanted.every((kid) => found.has(kid)); left -= 1) {
      await setTimeout(waits - left < 10 ? 5 : waitMs);
      const now = this.rows.position();
      if (now > seen) [left, seen] = [waits, now];
      found = await this.mirror.byKid(wanted);
    }
    return found;
  }

  /** A key that was destroyed in another process is used no longer than the mirror takes to hear of it. */
  protected forgetDestroyed(): void {
    const destroyed = this.rows.destroyed();
    if (destroyed === this.destroyed) return;
    this.destroyed = destroyed;
    this.mirror.forgetWhatWasRead();
  }
}

/** The mirror that another thread of this process writes: for reading alone. */
export class MirrorReader extends MirrorReads {
  /** @throws WrongKeyEncryptionKey */
  static over(file: string, kek: KeyEncryptionKey): MirrorReader {
    return new MirrorReader(SqliteDataKeys.open(file, kek, { readOnly: true }), MirrorRows.forReading(file));
  }

  override forWriting(): Promise<KeysForWriting> {
    return Promise.reject(new Error('the keys were opened for reading'));
  }

  override make(): Promise<DataKey> {
    return Promise.reject(new Error('the keys were opened for reading'));
  }

  override written(): void {}

  override taken(): Promise<void> {
    return Promise.reject(new Error('the keys were opened for reading'));
  }

  override async close(): Promise<void> {
    await this.mirror.close();
    this.rows.close();
  }
}

export interface MirroredKeysOptions {
  readonly file: string;
  readonly kek: KeyEncryptionKey;
  /** The keys' streams of the database. */
  readonly streams: EventStore;
  /** Its own event: no other database has it. */
  readonly database: string;
  readonly onFault: (error: unknown) => void;
}

/** The data keys of a database that many processes use: one for each owner, whoever comes first. */
export class MirroredKeys extends MirrorReads {
  private constructor(
    mirror: SqliteDataKeys,
    private readonly source: KeyMirror,
    private readonly inDatabase: KeyStreams,
  ) {
    super(mirror, source.rows);
  }

  /** Makes the file if there is none. @throws AnotherDatabase, WrongKeyEncryptionKey */
  static open({ file, kek, streams, database, onFault }: MirroredKeysOptions): MirroredKeys {
    const mirror = SqliteDataKeys.open(file, kek);
    try {
      const source = new KeyMirror(MirrorRows.open(file, database), streams);
      source.start(onFault);
      return new MirroredKeys(mirror, source, new KeyStreams(streams));
    } catch (error) {
      void mirror.close();
      throw error;
    }
  }

  /** An owner that the mirror does not know is a new one nearly always: the database is not asked for it, and says so when the key is
   *  put there. */
  override forWriting(owners: readonly string[]): Promise<KeysForWriting> {
    this.forgetDestroyed();
    return this.mirror.forWriting(owners);
  }

  override written(keys: readonly WrappedKey[]): void {
    this.rows.made(keys);
    this.mirror.written(keys);
  }

  override async taken(owner: string): Promise<void> {
    await this.learn(owner);
  }

  override async existing(owner: string): Promise<DataKey | null> {
    const here = await super.existing(owner);
    return here === null && (await this.learn(owner)) ? super.existing(owner) : here;
  }

  override async make(owner: string): Promise<DataKey> {
    for (;;) {
      const { keys, unwritten } = await this.forWriting([owner]);
      const key = keys.get(owner);
      if (unwritten.length === 0 && key !== undefined) return key;
      const taken = await known(() => this.inDatabase.put(unwritten));
      if (taken === null) this.written(unwritten);
      else await this.taken(taken);
    }
  }

  /** For ever, and for every process. @throws StoreUnavailable */
  async destroy(owner: string): Promise<void> {
    await known(() => this.inDatabase.destroy(owner));
    await this.learn(owner);
  }

  override async close(): Promise<void> {
    await this.source.close();
    await this.mirror.close();
  }

  /** True: the database has a key of this owner, which the mirror has now, too. */
  private async learn(owner: string): Promise<boolean> {
    const news = await this.inDatabase.of(owner);
    this.rows.learn(news);
    this.forgetDestroyed();
    return news.length > 0;
  }
}

const repeatForMs = 10_000;

/** Repeated while nobody says what became of it: the same key is the same event. @throws StoreUnavailable */
async function known<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await repeatedWhileUnknown(work, repeatForMs);
  } catch (cause) {
    throw cause instanceof OutcomeUnknown ? new StoreUnavailable('a data key could not be kept', { cause }) : cause;
  }
}
