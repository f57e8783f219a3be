import { Db, transacted } from './db';
import { Stored, Table } from './table';
import { home } from './scribe';

/** Which tables there are, from which version, and how much of the log is in them. */
export interface Standing {
  /** How much of the log is in the tables that answer; 0 where none does. */
  readonly position: number;
  /** Tables that answer: of this version, or of another one whose rows can still be read. */
  readonly answering: readonly Table[];
  /** Of these, those of another version: to be made anew beside, when there is time. */
  readonly outdated: readonly Table[];
  /** Tables that are not there, or whose rows cannot be read: to be made before anything is asked of them. */
  readonly missing: readonly Table[];
}

/** All rows that answer are at one place in the log, the place of the states: a table that is not there is made anew. */
export function standingOf(db: Db, tables: readonly Table[]): Standing {
  const marks = marksIn(db);
  const position = marks.get(home)?.position ?? 0;
  const readable = (table: Table): boolean => {
    const mark = marks.get(table.name);
    return mark !== undefined && mark.layout === layoutOf(table) && mark.position === position;
  };
  const homeIsThere = tables.some((table) => table.name === home && readable(table));
  const answering = homeIsThere ? tables.filter(readable) : [];
  return {
    position: homeIsThere ? position : 0,
    answering,
    outdated: closed(
      answering.filter((table) => marks.get(table.name)?.made !== madeOf(table)),
      answering,
    ),
    missing: closed(
      tables.filter((table) => !answering.includes(table)),
      tables,
    ),
  };
}

/** How much of the log is in the rows; null where some are of another version, or are not there. */
export function checkpointOf(db: Db, tables: readonly Table[]): number | null {
  const { position, outdated, missing } = standingOf(db, tables);
  return outdated.length + missing.length > 0 ? null : position;
}

/** The tables that answer have come to the position: in the transaction that has written their rows. */
export function moveCheckpoints(db: Db, position: number): void {
  db.prepare('UPDATE checkpoint SET position = ?').run(position);
}

export const besideName = (table: string): string => `${table}__next`;

/** Makes empty tables beside those that answer, in place of any that a stop has left.
 *  @param indexed with all indexes from the first row on; else without any, until `indexBeside` */
export function createBeside(db: Db, tables: readonly Table[], indexed: boolean): void {
  transacted(db, () => {
    dropBeside(db);
    for (const table of tables) {
      const options = table.clustered ? 'STRICT, WITHOUT ROWID' : 'STRICT';
      db.exec(`CREATE TABLE ${besideName(table.name)} (${table.columns}) ${options}`);
      for (const index of indexed ? table.indexes : []) createIndex(db, table, index);
    }
  });
}

export function indexBeside(db: Db, tables: readonly Table[]): void {
  for (const table of tables) for (const index of table.indexes) createIndex(db, table, index);
}

/** In one transaction the tables made beside take the place of the others; whatever else was made beside goes. */
export function switchTo(db: Db, tables: readonly Table[], position: number): void {
  transacted(db, () => {
    ensureCheckpoints(db);
    for (const table of tables) {
      db.exec(`DROP TABLE IF EXISTS ${table.name}`);
      db.exec(`ALTER TABLE ${besideName(table.name)} RENAME TO ${table.name}`);
      db.prepare('INSERT OR REPLACE INTO checkpoint (name, made, layout, position) VALUES (?, ?, ?, ?)').run(
        table.name,
        madeOf(table),
        layoutOf(table),
        position,
      );
    }
    dropBeside(db);
  });
}

/** What a stop has left beside. */
export function dropBeside(db: Db): void {
  for (const name of tablesIn(db)) if (name.endsWith(besideName(''))) db.exec(`DROP TABLE ${name}`);
}

/** Tables of projections that there are no more. */
export function dropStrangers(db: Db, tables: readonly Table[]): void {
  const known = [...tables.map(({ name }) => name), 'checkpoint'];
  transacted(db, () => {
    for (const name of tablesIn(db)) if (!known.includes(name)) db.exec(`DROP TABLE "${name.replaceAll('"', '""')}"`);
    for (const name of marksIn(db).keys())
      if (!known.includes(name)) db.prepare('DELETE FROM checkpoint WHERE name = ?').run(name);
  });
}

interface Mark {
  readonly made: string;
  readonly layout: string;
  readonly position: number;
}

function marksIn(db: Db): ReadonlyMap<string, Mark> {
  if (!hasCheckpoints(db)) return new Map();
  const rows = db.prepare('SELECT name, made, layout, position FROM checkpoint').all() as (Mark & { name: string })[];
  const there = tablesIn(db);
  return new Map(rows.filter(({ name }) => there.includes(name)).map(({ name, ...mark }) => [name, mark]));
}

/** An earlier release kept one line for all tables; its rows are of another version anyhow. */
function ensureCheckpoints(db: Db): void {
  if (hasCheckpoints(db)) return;
  db.exec('DROP TABLE IF EXISTS checkpoint');
  db.exec(`CREATE TABLE checkpoint
    (name TEXT PRIMARY KEY, made TEXT NOT NULL, layout TEXT NOT NULL, position INTEGER NOT NULL) STRICT, WITHOUT ROWID`);
}

const hasCheckpoints = (db: Db): boolean =>
  db.prepare("SELECT 1 FROM pragma_table_info('checkpoint') WHERE name = 'made'").all().length > 0;

const tablesIn = (db: Db): readonly string[] =>
  (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
    ({ name }) => name,
  );

/** From what the rows were made. */
const madeOf = ({ version, indexes }: Stored): string => `v${String(version)} ${indexes.join(' ')}`;

/** How the rows can be read. */
const layoutOf = ({ columns, clustered, format }: Stored): string =>
  [columns.replaceAll(/\s+/g, ' '), clustered ? 'clustered' : 'rowid', `format ${String(format ?? 1)}`].join('; ');

/** A tally and the table that it counts are made together: one cannot be trusted without the other. */
function closed(chosen: readonly Table[], among: readonly Table[]): readonly Table[] {
  const names = new Set(chosen.map(({ name }) => name));
  const tallies = among.filter((table) => table.of === 'rows');
  for (const { name, counts } of tallies) {
    if (names.has(counts)) names.add(name);
    if (names.has(name)) names.add(counts);
  }
  for (const { name, counts } of tallies) if (names.has(counts)) names.add(name);
  return among.filter(({ name }) => names.has(name));
}

/** An index keeps its name when its table gets another: the first that is free. */
function createIndex(db: Db, table: Stored, columns: string): void {
  const taken = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").all() as { name: string }[];
  const base = `${table.name}_${(columns.match(/\w+/g) ?? []).join('_')}`;
  const name = [base, `${base}__2`].find((one) => !taken.some((index) => index.name === one)) ?? `${base}__3`;
  db.exec(`CREATE INDEX ${name} ON ${besideName(table.name)} ${columns}`);
}
