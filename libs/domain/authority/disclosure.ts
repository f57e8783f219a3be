import { RequestState } from '../request/state';
import { assertNever } from '../terms';
import { capacityFor } from './capacity';
import { KnownCaller } from './caller';

/** How much of a request a caller is shown (api.md 2 and 6). */
export interface Disclosure {
  /** Alone: one request was asked for. In a list nobody's words are shown. */
  readonly where: 'alone' | 'list';
  /** `execution`: what an executor needs, without assessment, consultations and grounds. */
  readonly part: 'whole' | 'execution';
  /** Numbers as `YYYYMMDD-****`. */
  readonly masked: boolean;
}

/** Null: nothing, not even that there is a request. */
export function disclosureFor(caller: KnownCaller, state: RequestState, where: Disclosure['where']): Disclosure | null {
  const { as } = capacityFor('view', caller, state);
  switch (as) {
    case 'staff':
    case 'decision-maker':
      return { where, part: 'whole', masked: false };
    case 'auditor':
      return { where, part: 'whole', masked: where === 'list' };
    case 'executor':
      return { where, part: 'execution', masked: !awaitsExecutor(state) };
    case 'operator':
    case 'none':
      return null;
    default:
      return assertNever(as);
  }
}

/** The executor's own work: from submission or call until the last required receipt, while an item may be added, and when a
 *  correction has taken one away. */
function awaitsExecutor({ track, state, outcome, missed }: RequestState): boolean {
  if (missed.since !== null) return true;
  if (track === 'ordinary') return state === 'submitted';
  return state !== 'executed' && state !== 'closed' && outcome !== 'refused';
}
