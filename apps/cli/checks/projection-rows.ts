import { isDeepStrictEqual } from 'node:util';
import { boundTo, Sealer } from '@sigill/projections';
import { streamOf } from '@sigill/domain';
import { Database, Row, SqlValue } from '@sigill/event-log';
import { Findings, nowhere, Place } from './finding';

/** Two tables that should hold the same rows. */
export interface TwoTables {
  readonly table: string;
  readonly stored: Database;
  /** Made from the log a moment ago. */
  readonly fresh: Database;
  readonly sealer: Sealer;
}

/** Goes through both in the order of their keys. What is sealed is compared opened: every seal has its own nonce. */
export function compareRows({ table, stored, fresh, sealer }: TwoTables, findings: Findings): void {
  const columns = columnsOf(fresh, table);
  const keys = columns.filter(({ key }) => key).map(({ name }) => name);
  const by = keys.length > 0 ? keys : columns.map(({ name }) => name);
  for (const { there, due } of pairs(rowsOf(stored, table, by), rowsOf(fresh, table, by), by)) {
    const row = there ?? due;
    const what = judged(there, due, sealer);
    if (row !== undefined && what !== null) findings.add('I-11', placeOf(row), `${table}: ${what}`);
  }
}

/** A stored row and the due one of the same key, or one of them where the other table has none. */
interface Pair {
  readonly there: Row | undefined;
  readonly due: Row | undefined;
}

function* pairs(left: Rows, right: Rows, by: readonly string[]): Generator<Pair> {
  let [there, due] = [left.next().value, right.next().value];
  while (there !== undefined || due !== undefined) {
    const order = there === undefined ? 1 : due === undefined ? -1 : compareKeys(there, due, by);
    yield { there: order <= 0 ? there : undefined, due: order >= 0 ? due : undefined };
    if (order <= 0) there = left.next().value;
    if (order >= 0) due = right.next().value;
  }
}

function judged(there: Row | undefined, due: Row | undefined, sealer: Sealer): string | null {
  if (due === undefined) return 'a row that the log does not give';
  if (there === undefined) return 'a row that the log gives is missing';
  const differing = differences(there, due, sealer);
  return differing.length === 0 ? null : `a row differs from the log in ${differing.join(', ')}`;
}

function columnsOf(db: Database, table: string): readonly { readonly name: string; readonly key: boolean }[] {
  return db
    .prepare(`SELECT name, pk FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name, pk }) => ({ name: String(name), key: pk !== 0 }));
}

type Rows = Iterator<Row, undefined>;

function* rowsOf(db: Database, table: string, by: readonly string[]): Generator<Row, undefined> {
  yield* db.prepare(`SELECT * FROM ${table} ORDER BY ${by.join(', ')}`).iterate();
  return undefined;
}

/** As SQLite orders: null, numbers, texts by their bytes. */
function compareKeys(one: Row, other: Row, by: readonly string[]): number {
  for (const name of by) {
    const order = compareValues(one[name] ?? null, other[name] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(one: SqlValue, other: SqlValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return rank(one) - rank(other);
}

const rank = (value: SqlValue): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

/** Names of the columns. */
function differences(there: Row, due: Row, sealer: Sealer): readonly string[] {
  const names = [...new Set([...Object.keys(there), ...Object.keys(due)])];
  return names.filter((name) => !isDeepStrictEqual(shown(there, name, sealer), shown(due, name, sealer)));
}

function shown(row: Row, name: string, sealer: Sealer): unknown {
  const value = row[name];
  if (!(value instanceof Uint8Array)) return value;
  try {
    return JSON.parse(sealer.open(value, boundTo(row)));
  } catch {
    return cannotBeOpened;
  }
}

const cannotBeOpened = Symbol('cannot be opened');

function placeOf({ effect, request }: Row): Place {
  if (typeof effect === 'string') return { ...nowhere, stream: streamOf('effect', effect) };
  return typeof request === 'string' ? { ...nowhere, stream: streamOf('place', request) } : nowhere;
}
