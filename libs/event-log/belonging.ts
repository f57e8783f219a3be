import { bytes, integer } from './sqlite/columns';
import { closeDatabase, openDatabase, refuseForeign } from './sqlite/database';
import { Database } from './sqlite/driver';
import { eventsSchema } from './sqlite/schema';
import { keysSchema } from './keys/key-rows';

/** What a log's file says of itself. */
export interface LogFile {
  readonly events: number;
  /** Random, made with the file; null in a file of an earlier release. */
  readonly identity: string | null;
}

/** What a key file says of itself. */
export interface KeysFile {
  readonly keys: number;
  /** Seconds between the first and the last that is no index key; 0 where there are fewer than two. */
  readonly madeWithin: number;
  /** The identity of the log whose keys these are; null where none has been written down. */
  readonly log: string | null;
}

/** The file is only read. @throws UnreadableFile, ForeignFile */
export function logFileIn(file: string): LogFile {
  return reading(file, (db) => {
    refuseForeign(db, file, eventsSchema);
    const newest = db.prepare('select coalesce(max(position), 0) as position from events').get() ?? {};
    return { events: integer(newest, 'position'), identity: markIn(db) };
  });
}

/** The file is only read. @throws UnreadableFile, ForeignFile */
export function keysFileIn(file: string): KeysFile {
  return reading(file, (db) => {
    refuseForeign(db, file, keysSchema);
    const counted = db.prepare(counting).get() ?? {};
    return { keys: integer(counted, 'keys'), madeWithin: integer(counted, 'seconds'), log: markIn(db) };
  });
}

/** Writes into both files that they belong together, where that is not written yet. Their belonging has been judged. */
export function bindKeysToLog(logFile: string, keysFile: string): void {
  const identity = logFileIn(logFile).identity ?? marked(logFile, `randomblob(16)`);
  if (keysFileIn(keysFile).log === null) marked(keysFile, `x'${identity}'`);
}

const counting = `
  select count(*) as keys, coalesce(unixepoch(max(made)) - unixepoch(min(made)), 0) as seconds
  from (select case when owner <> 'index' then created_at end as made from data_keys)`;

/** STORAGE FORMAT, the same in both files. */
const table =
  'create table if not exists log_identity (id integer primary key check (id = 1), value blob not null) strict';

function marked(file: string, value: string): string {
  const db = openDatabase(file);
  try {
    db.exec(`begin immediate; ${table}; insert or ignore into log_identity (id, value) values (1, ${value}); commit`);
    return markIn(db) ?? '';
  } finally {
    closeDatabase(db);
  }
}

function markIn(db: Database): string | null {
  const isThere = db.prepare("select 1 from sqlite_schema where name = 'log_identity'").get() !== undefined;
  const row = isThere ? db.prepare('select value from log_identity where id = 1').get() : undefined;
  return row === undefined ? null : bytes(row, 'value').toString('hex');
}

function reading<T>(file: string, work: (db: Database) => T): T {
  const db = openDatabase(file, { readOnly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
