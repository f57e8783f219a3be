import { pinnedProcedure, procedures } from '../procedures/registry';
import { Action } from '../request/lifecycle';
import { RequestState } from '../request/state';
import { isTask, taskAudiences, TaskName } from '../file/due/task';
import { inboxLinesOf } from '../request/told/waiting';
import { HsaId, PersonId } from '../terms';
import { capacityFor } from './capacity';
import { KnownCaller } from './caller';
import { MandateFacts, mandateOf } from './mandate';
import { Holder, holders, Inquiry } from './table';

/** Which requests a list may hold, as data: tables of requests are searched by it, and what is found is judged once more
 *  (`sees`, `awaits`), because a row may have changed. Any of `unit`, `handedOver` and `all`; never what the last names. */
export interface Sight {
  /** Those of this unit; null = none for the unit's sake. */
  readonly unit: HsaId | null;
  /** Those that have reached the executor, of every unit. */
  readonly handedOver: boolean;
  readonly all: boolean;
  /** None of these patients: the caller is a party to their cases. */
  readonly notOfPatients: readonly PersonId[];
}

export function sightOf(inquiry: Inquiry, { unit, roles, person, wards }: KnownCaller): Sight {
  const rows: readonly Holder[] = holders[inquiry];
  const places = rows.filter(([role]) => roles.includes(role)).map(([, place]) => place);
  return {
    unit: places.includes('own-unit') ? unit : null,
    handedOver: places.includes('handed-over'),
    all: places.includes('anywhere'),
    notOfPatients: person === null ? wards : [...new Set([person, ...wards])],
  };
}

/** May a list show this request to the caller, as it stands? */
export const sees = (caller: KnownCaller, state: RequestState): boolean =>
  capacityFor('view', caller, state).as !== 'none';

/** Whose next steps an inbox may hold. `decides`: the procedures that the caller decides at the unit; null = all of them. */
export interface Tasks extends Pick<Sight, 'unit' | 'handedOver' | 'notOfPatients'> {
  readonly decides: readonly string[] | null;
}

type Delegated = Pick<MandateFacts, 'delegations' | 'policy' | 'today'>;

export function tasksOf(caller: KnownCaller, delegated: Delegated): Tasks {
  const { unit, handedOver, notOfPatients } = sightOf('inbox', caller);
  return { unit, handedOver, notOfPatients, decides: decidedBy(caller, delegated) };
}

/** Does this request, as it stands, wait for the action, and may the caller take it? Of a task, which the whole file tells, is it
 *  the caller's? */
export function awaits(
  caller: KnownCaller,
  state: RequestState,
  action: Action | TaskName,
  delegated: Delegated,
): boolean {
  if (isTask(action)) return isTaskOf(caller, state, action);
  if (!inboxLinesOf(state).some((line) => line.action === action)) return false;
  const { as } = capacityFor(action, caller, state);
  if (as === 'none') return false;
  if (action !== 'decision') return true;
  const facts = { ...delegated, onCall: caller.onCall, procedure: pinnedProcedure(state.procedure) };
  return mandateOf({ hsaId: caller.hsaId, role: as }, facts, state.unit.hsaId).as !== 'none';
}

function isTaskOf(caller: KnownCaller, state: RequestState, task: TaskName): boolean {
  const { as } = capacityFor(taskAudiences[task] === 'unit' ? 'view' : 'review', caller, state);
  if (taskAudiences[task] === 'unit') return as === 'staff' || as === 'decision-maker';
  return as === 'decision-maker' && !caller.onCall;
}

/** A head decides everything of the unit; a doctor on call what the region leaves to one, a designee what the delegations say
 *  today. */
function decidedBy({ hsaId, unit, roles, onCall }: KnownCaller, delegated: Delegated): Tasks['decides'] {
  const role = roles.find((one) => one === 'decision-maker') ?? roles.find((one) => one === 'staff');
  if (role === 'decision-maker' && !onCall) return null;
  if (unit === null || role === undefined) return [];
  return procedures
    .filter((procedure) => mandateOf({ hsaId, role }, { ...delegated, onCall, procedure }, unit).as !== 'none')
    .map(({ name }) => name);
}
