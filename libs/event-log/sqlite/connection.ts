export type SqlValue = null | number | bigint | string | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

/** A prepared statement. TRAP: it is only as alive as its Database object. */
export interface Statement {
  run(...values: readonly SqlValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
  iterate(...values: readonly SqlValue[]): IterableIterator<Row>;
  /** From now on rows are arrays of their values, which takes half the time. */
  setReturnArrays(on: boolean): void;
}

/** A connection, as node:sqlite has it. TRAP: keep the object itself in a field for as long as any of its statements is
 *  used. Collected as garbage, it takes its statements with it, and the process. */
export interface Database {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
