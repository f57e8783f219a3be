import { Injectable } from '@nestjs/common';
import {
  birthDateOf,
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
import { NamedStaff } from './named-staff';
import { Policies } from './ports';
import { Siblings } from './siblings';

export type Language = keyof Wording;

/** What whoever handles a request should look at, judged now. */
@Injectable()
export class Warnings {
  constructor(
    private readonly facts: Facts,
    private readonly siblings: Siblings,
    private readonly named: NamedStaff,
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
      callerKnown: await this.named.isKnownCaller(state),
      headKnown: await this.named.isKnownHead(state),
      consultedHeadsKnown: await this.named.wereHeadsHeard(state, others),
    });
    return codes.map((code) => ({ code, message: warningTexts[code][language] }));
  }
}
