import { Injectable } from '@nestjs/common';
import {
  identityIn,
  LookNews,
  newsOfLook,
  PersonalNumber,
  PersonId,
  RegisterChange,
  RegisterHistory,
  RequestId,
} from '@sigill/domain';
import { eventIdOf, Position, uuidV5 } from '@sigill/event-log';
import { CaseFile } from './case-file';
import { Endings } from './endings';
import { Facts } from './facts';
import { Filing } from './filing';
import { stampOfProgram } from './ids';

/** A patient's file with what the register says in it, and in what that differs from what it said before. */
export interface Look {
  readonly file: CaseFile;
  readonly changed: readonly RegisterChange[];
  /** Of what was written; null where nothing was. */
  readonly position: Position | null;
}

/** Looks at the population register: what it says is written into the patient's file whenever it differs from what was seen
 *  last, and what follows from it in the same append. */
@Injectable()
export class Looks {
  constructor(
    private readonly facts: Facts,
    private readonly filing: Filing,
    private readonly endings: Endings,
  ) {}

  idOf(number: PersonalNumber): PersonId {
    return this.facts.persons.idOf(number);
  }

  /** At somebody of whom it is known what the register has said, so that the file is read only where it says something else now.
   *  @param history a part of what it has said, from the beginning on; where that is behind, the file decides
   *  @throws what `at` throws */
  async past(history: RegisterHistory, patient: PersonId): Promise<readonly RegisterChange[]> {
    const number = history.persons[patient]?.personalNumber ?? (await this.numberOf(patient));
    if (number === null || (await this.newsIn({ register: history, heads: null }, number)) === null) return [];
    return (await this.at(number)).changed;
  }

  /** Null where the patient's file says nothing of it. */
  private async numberOf(patient: PersonId): Promise<PersonalNumber | null> {
    return identityIn(await this.filing.load(patient), patient)?.personalNumber ?? null;
  }

  /** What was written into the register before is seen from now on. */
  refresh(): Promise<void> {
    return this.facts.persons.refresh();
  }

  /** For whoever asks. @throws StoreUnavailable, OutcomeUnknown: what is seen is not kept */
  async at(number: PersonalNumber): Promise<Look> {
    const patient = this.idOf(number);
    const file = await this.filing.load(patient);
    if ((await this.newsIn(file, number)) === null) return { file, changed: [], position: null };
    return this.filing.until(patient, { urgent: false }, (newest) => this.within(newest, number));
  }

  /** For a command that is about to be decided on this file. @throws WrongRevision: decide anew */
  async within(file: CaseFile, number: PersonalNumber): Promise<Look> {
    const news = await this.newsIn(file, number);
    if (news === null) return { file, changed: [], position: null };
    const { answered, changed } = news;
    const stamp = stampOfProgram(`look|${file.patient}`);
    const idFor = (begunBy: RequestId): RequestId =>
      uuidV5(eventIdOf(stamp.commandId, 0), `ending-request|${begunBy}`) as RequestId;
    const { at } = answered.data;
    const endings = await this.endings.ofLostCustody(answered, file, idFor);
    for (const { request } of endings) await this.filing.place(request, file.patient, stamp, at);
    const grown = await this.filing.write({ file, stamp }, [answered, ...endings], at);
    return { ...grown, changed };
  }

  private async newsIn(
    { register, heads }: Pick<CaseFile, 'register'> & { readonly heads: CaseFile['heads'] | null },
    number: PersonalNumber,
  ): Promise<LookNews | null> {
    const looked = await this.facts.persons.looked(number);
    return newsOfLook(register, looked, this.facts.now(heads));
  }
}
