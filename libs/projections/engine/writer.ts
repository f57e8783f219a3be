import { Db, prepared, Row, Statement } from './db';
import { Stored, Tally } from './table';

/** Writes the rows of one table under the name that it has now, by statements that are prepared once. */
export class Writer {
  private readonly names: readonly string[];
  private readonly one: Statement;
  private readonly some: Statement;
  private readonly removing: Statement | null;

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

  private valuesOf(row: Row): Row[string][] {
    return this.names.map((name) => row[name] as Row[string]);
  }
}

/** So many rows in one statement cost little more than half of what they cost one by one; many more gain nothing. */
const someRows = 10;

/** Moves the numbers of a tally by what a request has in the table that is counted. */
export class TallyWriter {
  private readonly adding: Statement;
  private readonly takingOff: Statement;
  private readonly clearing: Statement;

  constructor(db: Db, { name, counts, groups }: Tally, called: (table: string) => string) {
    const key = keyOf(db, called(name)).join(', ');
    const rows = `(SELECT * FROM ${called(counts)} WHERE request = ?1)`;
    const moving = (n: string): Statement =>
      prepared(
        db,
        `INSERT INTO ${called(name)} ${groups(rows, n)} ON CONFLICT (${key}) DO UPDATE SET n = n + excluded.n`,
      );
    this.adding = moving('count(*)');
    this.takingOff = moving('-count(*)');
    this.clearing = prepared(
      db,
      `DELETE FROM ${called(name)} WHERE n = 0 AND (${key}) IN (SELECT ${key} FROM (${groups(rows, 'count(*)')}))`,
    );
  }

  /** The request's rows are there. */
  add(request: string): void {
    this.adding.run(request);
  }

  /** The request's rows are about to be removed. */
  takeOff(request: string): void {
    this.takingOff.run(request);
    this.clearing.run(request);
  }
}

/** Counts all there is, into a tally that is empty. */
export function tallyAll(db: Db, { name, counts, groups }: Tally, called: (table: string) => string): void {
  db.exec(`INSERT INTO ${called(name)} ${groups(called(counts), 'count(*)')}`);
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
