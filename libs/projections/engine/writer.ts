import { Db, prepared, Row, Statement } from './db';
import { Stored, Tally } from './table';

/** Writes the rows of one table under the name that it has now, by statements that are prepared once. */
export class Writer {
  private readonly names: readonly string[];
  private readonly one: Statement;
  private readonly some: Statement;
  private readonly key: readonly string[];
  private readonly removing: Statement | null;
  private readonly removingOne: Statement;

  constructor(db: Db, table: Pick<Stored, 'name'>, called: string = table.name) {
    this.names = columnsOf(db, called);
    const row = `(${this.names.map(() => '?').join(', ')})`;
    const putting = (rows: number): Statement =>
      prepared(
        db,
        `INSERT OR REPLACE INTO ${called} (${this.names.join(', ')}) VALUES ${Array<string>(rows).fill(row).join(', ')}`,
      );
    this.one = putting(1);
    this.some = putting(someRows);
    this.key = keyOf(db, called);
    const isRow = this.key.map((name) => `${name} = ?`).join(' AND ');
    this.removingOne = prepared(db, `DELETE FROM ${called} WHERE ${isRow}`);
    this.removing = this.names.includes('request') ? prepared(db, `DELETE FROM ${called} WHERE request = ?`) : null;
  }

  /** Rows of the same primary key go. */
  put(rows: readonly Row[]): void {
    const whole = rows.length - (rows.length % someRows);
    for (let from = 0; from < whole; from += someRows)
      this.some.run(...rows.slice(from, from + someRows).flatMap((row) => this.valuesOf(row)));
    for (const row of rows.slice(whole)) this.one.run(...this.valuesOf(row));
  }

  /** Removes the rows of the request. */
  remove(request: string): void {
    this.removing?.run(request);
  }

  removeOne(row: Row): void {
    this.removingOne.run(...this.keyOf(row));
  }

  /** Its primary key. */
  keyOf(row: Row): Row[string][] {
    return this.key.map((name) => row[name] as Row[string]);
  }

  private valuesOf(row: Row): Row[string][] {
    return this.names.map((name) => row[name] as Row[string]);
  }
}

/** So many rows in one statement cost little more than half of what they cost one by one; many more gain nothing. */
const someRows = 10;

/** Moves the numbers of a tally by single rows of the table that is counted, each named by its primary key. */
export class TallyWriter {
  private readonly adding: Statement;
  private readonly takingOff: Statement;
  private readonly clearing: Statement;

  constructor(db: Db, tally: Tally, called: (table: string) => string) {
    const name = called(tally.name);
    const key = keyOf(db, name).join(', ');
    const rows = rowsByKey(db, tally, called(tally.counts));
    const counted = (n: string): string =>
      grouped(db, name, { from: `(${rows('unit')} UNION ALL ${rows("'' AS unit")})`, n });
    const moving = (n: string): Statement =>
      prepared(db, `INSERT INTO ${name} ${counted(n)} ON CONFLICT (${key}) DO UPDATE SET n = n + excluded.n`);
    this.adding = moving('count(*)');
    this.takingOff = moving('-count(*)');
    this.clearing = prepared(
      db,
      `DELETE FROM ${name} WHERE n = 0 AND (${key}) IN (SELECT ${key} FROM (${counted('count(*)')}))`,
    );
  }

  /** The row is there. */
  add(key: Row[string][]): void {
    this.adding.run(...key);
  }

  /** The row is about to be removed. */
  takeOff(key: Row[string][]): void {
    this.takingOff.run(...key);
    this.clearing.run(...key);
  }
}

/** Counts all there is, into a tally that is empty: each unit by its rows, all units by the units. */
export function tallyAll(db: Db, tally: Tally, called: (table: string) => string): void {
  const name = called(tally.name);
  const rows = `(SELECT unit, ${tally.group} FROM ${called(tally.counts)} ${whereOf(tally)})`;
  const units = `(SELECT * FROM ${name})`;
  db.exec(`INSERT INTO ${name} ${grouped(db, name, { from: rows, n: 'count(*)' })}`);
  db.exec(`INSERT INTO ${name} ${grouped(db, name, { from: units, n: 'sum(n)', unit: "''" })}`);
}

/** SQL: the row of the key `?1`, `?2` and so on, with the unit as told. */
function rowsByKey(db: Db, { group, where = '1' }: Tally, counted: string): (unit: string) => string {
  const isRow = keyOf(db, counted).map((name, place) => `${name} = ?${String(place + 1)}`);
  return (unit) => `SELECT ${unit}, ${group} FROM ${counted} WHERE ${isRow.join(' AND ')} AND (${where})`;
}

const whereOf = ({ where }: Tally): string => (where === undefined ? '' : `WHERE ${where}`);

/** SQL: the numbers of the groups among the rows. */
function grouped(
  db: Db,
  called: string,
  { from, n, unit = 'unit' }: { readonly from: string; readonly n: string; readonly unit?: string },
): string {
  const names = columnsOf(db, called).filter((name) => name !== 'unit' && name !== 'n');
  const key = keyOf(db, called).filter((name) => name !== 'unit' || unit === 'unit');
  return `SELECT ${[unit, ...names].join(', ')}, ${n} AS n FROM ${from} WHERE 1 GROUP BY ${key.join(', ')}`;
}

interface Column {
  readonly name: string;
  /** Its place in the primary key, from 1; 0 = not in it. */
  readonly pk: number;
}

const infoOf = (db: Db, called: string): readonly Column[] =>
  db.prepare(`SELECT name, pk FROM pragma_table_info('${called}')`).all() as Column[];

const columnsOf = (db: Db, called: string): readonly string[] => infoOf(db, called).map(({ name }) => name);

const keyOf = (db: Db, called: string): readonly string[] =>
  infoOf(db, called)
    .filter(({ pk }) => pk > 0)
    .sort((one, other) => one.pk - other.pk)
    .map(({ name }) => name);
