import { Injectable } from '@nestjs/common';
import { capacityFor, Reading, RequestId } from '@sigill/domain';
import { Asking } from './asking';
import { NamedCaller, roleOf } from './authority';
import { Found } from './case-file';
import { CaseFiles } from './case-files';
import { NotFound } from './errors';
import { Persons } from './persons';
import { ReadSide } from './read-side';

/** A request, for a caller who may read it. */
export interface Seen extends Found {
  readonly caller: NamedCaller;
}

/** Requests, for callers who may see them; for all others they do not exist. */
@Injectable()
export class Looking {
  constructor(
    private readonly files: CaseFiles,
    private readonly readSide: ReadSide,
    private readonly persons: Persons,
  ) {}

  /** The request as it stands. @throws NotFound, NotAuthorized, ReadModelBehind */
  async at(asking: Asking, request: RequestId, reading: Reading): Promise<Seen> {
    const caller = await this.caller(asking);
    const file = await this.files.loadFor(request);
    const state = file?.requests.get(request);
    if (file === null || state === undefined) throw new NotFound();
    roleOf(capacityFor(reading, caller, state));
    return { state, file, caller };
  }

  /** Who asks; waits for the read models first. */
  async caller(asking: Asking): Promise<NamedCaller> {
    await this.readSide.upTo(asking.position);
    return this.persons.known(asking.caller);
  }
}
