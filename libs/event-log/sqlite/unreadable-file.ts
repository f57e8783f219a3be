import { Database, Row, SqlValue, Statement } from './connection';

/** SQLite cannot read the file: it is damaged, or none of its kind, or cannot be opened. SQLite itself names no file. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';

  constructor(
    readonly file: string,
    what: string,
  ) {
    super(`${file} cannot be read (${what})`);
  }
}

/** The work, with the file's name in what SQLite says of its state. @throws UnreadableFile, and what the work throws */
export function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw named(file, error);
  }
}

/** By SQLite's own words: not every error of the driver carries a code. */
const ofAFile = ['database disk image is malformed', 'file is not a database', 'unable to open database file'];

function named(file: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('message' in error)) return error;
  const what = ofAFile.find((words) => error.message === words);
  return what === undefined ? error : new UnreadableFile(file, what);
}

/** A connection whose errors name its file. */
export class NamedDatabase implements Database {
  constructor(
    private readonly file: string,
    private readonly db: Database,
  ) {}

  get isOpen(): boolean {
    return this.db.isOpen;
  }

  get isTransaction(): boolean {
    return this.db.isTransaction;
  }

  exec(sql: string): void {
    naming(this.file, () => {
      this.db.exec(sql);
    });
  }

  prepare(sql: string): Statement {
    return naming(this.file, () => new NamedStatement(this.file, this.db.prepare(sql)));
  }

  close(): void {
    this.db.close();
  }
}

class NamedStatement implements Statement {
  constructor(
    private readonly file: string,
    private readonly statement: Statement,
  ) {}

  run(...values: readonly SqlValue[]): ReturnType<Statement['run']> {
    try {
      return this.statement.run(...values);
    } catch (error) {
      throw named(this.file, error);
    }
  }

  get(...values: readonly SqlValue[]): Row | undefined {
    try {
      return this.statement.get(...values);
    } catch (error) {
      throw named(this.file, error);
    }
  }

  all(...values: readonly SqlValue[]): Row[] {
    try {
      return this.statement.all(...values);
    } catch (error) {
      throw named(this.file, error);
    }
  }

  *iterate(...values: readonly SqlValue[]): IterableIterator<Row> {
    try {
      yield* this.statement.iterate(...values);
    } catch (error) {
      throw named(this.file, error);
    }
  }

  setReturnArrays(on: boolean): void {
    this.statement.setReturnArrays(on);
  }
}
