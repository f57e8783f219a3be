/** What SQLite takes and gives. */
export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

export interface Statement {
  run(...values: Value[]): unknown;
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
}

/** The part of an SQLite connection that the projections use. */
export interface Db {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
}

/** The statement for a text, prepared once for each connection. SQLite prepares it anew by itself where a table was switched. */
export function prepared(db: Db, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const found = known.get(sql);
  if (found !== undefined) return found;
  if (known.size >= rememberedStatements) known.clear();
  const statement = db.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/** All of the work or none of it. */
export function transacted(db: Db, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    // After some errors (a full disk) SQLite has rolled back by itself: then there is nothing to end.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const rememberedStatements = 500;
/** A statement lives as long as its connection, and keeps no connection alive. */
const statements = new WeakMap<Db, Map<string, Statement>>();
