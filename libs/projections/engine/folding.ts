import { evolve, PersonId, RequestId, RequestState } from '@sigill/domain';
import { Db, prepared } from './db';
import { FedRequest, Sealer } from './feed';
import { Memory } from './memory';
import { FoldedRequest } from './table';

/** A folded request, and whether the tables hold rows of it. */
export interface Held extends FoldedRequest {
  readonly written: boolean;
}

/** The requests that a pass works on: those at hand in memory, all others sealed in the table that keeps the states. */
export class Folding {
  private readonly memory: Memory<RequestId, Held>;

  /** @param home the table of requests that this pass writes, by the name it has now */
  constructor(
    private readonly db: Db,
    private readonly home: string,
    private readonly sealer: Sealer,
    capacity: number,
  ) {
    this.memory = new Memory(capacity, (id) => this.load(id));
  }

  get unsaved(): number {
    return this.memory.unsaved;
  }

  /** Takes one more event in. @throws BrokenHistory */
  take({ request, event, position }: FedRequest): {
    readonly before: RequestState | null;
    readonly state: RequestState;
  } {
    const before = this.memory.get(request);
    const state = evolve(before?.state ?? null, event, request);
    this.memory.set(request, { state, position, written: before?.written ?? false });
    return { before: before?.state ?? null, state };
  }

  *saving(save: (held: Held) => void): Generator<void> {
    yield* this.memory.saving((_, held) => {
      save(held);
      return held.written ? held : { ...held, written: true };
    });
  }

  /** All requests of the patient that have been saved, oldest first. */
  ofPatient(patient: PersonId): readonly RequestState[] {
    const ids = prepared(this.db, `SELECT request FROM ${this.home} WHERE patient = ? ORDER BY opened_at, request`);
    return (ids.all(patient) as { request: RequestId }[]).flatMap(
      ({ request }) => this.memory.get(request)?.state ?? [],
    );
  }

  private load(id: RequestId): Held | undefined {
    const row = prepared(this.db, `SELECT position, sealed FROM ${this.home} WHERE request = ?`).get(id) as
      { position: number; sealed: Uint8Array } | undefined;
    if (row === undefined) return undefined;
    return {
      state: JSON.parse(this.sealer.open(row.sealed, id)) as RequestState,
      position: row.position,
      written: true,
    };
  }
}
