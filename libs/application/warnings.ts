import { Injectable } from '@nestjs/common';
import {
  birthDateOf,
  guardiansNotInMeasure,
  KnownCaller,
  legalDateOf,
  measuresOf,
  othersIn,
  policyOn,
  registeredAfter,
  warningsOf,
  warningTexts,
  Wording,
} from '@sigill/domain';
import { personViewOf, RequestView } from '@sigill/projections';
import { Found } from './case-file';
import { Facts } from './facts';
import { NamedStaff } from './named-staff';
import { Policies } from './ports';
import { siblingPerson, Siblings } from './siblings';

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

  async of({ state, file }: Found, caller: KnownCaller, language: Language): Promise<RequestView['warnings']> {
    const now = this.facts.now();
    const today = legalDateOf(now);
    const others = othersIn(file, state.id);
    const number = state.persons[state.patient]?.personalNumber;
    const looked = number === undefined ? null : await this.facts.persons.looked(number);
    const registered = registeredAfter(file.register, looked, now);
    const register = registered?.register ?? state.register;
    const measures = measuresOf([...others, state]);
    const siblings = await this.siblings.left(state, today, caller);
    const warned = warningsOf(state, {
      today,
      register,
      inRegister: looked !== null || number === undefined,
      birthDate: number === undefined ? legalDateOf(state.opened.at) : birthDateOf(number),
      policy: policyOn(this.policies.all, today),
      measures,
      others,
      guardiansNotInMeasure: guardiansNotInMeasure(state, { measures, register: file.register }).map(
        ({ person }) => person,
      ),
      siblingsLeft: siblings.map(({ id }) => id),
      callerKnown: await this.named.isKnownCaller(state),
      headKnown: await this.named.isKnownHead(state),
      consultedHeadsKnown: await this.named.wereHeadsHeard(state, others),
    });
    const known = [...Object.values(state.persons), ...(registered?.identities ?? [])];
    const people = new Map([
      ...known.map((one) => [one.id, personViewOf(one, register)] as const),
      ...siblings.filter(({ isShown }) => isShown).map((one) => [one.id, siblingPerson(one)] as const),
    ]);
    return warned.map(({ code, persons }) => ({
      code,
      message: warningTexts[code][language],
      ...(persons === null ? {} : { persons: persons.flatMap((id) => people.get(id) ?? []) }),
    }));
  }
}
