import { closeSync, openSync } from 'node:fs';
import { integer, text } from './columns';
import { Database, DriverName, openWith, processDriver } from './driver';

export interface DatabaseOptions {
  readonly readOnly?: boolean;
  /** Default: the process's. */
  readonly driver?: DriverName;
  /** The file grows to this many pages and no further: then SQLITE_FULL. */
  readonly maxPages?: number;
}

/** What a program keeps in a file: whose it is and in which version. */
export interface Schema {
  /** 32 bits, written into the file's header. */
  readonly applicationId: number;
  readonly version: number;
  /** Makes the tables of an empty file. */
  readonly ddl: string;
}

/** A commit on this connection would not survive a power cut. */
export class NotDurable extends Error {
  override name = 'NotDurable';
}

/** The file belongs to another program or to a newer version of this one. */
export class ForeignFile extends Error {
  override name = 'ForeignFile';
}

/** COMMIT itself failed: the transaction may or may not be in the file. Only opening the file anew tells. */
export class CommitFailed extends Error {
  override name = 'CommitFailed';
}

/** Opens or makes the file, for its owner only, with WAL and synchronous=FULL, both read back.
 *  @throws UnsafeSqlite, NotDurable */
export function openDatabase(file: string, options: DatabaseOptions = {}): Database {
  const readOnly = options.readOnly ?? false;
  if (!readOnly) closeSync(openSync(file, 'a', 0o600));
  const db = openWith(options.driver ?? processDriver(), file, { readOnly, timeoutMs: 5_000 });
  try {
    db.exec(`
      pragma trusted_schema = off;
      pragma cell_size_check = on;
      pragma mmap_size = 0;
      pragma temp_store = memory;`);
    if (!readOnly) makeDurable(db, file);
    if (options.maxPages !== undefined) db.exec(`pragma max_page_count = ${String(options.maxPages)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Closes a connection that writes and leaves an empty WAL behind, so that nothing lingers there. */
export function closeDatabase(db: Database): void {
  if (!db.isOpen) return;
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
}

/** @throws NotDurable unless the connection writes through a WAL and waits for the disk at every commit. */
export function refuseUnlessDurable(db: Database, file: string): void {
  const journal = text(db.prepare('pragma journal_mode').get() ?? {}, 'journal_mode');
  if (journal !== 'wal') throw new NotDurable(`${file}: journal_mode reads back as ${journal}, not as wal`);
  const synchronous = integer(db.prepare('pragma synchronous').get() ?? {}, 'synchronous');
  if (synchronous !== 2)
    throw new NotDurable(`${file}: synchronous reads back as ${String(synchronous)}, not as 2 (FULL)`);
}

/** Makes the tables of an empty file, leaves those of its own version alone. @throws ForeignFile */
export function applySchema(db: Database, file: string, schema: Schema): void {
  const found = header(db);
  if (found.tables === 0 && found.version === 0)
    transact(db, () => {
      db.exec(schema.ddl);
      db.exec(`pragma application_id = ${String(schema.applicationId)}`);
      db.exec(`pragma user_version = ${String(schema.version)}`);
    });
  else refuseForeign(db, file, schema);
}

/** @throws ForeignFile unless the file was made with this very schema. */
export function refuseForeign(db: Database, file: string, schema: Schema): void {
  const { applicationId, version } = header(db);
  if (applicationId !== schema.applicationId) throw new ForeignFile(`${file} is not a file of this kind`);
  if (version !== schema.version)
    throw new ForeignFile(`${file} has version ${String(version)}, this program reads ${String(schema.version)}`);
}

/** All of the work or none of it. An error before COMMIT, or a disk that is full at COMMIT, means that nothing was
 *  written. @throws CommitFailed for any other error of COMMIT, and whatever the work throws. */
export function transact<T>(db: Database, work: () => T): T {
  db.exec('begin immediate');
  try {
    const result = work();
    commit(db);
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

/** SQLite's primary result code, or null for an error that is not SQLite's. */
export function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

export const sqliteFull = 13;
export const sqliteConstraint = 19;

/** SQLITE_FULL says that a frame found no room on the disk, so the frame that marks the commit is not whole either. */
function commit(db: Database): void {
  try {
    db.exec('commit');
  } catch (error) {
    if (resultCode(error) === sqliteFull) throw error;
    throw new CommitFailed('COMMIT failed', { cause: error });
  }
}

function makeDurable(db: Database, file: string): void {
  db.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma secure_delete = on;
    pragma foreign_keys = on;
    pragma journal_size_limit = 67108864;`);
  refuseUnlessDurable(db, file);
}

function header(db: Database): { readonly applicationId: number; readonly version: number; readonly tables: number } {
  return {
    applicationId: integer(db.prepare('pragma application_id').get() ?? {}, 'application_id'),
    version: integer(db.prepare('pragma user_version').get() ?? {}, 'user_version'),
    tables: integer(db.prepare('select count(*) as tables from sqlite_schema').get() ?? {}, 'tables'),
  };
}
