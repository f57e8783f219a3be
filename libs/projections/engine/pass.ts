import { PersonId } from '@sigill/domain';
import { Db, prepared, Row } from './db';
import { Fed, FedEffect, FedRequest, Sealer } from './feed';
import { Folding, Held } from './folding';
import { Memory } from './memory';
import { Change, OfEffect, OfEvent, OfPatient, OfRequest, Table, Tally, Tools } from './table';
import { TallyWriter, Writer } from './writer';

export interface PassOptions {
  readonly sealer: Sealer;
  readonly isWorkingDay: Tools['isWorkingDay'];
  /** How many requests (and effects) are kept at hand. */
  readonly atHand: number;
  /** The name that a table has now: that of the live one, or of the one made beside it. */
  readonly called: (table: string) => string;
}

/** The table whose rows keep the states themselves. */
export const home = 'requests';

/** Follows the log into a set of tables. Events are taken in first, in memory; what they have changed is saved when the
 *  caller says so, each request once, as it is by then. */
export class Pass {
  private readonly folding: Folding;
  private readonly effects: Memory<string, Row>;
  private readonly patients = new Set<PersonId>();
  private readonly eventRows: (readonly [Writer, Row])[] = [];
  private readonly tables: Tables;
  private readonly tools: Tools;

  /** @param tables the home of the requests among them, and with a tally the table that it counts */
  constructor(
    private readonly db: Db,
    tables: readonly Table[],
    private readonly options: PassOptions,
  ) {
    const { sealer, isWorkingDay, atHand, called } = options;
    this.tables = tablesOf(db, tables, called);
    this.folding = new Folding(db, called(home), sealer, atHand);
    this.effects = new Memory(atHand, (id) => this.effectRow(id));
    this.tools = { isWorkingDay, sealed: (state) => sealer.seal(JSON.stringify(state), state.id) };
  }

  /** How much is taken in and not saved. */
  get unsaved(): number {
    return this.folding.unsaved + this.effects.unsaved + this.eventRows.length;
  }

  /** @throws BrokenHistory; then nothing of this pass may be saved any more */
  take(fed: Fed): void {
    switch (fed.of) {
      case 'request':
        return this.takeRequest(fed);
      case 'effect':
        return this.takeEffect(fed);
      case 'other':
        return undefined;
    }
  }

  /** Writes what is unsaved, a little with each step, in the caller's transaction or transactions. */
  *saving(): Generator<void> {
    yield* this.folding.saving((held) => this.saveRequest(held));
    for (const patient of this.patients) {
      this.savePatient(patient);
      yield;
    }
    this.patients.clear();
    yield* this.effects.saving((_, row) => {
      for (const [, writer] of this.tables.effects) writer.put(row);
      return row;
    });
    for (const [writer, row] of this.eventRows) {
      writer.put(row);
      yield;
    }
    this.eventRows.length = 0;
  }

  /** As `saving`, all of it. */
  save(): void {
    for (const steps = this.saving(); steps.next().done !== true;);
  }

  private takeRequest(fed: FedRequest): void {
    const { before, state } = this.folding.take(fed);
    const told = this.tables.patients.some(([{ tells }]) => tells(state) || (before !== null && tells(before)));
    if (told) this.patients.add(state.patient);
    const change: Change = { ...fed, state };
    for (const [table, writer] of this.tables.events)
      for (const row of table.rows(change)) this.eventRows.push([writer, row]);
    for (const [table] of this.tables.effects)
      for (const row of table.asked(change)) this.effects.set(String(row['effect']), row);
  }

  private takeEffect({ effect, event }: FedEffect): void {
    for (const [table] of this.tables.effects)
      this.effects.set(effect, table.after(this.effects.get(effect), effect, event));
  }

  private saveRequest(held: Held): void {
    for (const [table, writer] of this.tables.requests) {
      const rows = table.rows(held, this.tools);
      const tallies = this.tables.talliesOf.get(table.name) ?? [];
      if (held.written && table.onlyGrows !== true) {
        for (const tally of tallies) tally.takeOff(held.state.id);
        writer.remove('request', held.state.id);
      }
      for (const row of rows) writer.put(row);
      for (const tally of tallies) tally.add(held.state.id);
    }
  }

  private savePatient(patient: PersonId): void {
    const requests = this.folding.ofPatient(patient);
    for (const [table, writer] of this.tables.patients) {
      writer.remove('patient', patient);
      for (const row of table.rows(requests)) writer.put(row);
    }
  }

  private effectRow(id: string): Row | undefined {
    const [table] = this.tables.effects;
    if (table === undefined) return undefined;
    return prepared(this.db, `SELECT * FROM ${this.options.called(table[0].name)} WHERE effect = ?`).get(id) as
      Row | undefined;
  }
}

type With<T> = readonly (readonly [T, Writer])[];

interface Tables {
  readonly requests: With<OfRequest>;
  readonly patients: With<OfPatient>;
  readonly events: With<OfEvent>;
  readonly effects: With<OfEffect>;
  /** By the table whose rows they count. */
  readonly talliesOf: ReadonlyMap<string, readonly TallyWriter[]>;
}

function tablesOf(db: Db, tables: readonly Table[], called: (table: string) => string): Tables {
  const withWriter = <T extends Table>(table: T): readonly [T, Writer] => [
    table,
    new Writer(db, table, called(table.name)),
  ];
  const tallies = tables.filter((table): table is Tally => table.of === 'rows');
  const writers = (counted: string): readonly TallyWriter[] =>
    tallies.filter(({ counts }) => counts === counted).map((tally) => new TallyWriter(db, tally, called));
  return {
    requests: tables.filter((table): table is OfRequest => table.of === 'request').map(withWriter),
    patients: tables.filter((table): table is OfPatient => table.of === 'patient').map(withWriter),
    events: tables.filter((table): table is OfEvent => table.of === 'event').map(withWriter),
    effects: tables.filter((table): table is OfEffect => table.of === 'effect').map(withWriter),
    talliesOf: new Map(tallies.map(({ counts }) => [counts, writers(counts)])),
  };
}
