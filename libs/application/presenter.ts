import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  Action,
  actions,
  barTo,
  birthDateOf,
  capacityFor,
  deadlinesOf,
  Disclosure,
  disclosureFor,
  HsaId,
  legalDateOf,
  measuresOf,
  othersIn,
  pinnedProcedure,
  policyOn,
  RequestState,
  warningsOf,
  warningTexts,
  Wording,
} from '@sigill/domain';
import { AllowedAction, RequestView, viewOf } from '@sigill/projections';
import { actorAs, NamedCaller } from './authority';
import { disclosed } from './disclosure';
import { NotFound } from './errors';
import { Facts } from './facts';
import { Found } from './case-file';
import { Policies } from './ports';
import { Directory, WorkingDays } from './ports';
import { ReadSide } from './read-side';
import { Siblings } from './siblings';

export type Language = keyof Wording;

const linesAtOnce = 10;

/** Shows requests: what their own events tell, and what is judged at the moment of asking, as far as the caller may see it. */
@Injectable()
export class Presenter {
  constructor(
    private readonly facts: Facts,
    private readonly directory: Directory,
    private readonly readSide: ReadSide,
    private readonly siblings: Siblings,
    private readonly workingDays: WorkingDays,
    private readonly policies: Policies,
  ) {}

  /** The whole view, now. */
  async show({ state, file }: Found, caller: NamedCaller, language: Language): Promise<RequestView> {
    const view = {
      ...viewOf(state),
      effects: this.effects({ state, file }),
      deadlines: deadlinesOf(state, (date) => this.workingDays.isWorkingDay(date)),
      warnings: await this.warnings({ state, file }, language),
      allowedActions: await this.allowedActions(state, caller),
    };
    return disclosed(view, disclosureOf(state, caller, 'alone'));
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

  /** Every action, and why not where the caller cannot take it now. */
  async allowedActions(state: RequestState, caller: NamedCaller): Promise<readonly AllowedAction[]> {
    const today = legalDateOf(this.facts.now());
    const delegations = await this.directory.delegations(caller.hsaId);
    const known = { actorPerson: caller.person, delegations, today, register: state.register };
    const procedure = pinnedProcedure(state.procedure);
    return actions.map((action: Action) => {
      const capacity = capacityFor(action, caller, state);
      if (capacity.as === 'none') return { action, allowed: false, because: 'not-authorized' };
      const bar = barTo(action, state, { ...known, procedure, actor: actorAs(caller, capacity.as) });
      return bar === null ? { action, allowed: true } : { action, allowed: false, because: bar };
    });
  }

  async warnings({ state, file }: Found, language: Language): Promise<RequestView['warnings']> {
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

  /** Each stands as its row says; one whose row is not there yet has been asked for. */
  private effects({ state, file }: Found): RequestView['effects'] {
    const asked = file.asked.get(state.id) ?? [];
    if (asked.length === 0) return [];
    const rows = new Map(this.readSide.effects(state.id).map((row) => [row.id, row]));
    return asked.map((one) => rows.get(one.id) ?? { ...one, state: 'requested' });
  }

  /** By HSA-id or by name. */
  private async isStaff(nameOrId: string): Promise<boolean> {
    const byName = await this.directory.staffByName(nameOrId);
    return byName.length > 0 || (await this.directory.staff(nameOrId as HsaId)) !== null;
  }
}

/** @throws NotFound for a caller who may not know of the request */
function disclosureOf(state: RequestState, caller: NamedCaller, where: Disclosure['where']): Disclosure {
  const disclosure = disclosureFor(caller, state, where);
  if (disclosure === null) throw new NotFound();
  return disclosure;
}
