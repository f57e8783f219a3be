import { Row } from './db';

/** What is to be taken away and what is to be put, where these rows take the place of those before; what stays the same is neither. */
export function rowChanges(
  before: readonly Row[],
  rows: readonly Row[],
): { readonly gone: readonly Row[]; readonly news: readonly Row[] } {
  const columns = Object.keys(rows[0] ?? {});
  const textOf = (row: Row): string => JSON.stringify(columns.map((name) => row[name]));
  const [now, then] = [new Set(rows.map(textOf)), new Set(before.map(textOf))];
  return {
    gone: rows.length === 0 ? before : before.filter((row) => !now.has(textOf(row))),
    news: rows.filter((row) => !then.has(textOf(row))),
  };
}
