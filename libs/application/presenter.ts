import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Disclosure, disclosureFor, PersonId, RequestState } from '@sigill/domain';
import { RequestView, viewOf } from '@sigill/projections';
import { AllowedActions } from './allowed-actions';
import { NamedCaller, readableAmong } from './authority';
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

  /** The whole view, judged now. What is judged, and how much of the view is shown, goes by how the request stands now, also
   *  where the state is an earlier one, as in a command's answer that is given again. */
  async show({ state, file }: Found, caller: NamedCaller, language: Language): Promise<RequestView> {
    const now = { state: file.requests.get(state.id) ?? state, file };
    const view = {
      ...viewOf(state),
      siblings: await this.standing.siblings.shown(state, caller),
      measures: this.standing.measures(now, caller),
      effects: this.effects(now),
      deadlines: this.standing.deadlines(now),
      warnings: await this.warnings.of(now, caller, language),
      allowedActions: await this.allowed.of(now, caller),
    };
    return disclosed(view, disclosureOf(now.state, caller, 'alone'), readableAmong(file.requests, caller));
  }

  /** As lists show requests: what their own events tell, and nothing that would have to be judged now. Others are let in between
   *  the lines. */
  async list(states: readonly RequestState[], caller: NamedCaller): Promise<readonly RequestView[]> {
    const views: RequestView[] = [];
    const isReadable = readableAmong({ get: (id) => this.readSide.request(id) ?? undefined }, caller);
    for (const state of states) {
      views.push(disclosed(viewOf(state), disclosureOf(state, caller, 'list'), isReadable));
      if (views.length % linesAtOnce === 0) await setImmediate();
    }
    return views;
  }

  /** Shows views as the request's events alone tell them. What the caller is shown of them goes by how all requests stand now. */
  async historic({ state, file }: Found, caller: NamedCaller): Promise<Historic> {
    const now = file.requests.get(state.id) ?? state;
    const disclosure = disclosureOf(now, caller, 'alone');
    const told = await this.standing.siblings.toldOf(now.said.siblings, caller);
    return {
      show: (then) => {
        const view = viewOf(then);
        const siblings = view.siblings.map((one) => asTold(one, told));
        return disclosed({ ...view, siblings }, disclosure, readableAmong(file.requests, caller));
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
