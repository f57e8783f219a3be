import { Injectable } from '@nestjs/common';
import { capacityFor, Reading, RequestId, RequestState } from '@sigill/domain';
import { Asking } from './asking';
import { NamedCaller, roleOf } from './authority';
import { NotFound } from './errors';
import { Facts } from './facts';
import { ReadSide } from './read-side';

/** A request, for a caller who may read it. */
export interface Seen {
  readonly state: RequestState;
  readonly caller: NamedCaller;
}

/** Requests, for callers who may see them; for all others they do not exist. */
@Injectable()
export class Looking {
  constructor(
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
  ) {}

  /** The request as it stands. @throws NotFound, NotAuthorized, ReadModelBehind */
  async at(asking: Asking, request: RequestId, reading: Reading): Promise<Seen> {
    const caller = await this.caller(asking);
    const known = this.readSide.request(request);
    if (known === null) throw new NotFound();
    roleOf(capacityFor(reading, caller, known.state));
    return { state: known.state, caller };
  }

  /** Who asks; waits for the read models first. */
  async caller(asking: Asking): Promise<NamedCaller> {
    await this.readSide.upTo(asking.position);
    return this.facts.known(asking.caller);
  }
}
