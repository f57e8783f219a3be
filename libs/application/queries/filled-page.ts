import { setImmediate } from 'node:timers/promises';

/** A list whose rows are judged once more before they are shown. */
export interface Judged<Row, Place> {
  /** At most `limit` rows after the place (null: the first), in the list's order. */
  readonly read: (after: Place | null, limit: number) => readonly Row[];
  readonly isShown: (row: Row) => boolean;
  readonly placeOf: (row: Row) => Place;
}

export interface FilledPage<Row, Place> {
  readonly rows: readonly Row[];
  /** Where the next page goes on; null: there is nothing more to show. */
  readonly next: Place | null;
}

/** As many rows as the page holds, as long as there are any to show; between two readings others are let in. */
export async function filledPage<Row, Place>(
  limit: number,
  after: Place | null,
  { read, isShown, placeOf }: Judged<Row, Place>,
): Promise<FilledPage<Row, Place>> {
  const rows: Row[] = [];
  for (let place = after; ; await setImmediate()) {
    const found = read(place, limit + 1);
    for (const row of found) {
      const shown = isShown(row);
      if (shown && rows.length === limit) return { rows, next: place };
      if (shown) rows.push(row);
      place = placeOf(row);
    }
    if (found.length <= limit) return { rows, next: null };
  }
}
