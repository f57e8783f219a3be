import { evolve, PersonId, RequestId } from '@sigill/domain';
import { Row } from './db';
import { boundTo, Fed, FedEffect, FedRefusal, FedRegister, FedRequest, Sealer } from './feed';
import { Memory } from './memory';
import { Change, FoldedRequest, OfEffect, OfEvent, OfRefusal, OfRegister, Table } from './table';

/** A folded request, and as the tables hold it; null: they hold nothing of it. */
export interface Held extends FoldedRequest {
  readonly saved: FoldedRequest | null;
}

/** What was saved and is not at hand any more. */
export interface Shelf {
  request(id: RequestId): Held | undefined;
  effect(id: string): Row | undefined;
}

/** Takes what is to be written. */
export interface Taker {
  request(held: Held): void;
  effect(row: Row): void;
  event(table: string, row: Row): void;
}

/** Events as they are taken in, in memory: each request folded, what it asks for, and what its events alone say. */
export class Intake {
  private readonly requests: Memory<RequestId, Held>;
  private readonly effects: Memory<string, Row>;
  private readonly eventRows: (readonly [table: string, row: Row])[] = [];
  private readonly ofEvents: readonly OfEvent[];
  private readonly ofRegister: readonly OfRegister[];
  private readonly ofRefusals: readonly OfRefusal[];
  private readonly ofEffects: OfEffect | undefined;
  private readonly touched = new Set<PersonId>();

  /** @param capacity how many requests, and how many effects, are kept at hand when they are saved */
  constructor(
    tables: readonly Table[],
    capacity: number,
    shelf: Shelf,
    private readonly sealer: Sealer,
  ) {
    this.ofEvents = tables.filter((table): table is OfEvent => table.of === 'event');
    this.ofRegister = tables.filter((table): table is OfRegister => table.of === 'register');
    this.ofRefusals = tables.filter((table): table is OfRefusal => table.of === 'refusal');
    this.ofEffects = tables.find((table): table is OfEffect => table.of === 'effect');
    this.requests = new Memory(capacity, (id) => shelf.request(id));
    this.effects = new Memory(capacity, (id) => (this.ofEffects === undefined ? undefined : shelf.effect(id)));
  }

  /** How much is taken in and not handed over. */
  get unsaved(): number {
    return this.requests.unsaved + this.effects.unsaved + this.eventRows.length;
  }

  /** How many requests are. */
  get unsavedRequests(): number {
    return this.requests.unsaved;
  }

  /** Whose files have been changed since the last call. */
  takenTouched(): readonly PersonId[] {
    const touched = [...this.touched];
    this.touched.clear();
    return touched;
  }

  /** Can the event be taken in without asking the shelf? */
  isAtHand(fed: Fed): boolean {
    switch (fed.of) {
      case 'request':
        return fed.revision === 0 || this.requests.holds(fed.request);
      case 'effect':
        return this.ofEffects === undefined || beginsEffect(fed) || this.effects.holds(fed.effect);
      case 'register':
      case 'refusal':
      case 'other':
        return true;
    }
  }

  /** @throws BrokenHistory; then nothing that was taken in may be written any more */
  take(fed: Fed): void {
    switch (fed.of) {
      case 'request':
        return this.takeRequest(fed);
      case 'register':
        return this.takeRegister(fed);
      case 'effect':
        return this.takeEffect(fed);
      case 'refusal':
        return this.takeRefusal(fed);
      case 'other':
        return undefined;
    }
  }

  /** Hands over what is unsaved, a little with each step. @param wanted of the requests; the rest stays */
  *handingTo(taker: Taker, wanted?: (held: Held) => boolean): Generator<void> {
    yield* this.requests.saving((held) => {
      taker.request(held);
      const { state, position } = held;
      return { state, position, saved: { state, position } };
    }, wanted);
    yield* this.effects.saving((row) => {
      taker.effect(row);
      return row;
    });
    for (const [table, row] of this.eventRows) {
      taker.event(table, row);
      yield;
    }
    this.eventRows.length = 0;
  }

  private takeRequest(fed: FedRequest): void {
    const { request, event, position } = fed;
    const before = this.before(fed);
    const state = evolve(before?.state ?? null, event, request);
    this.requests.set(request, { state, position, saved: before?.saved ?? null });
    this.touched.add(state.patient);
    const change: Change = { ...fed, state };
    for (const table of this.ofEvents) for (const row of table.rows(change)) this.eventRows.push([table.name, row]);
    for (const row of this.ofEffects?.asked(change) ?? []) this.effects.set(String(row['effect']), row);
  }

  /** Nothing is looked for before a request's first event. */
  private before({ request, revision }: FedRequest): Held | undefined {
    return revision === 0 && !this.requests.holds(request) ? undefined : this.requests.get(request);
  }

  private takeRegister(fed: FedRegister): void {
    this.touched.add(fed.patient);
    for (const table of this.ofRegister)
      for (const row of table.rows(fed, (text, bound) => this.sealer.seal(text, boundTo(bound))))
        this.eventRows.push([table.name, row]);
  }

  /** What time asks for changes what it will ask for next. */
  private takeEffect(fed: FedEffect): void {
    if (this.ofEffects === undefined) return;
    const row = beginsEffect(fed) ? undefined : this.effects.get(fed.effect);
    this.effects.set(fed.effect, this.ofEffects.after(row, fed));
    if (fed.event.type === 'EffectRequested') this.touched.add(fed.event.data.patient);
  }

  private takeRefusal({ refusal, refused }: FedRefusal): void {
    for (const table of this.ofRefusals) this.eventRows.push([table.name, table.row(refusal, refused)]);
  }
}

const beginsEffect = ({ event, revision }: FedEffect): boolean => event.type === 'EffectRequested' && revision === 0;
