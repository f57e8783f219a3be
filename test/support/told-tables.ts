import { LegalDate } from '@sigill/domain';
import { Database, openWith, processDriver, Row } from '@sigill/event-log';
import { boundTo, Sealer } from '@sigill/projections';

/** Seals nothing: what is sealed for another row still does not open. */
export const testSealer: Sealer = {
  seal: (text, about) => Buffer.from(`${about} ${text}`),
  open: (sealed, about) => {
    const text = Buffer.from(sealed).toString('utf8');
    if (!text.startsWith(`${about} `)) throw new Error('sealed for another row');
    return text.slice(about.length + 1);
  },
};

export const weekdays = (date: LegalDate): boolean => ![0, 6].includes(new Date(date).getUTCDay());

export const memoryDb = (): Database => openWith(processDriver(), ':memory:', { readOnly: false, timeoutMs: 0 });

/** Every row of every table, as text. @param beside those that are being made, too */
export function rowsIn(db: Database, beside = false): Readonly<Record<string, readonly string[]>> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return Object.fromEntries(
    tables
      .map(({ name }) => String(name))
      .filter((name) => beside || !name.endsWith('__next'))
      .map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all().map(asText).sort()]),
  );
}

const asText = (row: object): string =>
  JSON.stringify(row, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );

/** The same numbers for the same seed (a linear congruential generator). */
export function seeded(seed: number): { readonly byte: () => number; readonly upTo: (limit: number) => number } {
  let state = seed;
  const upTo = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { byte: () => upTo(256), upTo };
}

/** As `rowsIn`, with what is sealed opened: every seal has its own nonce. */
export function openedRowsIn(db: Database, sealer: Sealer, beside = false): ReturnType<typeof rowsIn> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const opened = (row: Row): string =>
    JSON.stringify(row, (_, value: unknown) =>
      value instanceof Uint8Array ? sealer.open(value, boundTo(row)) : value,
    );
  return Object.fromEntries(
    tables
      .map(({ name }) => String(name))
      .filter((name) => beside || !name.endsWith('__next'))
      .map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all().map(opened).sort()]),
  );
}
