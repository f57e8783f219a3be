import { Injectable } from '@nestjs/common';
import { PersonId, RequestId, RequestState } from '@sigill/domain';
import { Asking } from './asking';
import { mayRead } from './authority';
import { CaseFile } from './case-file';
import { CaseFiles } from './case-files';
import { NotFound } from './errors';
import { Facts } from './facts';
import { ReadSide } from './read-side';

export interface Found {
  readonly state: RequestState;
  readonly file: CaseFile;
}

/** Requests, for callers who may see them; for all others they do not exist. */
@Injectable()
export class Looking {
  constructor(
    private readonly files: CaseFiles,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
  ) {}

  /** The request as it stands, in its patient's file. @throws NotFound, ReadModelBehind */
  async at(asking: Asking, request: RequestId): Promise<Found> {
    const person = await this.person(asking);
    const file = await this.files.loadFor(request);
    const state = file?.requests.get(request);
    if (file === null || state === undefined || !mayRead(asking.caller, person, state)) throw new NotFound();
    return { state, file };
  }

  /** The asker's own person, where known; waits for the read models first. */
  async person(asking: Asking): Promise<PersonId | null> {
    await this.readSide.upTo(asking.position);
    return this.facts.personOf(asking.caller);
  }
}
