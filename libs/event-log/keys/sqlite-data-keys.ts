import { Random, SystemRandom, uuidFrom } from '@sigill/log-format';
import { timingSafeEqual } from 'node:crypto';
import { StoreStopped, StoreUnavailable, WrappedKey } from '../event-store';
import { Lru } from '../lru';
import { asBytes, bytes, text } from '../sqlite/columns';
import {
  applySchema,
  closeDatabase,
  CommitFailed,
  DatabaseOptions,
  openDatabase,
  refuseForeign,
  transact,
} from '../sqlite/database';
import { arraysOf, Database, Row, Statement } from '../sqlite/driver';
import { DataKey, DataKeys, KeyDestroyed, KeysByKid, KeysForWriting } from './data-keys';
import { KeyEncryptionKey } from './key-encryption-key';
import { KeyRows, keysSchema } from './key-rows';

/** The keys in this file are wrapped by another key-encryption key than the one given. */
export class WrongKeyEncryptionKey extends Error {
  override name = 'WrongKeyEncryptionKey';
}

export interface SqliteDataKeysOptions extends DatabaseOptions {
  readonly random?: Random;
}

/** A key that no append has brought to the file yet. */
interface Unwritten {
  readonly key: DataKey;
  readonly row: WrappedKey;
}

/** A key at hand, unwrapped at its first use. */
class KeptKey {
  #key: Buffer | (() => Buffer);

  constructor(
    readonly kid: string,
    key: Buffer | (() => Buffer),
  ) {
    this.#key = key;
  }

  /** @throws CannotUnseal */
  get key(): Buffer {
    if (typeof this.#key === 'function') this.#key = this.#key();
    return this.#key;
  }
}

/** Keys that are kept at hand. */
const cached = 8_000;

/** Data keys in a file of their own, each wrapped by the key-encryption key for its id and owner. */
export class SqliteDataKeys extends DataKeys {
  private readonly keysByKid = new Lru<string, KeptKey>(cached);
  private readonly keysByOwner = new Lru<string, KeptKey>(cached);
  private readonly ofOwner: Statement;
  private readonly ofKids: ReturnType<typeof arraysOf>;
  private readonly unwritten = new Map<string, Unwritten>();
  private stopped = false;

  /** Keeps the database object alive for its statements. */
  private constructor(
    private readonly db: Database,
    private readonly kek: KeyEncryptionKey,
    private readonly random: Random,
    private readonly readOnly: boolean,
  ) {
    super();
    this.ofOwner = db.prepare(
      'select kid, owner, wrapped from data_keys where owner = ? order by wrapped is null limit 1',
    );
    this.ofKids = arraysOf(
      db.prepare('select kid, owner, wrapped from data_keys where kid in (select value from json_each(?))'),
    );
  }

  /** Makes the file, with the key-encryption key as its own, if there is none (not when opened for reading).
   *  @throws WrongKeyEncryptionKey, UnsafeSqlite, NotDurable, ForeignFile */
  static open(file: string, kek: KeyEncryptionKey, options: SqliteDataKeysOptions = {}): SqliteDataKeys {
    const { random = new SystemRandom(), ...databaseOptions } = options;
    const { readOnly = false } = databaseOptions;
    const db = openDatabase(file, databaseOptions);
    try {
      if (readOnly) refuseForeign(db, file, keysSchema);
      else makeOwn(db, file, kek);
      refuseOther(db, file, kek);
      return new SqliteDataKeys(db, kek, random, readOnly);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  override async forWriting(owners: readonly string[]): Promise<KeysForWriting> {
    const keys = new Map<string, DataKey>();
    const unwritten: WrappedKey[] = [];
    for (const owner of new Set(owners)) {
      const key = this.live(owner);
      if (key !== null) keys.set(owner, key);
      else {
        const unwrittenKey = this.unwrittenOf(owner);
        keys.set(owner, unwrittenKey.key);
        unwritten.push(unwrittenKey.row);
      }
    }
    return { keys, unwritten };
  }

  override written(rows: readonly WrappedKey[]): void {
    for (const { owner, kid } of rows) {
      const known = this.unwritten.get(owner);
      if (known?.key.kid === kid) this.keep(owner, atHand(known.key));
      this.unwritten.delete(owner);
    }
  }

  /** The file is asked for it when the owner is written for next. */
  override taken(): Promise<void> {
    return Promise.resolve();
  }

  override async existing(owner: string): Promise<DataKey | null> {
    return this.live(owner);
  }

  override async make(owner: string): Promise<DataKey> {
    const { key, row } = this.fresh(owner);
    if (this.stopped) throw new StoreStopped('the key store has stopped');
    try {
      const taken = new KeyRows(this.db).write([row]);
      if (taken.size === 0) {
        this.keep(owner, atHand(key));
        return key;
      }
    } catch (cause) {
      this.stopped = cause instanceof CommitFailed;
      throw new StoreUnavailable('no data key could be made', { cause });
    }
    const first = this.live(owner);
    if (first === null) throw new Error(`the key of ${owner} is neither there nor could it be made`);
    return first;
  }

  override async byKid(kids: Iterable<string>): Promise<KeysByKid> {
    const found = new Map<string, KeptKey | 'destroyed'>();
    const missing: string[] = [];
    for (const kid of kids) {
      const known = this.keysByKid.get(kid);
      if (known === undefined) missing.push(kid);
      else found.set(kid, known);
    }
    if (missing.length > 0) for (const row of this.ofKids(JSON.stringify(missing))) this.find(row, found);
    return {
      has: (kid) => found.has(kid),
      get: (kid) => {
        const key = found.get(kid);
        return key === undefined || key === 'destroyed' ? key : key.key;
      },
    };
  }

  /** What is in the file is read anew: another connection has written it. */
  forgetWhatWasRead(): void {
    this.keysByKid.clear();
    this.keysByOwner.clear();
  }

  override async close(): Promise<void> {
    if (this.readOnly || this.stopped) this.db.close();
    else closeDatabase(this.db);
  }

  /** The row of the file is asked before a key that only this process has made: another may have come first. */
  private live(owner: string): DataKey | null {
    const key = this.keysByOwner.get(owner) ?? this.stored(this.ofOwner.get(owner));
    if (key === 'destroyed') throw new KeyDestroyed(`the key of ${owner} has been destroyed`);
    return key === undefined ? null : { kid: key.kid, key: key.key };
  }

  private unwrittenOf(owner: string): Unwritten {
    const known = this.unwritten.get(owner) ?? this.fresh(owner);
    this.unwritten.set(owner, known);
    return known;
  }

  private fresh(owner: string): Unwritten {
    const key = { kid: uuidFrom(this.random.bytes(16), 4), key: this.random.bytes(32) };
    const wrapped = this.kek.wrap(key.key, placeOf(key.kid, owner), this.random);
    return { key, row: { kid: key.kid, owner, wrapped } };
  }

  private stored(row: Row | undefined): DataKey | 'destroyed' | undefined {
    if (row === undefined) return undefined;
    if (row['wrapped'] === null) return 'destroyed';
    const [kid, owner] = [text(row, 'kid'), text(row, 'owner')];
    return this.kept(kid, owner, bytes(row, 'wrapped'));
  }

  private find([kid, owner, wrapped]: readonly unknown[], found: Map<string, KeptKey | 'destroyed'>): void {
    if (typeof kid !== 'string' || typeof owner !== 'string') throw new TypeError('a data key without its names');
    if (wrapped === null) found.set(kid, 'destroyed');
    else found.set(kid, this.kept(kid, owner, asBytes(wrapped, 'wrapped')));
  }

  private kept(kid: string, owner: string, wrapped: Buffer): KeptKey {
    return this.keep(owner, new KeptKey(kid, () => this.kek.unwrap(wrapped, placeOf(kid, owner))));
  }

  /** Under both of its names: an owner has one key that is not destroyed. */
  private keep(owner: string, key: KeptKey): KeptKey {
    this.keysByKid.set(key.kid, key);
    this.keysByOwner.set(owner, key);
    return key;
  }
}

const atHand = ({ kid, key }: DataKey): KeptKey => new KeptKey(kid, key);

/** STORAGE FORMAT: what a wrapped key is bound to. */
const placeOf = (kid: string, owner: string): string => `cw-key-1\n${kid}\n${owner}`;

function makeOwn(db: Database, file: string, kek: KeyEncryptionKey): void {
  applySchema(db, file, keysSchema);
  transact(db, () => {
    const isNew = db.prepare('select 1 as one from key_check union all select 1 from data_keys').get() === undefined;
    if (isNew) db.prepare('insert into key_check (id, value) values (1, ?)').run(kek.derive('key-check'));
  });
}

/** @throws WrongKeyEncryptionKey */
function refuseOther(db: Database, file: string, kek: KeyEncryptionKey): void {
  const row = db.prepare('select value from key_check').get();
  const value = row === undefined ? Buffer.alloc(0) : bytes(row, 'value');
  const own = kek.derive('key-check');
  if (value.length !== own.length || !timingSafeEqual(value, own))
    throw new WrongKeyEncryptionKey(
      `${file} was made with another key-encryption key: give the one that it was made with (KEK_FILE)`,
    );
}
