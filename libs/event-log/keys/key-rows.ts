import { WrappedKey } from '../event-store';
import { text } from '../sqlite/columns';
import { closeDatabase, DatabaseOptions, openDatabase, refuseForeign, Schema, transact } from '../sqlite/database';
import { Database, Statement } from '../sqlite/driver';

/** STORAGE FORMAT: another shape means another version.
 *  Data keys, each wrapped by the key-encryption key for its id and owner. A destroyed key leaves its row: the owner gets
 *  no other. */
export const keysSchema: Schema = {
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

/** The writing end of the key file. */
export class KeyRows {
  private readonly ofOwner: Statement;
  private readonly insert: Statement;

  /** Keeps the database object alive for its statements. */
  constructor(private readonly db: Database) {
    this.ofOwner = db.prepare('select kid, wrapped is null as destroyed from data_keys where owner = ?');
    this.insert = db.prepare('insert into data_keys (kid, owner, wrapped) values (?, ?, ?)');
  }

  /** A file that SqliteDataKeys has made. @throws ForeignFile, NotDurable */
  static open(file: string, options: DatabaseOptions): KeyRows {
    const db = openDatabase(file, options);
    refuseForeign(db, file, keysSchema);
    return new KeyRows(db);
  }

  /** In one durable transaction; a key that stands there already stays. The ids of those that may not be used, because
   *  their owner has or had another. @throws CommitFailed (unknown), any other error: nothing was written */
  write(keys: readonly WrappedKey[]): ReadonlySet<string> {
    return transact(this.db, () => new Set(keys.filter((key) => !this.stands(key)).map(({ kid }) => kid)));
  }

  close(): void {
    closeDatabase(this.db);
  }

  private stands({ kid, owner, wrapped }: WrappedKey): boolean {
    const rows = this.ofOwner.all(owner);
    if (rows.length === 0) this.insert.run(kid, owner, wrapped);
    return rows.length === 0 || rows.some((row) => text(row, 'kid') === kid && row['destroyed'] === 0);
  }
}
