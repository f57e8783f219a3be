import { Calendar, RequestState } from '@sigill/domain';
import { Batch, GivenRequest } from './batch';
import { Db, Row } from './db';
import { Sealer } from './feed';
import { Held, Taker } from './intake';
import { rowChanges } from './row-changes';
import { OfRequest, Table, Tally, Tools } from './table';
import { TallyWriter, Writer } from './writer';

/** The table whose rows keep the states themselves. */
export const home = 'requests';

/** What rows are made with, and where they go. */
export interface Ink extends Calendar {
  readonly sealer: Sealer;
  /** The name that a table has now: that of the live one, or of the one made beside it. */
  readonly called: (table: string) => string;
}

/** Makes rows and writes them, in the caller's transaction. */
export class Scribe implements Taker {
  private readonly writers: ReadonlyMap<string, Writer>;
  private readonly ofRequests: readonly OfRequest[];
  private readonly talliesOf: ReadonlyMap<string, readonly TallyWriter[]>;
  private readonly effects: string | undefined;

  /** @param tables with a tally the table that it counts */
  constructor(
    db: Db,
    tables: readonly Table[],
    private readonly ink: Ink,
  ) {
    const filled = tables.filter(({ of }) => of !== 'rows' && of !== 'file');
    this.writers = new Map(filled.map((table) => [table.name, new Writer(db, table, ink.called(table.name))]));
    this.ofRequests = tables.filter((table): table is OfRequest => table.of === 'request');
    this.effects = tables.find(({ of }) => of === 'effect')?.name;
    this.talliesOf = talliesIn(db, tables, ink.called);
  }

  /** The request's rows take the place of those that it had; a row that stays as it was is left alone. */
  request(held: Held): void {
    const tools = this.tools((state) => JSON.stringify(state));
    for (const table of this.ofRequests) {
      const writer = this.writers.get(table.name);
      const rows = table.rows(held, tools);
      if (writer === undefined) continue;
      if (table.name === home) writer.put(rows);
      else this.changed(writer, this.talliesOf.get(table.name) ?? [], { rows, before: this.rowsBefore(table, held) });
    }
  }

  private rowsBefore(table: OfRequest, { saved }: Held): readonly Row[] {
    return saved === null
      ? []
      : table.rows(
          saved,
          this.tools(() => ''),
        );
  }

  private changed(
    writer: Writer,
    tallies: readonly TallyWriter[],
    { rows, before }: { readonly rows: readonly Row[]; readonly before: readonly Row[] },
  ): void {
    const { gone, news } = rowChanges(before, rows);
    for (const row of gone) {
      for (const tally of tallies) tally.takeOff(writer.keyOf(row));
      writer.removeOne(row);
    }
    writer.put(news);
    for (const row of news) for (const tally of tallies) tally.add(writer.keyOf(row));
  }

  effect(row: Row): void {
    if (this.effects !== undefined) this.writers.get(this.effects)?.put([row]);
  }

  event(table: string, row: Row): void {
    this.writers.get(table)?.put([row]);
  }

  /** Many requests at once, in the order of the keys. No tally is moved: they are counted when all rows are there. */
  batch({ requests, effects, events }: Batch): void {
    const rows = new Map<string, Row[]>([...this.writers.keys()].map((name) => [name, []]));
    for (const given of [...requests].sort(byId)) this.rowsOf(given, rows);
    if (this.effects !== undefined) rows.get(this.effects)?.push(...effects);
    for (const [table, row] of events) rows.get(table)?.push(row);
    for (const [name, writer] of this.writers) writer.put(rows.get(name) ?? []);
  }

  private rowsOf({ id, text, position, written }: GivenRequest, rows: ReadonlyMap<string, Row[]>): void {
    const state = JSON.parse(text) as RequestState;
    const tools = this.tools(() => text);
    for (const table of this.ofRequests) {
      if (written && table.onlyGrows !== true) this.writers.get(table.name)?.remove(id);
      rows.get(table.name)?.push(...table.rows({ state, position }, tools));
    }
  }

  private tools(textOf: (state: RequestState) => string): Tools {
    const { isWorkingDay, policies, sealer } = this.ink;
    return { isWorkingDay, policies, sealed: (state) => sealer.seal(textOf(state), state.id) };
  }
}

const byId = (one: GivenRequest, other: GivenRequest): number => (one.id < other.id ? -1 : 1);

/** By the table whose rows they count. */
function talliesIn(
  db: Db,
  tables: readonly Table[],
  called: Ink['called'],
): ReadonlyMap<string, readonly TallyWriter[]> {
  const tallies = tables.filter((table): table is Tally => table.of === 'rows');
  const writers = (counted: string): readonly TallyWriter[] =>
    tallies.filter(({ counts }) => counts === counted).map((tally) => new TallyWriter(db, tally, called));
  return new Map(tallies.map(({ counts }) => [counts, writers(counts)]));
}
