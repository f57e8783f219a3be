import { Injectable } from '@nestjs/common';
import { Action, actions, barTo, capacityFor, legalDateOf, othersIn, pinnedProcedure } from '@sigill/domain';
import { AllowedAction } from '@sigill/projections';
import { actorAs, NamedCaller } from './authority';
import { Found } from './case-file';
import { Facts } from './facts';
import { Directory } from './ports';

/** What a caller can do with a request now. */
@Injectable()
export class AllowedActions {
  constructor(
    private readonly facts: Facts,
    private readonly directory: Directory,
  ) {}

  /** Every action, and why not where the caller cannot take it now. */
  async of({ state, file }: Found, caller: NamedCaller): Promise<readonly AllowedAction[]> {
    const today = legalDateOf(this.facts.now());
    const delegations = await this.directory.delegations(caller.hsaId);
    const others = othersIn(file, state.id);
    const known = {
      actorPerson: caller.person,
      delegations,
      onCall: caller.onCall,
      policy: this.facts.policyOn(today),
      today,
      register: file.register.answers.at(-1) ?? state.register,
      others,
    };
    const procedure = pinnedProcedure(state.procedure);
    return actions.map((action: Action) => {
      const capacity = capacityFor(action, caller, state);
      if (capacity.as === 'none') return { action, allowed: false, because: 'not-authorized' };
      const bar = barTo(action, state, { ...known, procedure, actor: actorAs(caller, capacity.as) });
      return bar === null ? { action, allowed: true } : { action, allowed: false, because: bar };
    });
  }
}
