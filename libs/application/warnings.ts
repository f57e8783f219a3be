import { Injectable } from '@nestjs/common';
import {
  birthDateOf,
  HsaId,
  legalDateOf,
  measuresOf,
  othersIn,
  policyOn,
  warningsOf,
  warningTexts,
  Wording,
} from '@sigill/domain';
import { RequestView } from '@sigill/projections';
import { Found } from './case-file';
import { Facts } from './facts';
import { Directory, Policies } from './ports';
import { Siblings } from './siblings';

export type Language = keyof Wording;

/** What whoever handles a request should look at, judged now. */
@Injectable()
export class Warnings {
  constructor(
    private readonly facts: Facts,
    private readonly directory: Directory,
    private readonly siblings: Siblings,
    private readonly policies: Policies,
  ) {}

  async of({ state, file }: Found, language: Language): Promise<RequestView['warnings']> {
    const today = legalDateOf(this.facts.now());
    const others = othersIn(file.requests, state.id);
    const number = state.persons[state.patient]?.personalNumber;
    const codes = warningsOf(state, {
      today,
      birthDate: number === undefined ? legalDateOf(state.opened.at) : birthDateOf(number),
      policy: policyOn(this.policies.all, today),
      measures: measuresOf([...others, state]),
      others,
      siblingsLeft: await this.siblings.left(state, today),
      callerKnown: state.caller === null || (await this.directory.staffByVgrId(state.caller.vgrId)) !== null,
      headKnown: state.responsibleHead === null || (await this.isStaff(state.responsibleHead)),
    });
    return codes.map((code) => ({ code, message: warningTexts[code][language] }));
  }

  /** By HSA-id or by name. */
  private async isStaff(nameOrId: string): Promise<boolean> {
    const byName = await this.directory.staffByName(nameOrId);
    return byName.length > 0 || (await this.directory.staff(nameOrId as HsaId)) !== null;
  }
}
