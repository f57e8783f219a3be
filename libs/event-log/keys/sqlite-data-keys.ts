import { timingSafeEqual } from 'node:crypto';
import { StoreStopped, StoreUnavailable } from '../event-store';
import { Lru } from '../lru';
import { Random, SystemRandom } from '../random';
import { bytes, text } from '../sqlite/columns';
import {
  applySchema,
  closeDatabase,
  CommitFailed,
  DatabaseOptions,
  openDatabase,
  refuseForeign,
  Schema,
  transact,
} from '../sqlite/database';
import { Database, Row, Statement } from '../sqlite/driver';
import { uuidFrom } from '../uuid-v5';
import { DataKey, DataKeys, KeyDestroyed } from './data-keys';
import { KeyEncryptionKey } from './key-encryption-key';

/** The keys in this file are wrapped by another key-encryption key than the one given. */
export class WrongKeyEncryptionKey extends Error {
  override name = 'WrongKeyEncryptionKey';
}

export interface SqliteDataKeysOptions extends DatabaseOptions {
  readonly random?: Random;
}

const schema: Schema = {
  applicationId: 0x53_47_4c_4b,
  version: 1,
  ddl: `
    create table data_keys (
      kid text primary key,
      owner text not null,
      wrapped blob,
      created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      destroyed_at text,
      check ((wrapped is null) = (destroyed_at is not null))
    ) strict;
    create unique index one_live_key_per_owner on data_keys (owner) where destroyed_at is null;
    create index keys_by_owner on data_keys (owner);
    create table key_check (id integer primary key check (id = 1), value blob not null) strict;`,
};

/** Unwrapped keys that are kept at hand. */
const cached = 5_000;

/** Data keys in a file of their own, each wrapped by the key-encryption key for its id and owner. */
export class SqliteDataKeys extends DataKeys {
  private readonly keysByKid = new Lru<string, Buffer>(cached);
  private readonly keysByOwner = new Lru<string, DataKey>(cached);
  private readonly ofOwner: Statement;
  private readonly ofKid: Statement;
  private readonly insert: Statement;
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
    this.ofKid = db.prepare('select kid, owner, wrapped from data_keys where kid = ?');
    this.insert = db.prepare('insert into data_keys (kid, owner, wrapped) values (?, ?, ?)');
  }

  /** Makes the file, with the key-encryption key as its own, if there is none (not when opened for reading).
   *  @throws WrongKeyEncryptionKey, UnsafeSqlite, NotDurable, ForeignFile */
  static open(file: string, kek: KeyEncryptionKey, options: SqliteDataKeysOptions = {}): SqliteDataKeys {
    const { random = new SystemRandom(), ...databaseOptions } = options;
    const { readOnly = false } = databaseOptions;
    const db = openDatabase(file, databaseOptions);
    try {
      if (readOnly) refuseForeign(db, file, schema);
      else makeOwn(db, file, kek);
      refuseOther(db, file, kek);
      return new SqliteDataKeys(db, kek, random, readOnly);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  override async ofOwners(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const found = new Map<string, DataKey>();
    const missing: string[] = [];
    for (const owner of new Set(owners)) {
      const key = this.existing(owner);
      if (key === undefined) missing.push(owner);
      else found.set(owner, key);
    }
    if (missing.length > 0) for (const [owner, key] of this.make(missing)) found.set(owner, key);
    return found;
  }

  override async byKid(kids: Iterable<string>): Promise<ReadonlyMap<string, Buffer | 'destroyed'>> {
    const found = new Map<string, Buffer | 'destroyed'>();
    for (const kid of kids) {
      const key = this.keysByKid.get(kid) ?? this.stored(this.ofKid.get(kid));
      if (key !== undefined) found.set(kid, key === 'destroyed' ? key : Buffer.isBuffer(key) ? key : key.key);
    }
    return found;
  }

  override async close(): Promise<void> {
    if (this.readOnly || this.stopped) this.db.close();
    else closeDatabase(this.db);
  }

  private existing(owner: string): DataKey | undefined {
    const key = this.keysByOwner.get(owner) ?? this.stored(this.ofOwner.get(owner));
    if (key === 'destroyed') throw new KeyDestroyed(`the key of ${owner} has been destroyed`);
    return key;
  }

  /** @throws StoreUnavailable: no key was made. */
  private make(owners: readonly string[]): readonly (readonly [string, DataKey])[] {
    if (this.stopped) throw new StoreStopped('the key store has stopped');
    const made = owners.map(
      (owner) => [owner, { kid: uuidFrom(this.random.bytes(16), 4), key: this.random.bytes(32) }] as const,
    );
    try {
      transact(this.db, () => {
        for (const [owner, { kid, key }] of made)
          this.insert.run(kid, owner, this.kek.wrap(key, placeOf(kid, owner), this.random));
      });
    } catch (cause) {
      this.stopped = cause instanceof CommitFailed;
      throw new StoreUnavailable('no data key could be made', { cause });
    }
    for (const [owner, key] of made) this.keep(owner, key);
    return made;
  }

  private stored(row: Row | undefined): DataKey | 'destroyed' | undefined {
    if (row === undefined) return undefined;
    if (row['wrapped'] === null) return 'destroyed';
    const [kid, owner] = [text(row, 'kid'), text(row, 'owner')];
    return this.keep(owner, { kid, key: this.kek.unwrap(bytes(row, 'wrapped'), placeOf(kid, owner)) });
  }

  private keep(owner: string, key: DataKey): DataKey {
    this.keysByKid.set(key.kid, key.key);
    this.keysByOwner.set(owner, key);
    return key;
  }
}

const placeOf = (kid: string, owner: string): string => `cw-key-1\n${kid}\n${owner}`;

function makeOwn(db: Database, file: string, kek: KeyEncryptionKey): void {
  applySchema(db, file, schema);
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
