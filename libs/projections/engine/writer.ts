import { Db, prepared, Row, Statement } from './db';
import { Stored, Tally } from './table';

/** Writes the rows of one table under the name that it has now, by statements that are prepared once. */
export class Writer {
  private readonly names: readonly string[];
  private readonly putting: Statement;
  private readonly removing = new Map<string, Statement>();

  constructor(
    private readonly db: Db,
    table: Pick<Stored, 'name'>,
    private readonly called: string = table.name,
  ) {
    this.names = columnsOf(db, called);
    const places = this.names.map(() => '?').join(', ');
    this.putting = prepared(db, `INSERT OR REPLACE INTO ${called} (${this.names.join(', ')}) VALUES (${places})`);
  }

  /** A row of the same primary key goes. */
  put(row: Row): void {
    this.putting.run(...this.names.map((name) => row[name] as Row[string]));
  }

  /** Removes the rows that have the value in the column, and answers them. */
  remove(column: string, value: string): readonly Row[] {
    const statement =
      this.removing.get(column) ?? prepared(this.db, `DELETE FROM ${this.called} WHERE ${column} = ? RETURNING *`);
    this.removing.set(column, statement);
    return statement.all(value) as Row[];
  }
}

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
