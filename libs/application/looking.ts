import { Injectable } from '@nestjs/common';
import { capacityFor, knownWith, Reading, RequestId, RequestState } from '@sigill/domain';
import { Asking } from './asking';
import { NamedCaller, roleOf } from './authority';
import { CaseFile, Found } from './case-file';
import { CaseFiles } from './case-files';
import { NotFound } from './errors';
import { Looks } from './looks';
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
    private readonly looks: Looks,
  ) {}

  /** The request as it stands. @throws NotFound, NotAuthorized, ReadModelBehind */
  async at(asking: Asking, request: RequestId, reading: Reading): Promise<Seen> {
    await this.readSide.upTo(asking.position);
    const file = await this.files.loadFor(request);
    const caller = await this.persons.knownAt(file, asking.caller);
    const state = file?.requests.get(request);
    if (file === null || state === undefined) throw new NotFound();
    roleOf(capacityFor(reading, caller, state));
    return { state, file: await this.withLook(file, state, reading), caller };
  }

  /** A single view and a preview are judged on what the register says now, and so it is looked at. */
  private async withLook(file: CaseFile, { patient, persons }: RequestState, reading: Reading): Promise<CaseFile> {
    const number = persons[patient]?.personalNumber;
    if (number === undefined || (reading !== 'view' && reading !== 'preview')) return file;
    return (await this.looks.at(number)).file;
  }

  /** Who asks what is answered from the read models; waits for them first. */
  async caller(asking: Asking): Promise<NamedCaller> {
    await this.readSide.upTo(asking.position);
    const known = await this.persons.known(asking.caller);
    return knownWith(known, known.person === null ? [] : this.readSide.wardsOf(known.person));
  }
}
