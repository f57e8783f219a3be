import { Injectable } from '@nestjs/common';
import { PersonId, RequestId, RequestState } from '@sigill/domain';
import { Asking } from './asking';
import { mayRead } from './authority';
import { NotFound } from './errors';
import { Facts } from './facts';
import { ReadSide } from './read-side';

/** Requests, for callers who may see them; for all others they do not exist. */
@Injectable()
export class Looking {
  constructor(
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
  ) {}

  /** The request as it stands. @throws NotFound, ReadModelBehind */
  async at(asking: Asking, request: RequestId): Promise<RequestState> {
    const person = await this.person(asking);
    const known = this.readSide.request(request);
    if (known === null || !mayRead(asking.caller, person, known.state)) throw new NotFound();
    return known.state;
  }

  /** The asker's own person, where known; waits for the read models first. */
  async person(asking: Asking): Promise<PersonId | null> {
    await this.readSide.upTo(asking.position);
    return this.facts.personOf(asking.caller);
  }
}
