import { createRequire } from 'node:module';
import { Database, SqlValue, Statement } from './connection';
import { NamedDatabase, naming } from './unreadable-file';

export type { Database, Row, SqlValue, Statement } from './connection';

export const driverNames = ['node:sqlite', '@photostructure/sqlite'] as const;
export type DriverName = (typeof driverNames)[number];

interface Driver {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly?: boolean; readonly timeout?: number },
  ) => Database;
}

/** Two connections of an SQLite before 3.51.3 can damage a WAL file between them (the WAL-reset fault). */
export class UnsafeSqlite extends Error {
  override name = 'UnsafeSqlite';
}

/** A statement's rows as arrays of their values, in the order of its columns. */
export function arraysOf(statement: Statement): (...values: readonly SqlValue[]) => readonly (readonly unknown[])[] {
  statement.setReturnArrays(true);
  return (...values) => statement.all(...values).map(asArray);
}

function asArray(row: unknown): readonly unknown[] {
  if (!Array.isArray(row)) throw new TypeError('the driver gives no rows as arrays');
  return row;
}

/** @throws UnsafeSqlite; UnreadableFile, as the connection does whenever it meets what it cannot read */
export function openWith(name: DriverName, file: string, options: { readOnly: boolean; timeoutMs: number }): Database {
  const driver = load(name);
  if (driver === null) throw new UnsafeSqlite(`this Node.js has no ${name}`);
  const { readOnly, timeoutMs: timeout } = options;
  return new NamedDatabase(
    file,
    naming(file, () => new driver.DatabaseSync(file, { readOnly, timeout })),
  );
}

/** The drivers that this process can load, with the version of their SQLite: the built-in one first. */
export function* installedDrivers(): Generator<{ readonly name: DriverName; readonly version: string }> {
  for (const name of driverNames) if (load(name) !== null) yield { name, version: sqliteVersion(name) };
}

/** The first that is safe. @throws UnsafeSqlite when none is. */
export function safeDriver(drivers: Iterable<{ readonly name: DriverName; readonly version: string }>): DriverName {
  const seen: string[] = [];
  for (const { name, version } of drivers) {
    if (isSafe(version)) return name;
    seen.push(`${name} has SQLite ${version}`);
  }
  throw new UnsafeSqlite(`SQLite 3.51.3 or newer is needed; ${seen.join(', ') || 'none is installed'}`);
}

let chosen: DriverName | undefined;

/** The driver of this process. @throws UnsafeSqlite */
export function processDriver(): DriverName {
  return (chosen ??= safeDriver(installedDrivers()));
}

function isSafe(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1_000_000 + minor * 1_000 + patch >= 3_051_003;
}

function sqliteVersion(name: DriverName): string {
  const db = openWith(name, ':memory:', { readOnly: false, timeoutMs: 0 });
  try {
    return String(db.prepare('select sqlite_version() as version').get()?.['version']);
  } finally {
    db.close();
  }
}

function load(name: DriverName): Driver | null {
  const loaded: unknown =
    name === 'node:sqlite' ? process.getBuiltinModule(name) : createRequire(__filename)('@photostructure/sqlite');
  return isDriver(loaded) ? loaded : null;
}

function isDriver(loaded: unknown): loaded is Driver {
  return typeof loaded === 'object' && loaded !== null && 'DatabaseSync' in loaded;
}
