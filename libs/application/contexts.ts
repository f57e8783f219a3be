import { Injectable } from '@nestjs/common';
import { Actor, Context, RequestId, RequestState } from '@sigill/domain';
import { CaseFile } from './case-file';
import { Facts } from './facts';
import { Looks } from './looks';

/** What a command is decided on. */
export interface DecidedOn {
  /** With what the register says now. */
  readonly file: CaseFile;
  readonly context: Context;
}

/** Everything that a command may know: what the register says stands in the file before it is decided on. */
@Injectable()
export class Contexts {
  constructor(
    readonly facts: Facts,
    private readonly looks: Looks,
  ) {}

  /** @param endingRequest the id of the request that the command may open. @throws WrongRevision: decide anew */
  async at(before: RequestState, found: CaseFile, actor: Actor, endingRequest: RequestId): Promise<DecidedOn> {
    const file = await this.looked(before, found);
    return { file, context: await this.facts.contextFor(before, file, actor, endingRequest) };
  }

  private async looked({ patient, persons }: RequestState, file: CaseFile): Promise<CaseFile> {
    const number = persons[patient]?.personalNumber;
    return number === undefined ? file : (await this.looks.within(file, number)).file;
  }
}
