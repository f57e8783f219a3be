import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Disclosure, disclosureFor, RequestState } from '@sigill/domain';
import { RequestView, viewOf } from '@sigill/projections';
import { AllowedActions } from './allowed-actions';
import { NamedCaller } from './authority';
import { disclosed } from './disclosure';
import { NotFound } from './errors';
import { Found } from './case-file';
import { ReadSide } from './read-side';
import { Standing } from './standing';
import { Language, Warnings } from './warnings';

const linesAtOnce = 10;

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

  /** The view as the request's events alone tell it. What the caller is shown of persons goes by how the request stands `now`. */
  showHistoric(state: RequestState, caller: NamedCaller, now: RequestState): RequestView {
    return disclosed(viewOf(state), disclosureOf(now, caller, 'alone'));
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
