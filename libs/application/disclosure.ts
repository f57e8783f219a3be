import { RequestState } from '@sigill/domain';
import { PersonView, RequestView } from '@sigill/projections';
import { sightOf } from './authority';
import { Caller } from './ports';

/** How much of a request a caller is shown (api.md 2 and 6). */
export interface Disclosure {
  /** Alone: one request was asked for. In a list nobody's words are shown. */
  readonly where: 'alone' | 'list';
  /** `execution`: what an executor needs, without assessment, consultations and grounds. */
  readonly part: 'whole' | 'execution';
  /** Numbers as `YYYYMMDD-****`. */
  readonly masked: boolean;
}

export function disclosureOf(caller: Caller, state: RequestState, where: Disclosure['where']): Disclosure {
  const { unit, all } = sightOf(caller, null);
  if (unit !== null && unit === state.unit.hsaId) return { where, part: 'whole', masked: false };
  if (all) return { where, part: 'whole', masked: where === 'list' };
  return { where, part: 'execution', masked: !awaitsExecutor(state) };
}

/** The executor's own work: from submission or call until the last required receipt, and while an item may be added. */
function awaitsExecutor({ track, state, outcome }: RequestState): boolean {
  if (track === 'ordinary') return state === 'submitted';
  return state !== 'executed' && state !== 'closed' && outcome !== 'refused';
}

/** The view with what the caller is not shown left out; absent is null. */
export function disclosed(view: RequestView, { where, part, masked }: Disclosure): RequestView {
  const shown = where === 'list' ? withoutWords(view) : view;
  const told =
    part === 'execution'
      ? { ...shown, assessment: null, consultations: [], decision: withoutGrounds(shown.decision) }
      : shown;
  return masked ? { ...told, patient: masks(told.patient), guardians: told.guardians.map(masks) } : told;
}

const withoutWords = (view: RequestView): RequestView => ({
  ...view,
  assessment: view.assessment === null ? null : { ...view.assessment, answers: {} },
  consultations: view.consultations.map((held) => ({ ...held, opinion: null })),
  decision: withoutGrounds(view.decision),
});

const withoutGrounds = (decision: RequestView['decision']): RequestView['decision'] =>
  decision === null ? null : { ...decision, grounds: null, treatingReason: null };

const masks = (person: PersonView): PersonView => ({
  ...person,
  personalNumber: person.personalNumber === null ? null : `${person.personalNumber.slice(0, 9)}****`,
});
