import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Disclosure, disclosureFor, PersonId, RequestState } from '@sigill/domain';
import { RequestView, viewOf } from '@sigill/projections';
import { AllowedActions } from './allowed-actions';
import { NamedCaller } from './authority';
import { disclosed } from './disclosure';
import { NotFound } from './errors';
import { Found } from './case-file';
import { ReadSide } from './read-side';
import { asTold } from './siblings';
import { Standing } from './standing';
import { Language, Warnings } from './warnings';

const linesAtOnce = 10;

/** `untold`: siblings of whom the caller is told nothing. */
export interface Historic {
  readonly show: (state: RequestState) => RequestView;
  readonly untold: readonly PersonId[];
}

/** Shows requests: what their own events tell, and what is judged at the moment of asking, as far as the caller may see it. */
@Injectable()
export class Presenter {
  constructor(
    private readonly readSide: ReadSide,
    private readonly standing: Standing,
    private readonly warnings: Warnings,
    private readonly allowed: AllowedActions,
  ) {}

  /** The whole view, judged now. How much of it is shown goes by how the request stands now, also where the state is an
   *  earlier one, as in a command's answer that is given again. */
  async show({ state, file }: Found, caller: NamedCaller, language: Language): Promise<RequestView> {
    const view = {
      ...viewOf(state),
      siblings: await this.standing.siblings.shown(state, caller),
      measures: this.standing.measures({ state, file }, caller),
      effects: this.effects({ state, file }),
      deadlines: this.standing.deadlines({ state, file }),
      warnings: await this.warnings.of({ state, file }, caller, language),
      allowedActions: await this.allowed.of({ state, file }, caller),
    };
    return disclosed(view, disclosureOf(file.requests.get(state.id) ?? state, caller, 'alone'));
  }

  /** As lists show requests: what their own events tell, and nothing that would have to be judged now. Others are let in between
   *  the lines. */
  async list(states: readonly RequestState[], caller: NamedCaller): Promise<readonly RequestView[]> {
    const views: RequestView[] = [];
    for (const state of states) {
      views.push(disclosed(viewOf(state), disclosureOf(state, caller, 'list')));
      if (views.length % linesAtOnce === 0) await setImmediate();
    }
    return views;
  }

  /** Shows views as the request's events alone tell them. What the caller is shown of persons goes by how the request stands `now`. */
  async historic(now: RequestState, caller: NamedCaller): Promise<Historic> {
    const disclosure = disclosureOf(now, caller, 'alone');
    const told = await this.standing.siblings.toldOf(now.said.siblings, caller);
    return {
      show: (state) => {
        const view = viewOf(state);
        return disclosed({ ...view, siblings: view.siblings.map((one) => asTold(one, told)) }, disclosure);
      },
      untold: told.untold,
    };
  }

  /** How much of the request the caller is told. */
  partFor(now: RequestState, caller: NamedCaller): Disclosure['part'] {
    return disclosureOf(now, caller, 'alone').part;
  }

  /** Each stands as its row says, those too that time has asked for; one whose row is not there yet has been asked for. */
  private effects({ state, file }: Found): RequestView['effects'] {
    const rows = this.readSide.effects(state.id);
    const asked = (file.asked.get(state.id) ?? []).filter(({ id }) => !rows.some((row) => row.id === id));
    return [...rows, ...asked.map((one) => ({ ...one, state: 'requested' }) as const)];
  }
}

/** @throws NotFound for a caller who may not know of the request */
function disclosureOf(state: RequestState, caller: NamedCaller, where: Disclosure['where']): Disclosure {
  const disclosure = disclosureFor(caller, state, where);
  if (disclosure === null) throw new NotFound();
  return disclosure;
}
