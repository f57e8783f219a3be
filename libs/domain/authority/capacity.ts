import { Correction } from '../request/commands';
import { Action } from '../request/lifecycle';
import { RequestState } from '../request/state';
import { assertNever, HsaId, Role } from '../terms';
import { KnownCaller } from './caller';
import { correctorsOf, correctorsOfAny } from './correctors';
import { isPartyTo } from './party';
import { AuthorizedAct, Holder, holders, OpeningAct, Place, Reading } from './table';

/** In which role a caller acts at a request, or why not. `not-found`: for this caller the request does not exist.
 *  `not-authorized`: it may be read in one role, and this may be done in none. */
export type Capacity =
  { readonly as: Role } | { readonly as: 'none'; readonly because: 'not-found' | 'not-authorized' };

/** `correction`: null where it is not known yet which step is to be corrected. */
export function capacityFor(
  act: Action | Reading,
  caller: KnownCaller,
  request: RequestState,
  correction: Correction | null = null,
): Capacity {
  if (isPartyTo(caller, request) || rolesHeld('view', caller, request)[0] === undefined) return hidden;
  const held = rolesHeld(act, caller, request);
  const role = act === 'correction' ? held.find(mayCorrect(correction, request)) : held[0];
  if (role !== undefined) return { as: role };
  return act === 'form-draft' ? hidden : refused;
}

/** Of a request that is not there yet only the unit is known. */
export function capacityToOpen(
  act: OpeningAct,
  caller: Pick<KnownCaller, 'unit' | 'roles'>,
  unit: HsaId,
): { readonly as: Role } | typeof refused {
  const [role] = rolesHeld(act, caller, { unit: { hsaId: unit }, track: 'ordinary', handedOver: false });
  return role === undefined ? refused : { as: role };
}

/** An urgent request is with the executor from the call, an ordinary one from the first submission on. */
export const hasReachedExecutor = ({ track, handedOver }: Pick<RequestState, 'track' | 'handedOver'>): boolean =>
  handedOver || track === 'urgent';

const hidden = { as: 'none', because: 'not-found' } as const;
const refused = { as: 'none', because: 'not-authorized' } as const;

interface Placed {
  readonly unit: { readonly hsaId: HsaId };
  readonly track: RequestState['track'];
  readonly handedOver: boolean;
}

/** Each of the caller's roles is held to its own place: one that holds lends nothing to another. */
function rolesHeld(
  act: AuthorizedAct,
  { unit, roles }: Pick<KnownCaller, 'unit' | 'roles'>,
  request: Placed,
): readonly Role[] {
  const rows: readonly Holder[] = holders[act];
  return rows.filter(([role, place]) => roles.includes(role) && isAt(place, unit, request)).map(([role]) => role);
}

function isAt(place: Place, unit: HsaId | null, request: Placed): boolean {
  switch (place) {
    case 'own-unit':
      return unit !== null && unit === request.unit.hsaId;
    case 'handed-over':
      return hasReachedExecutor(request);
    case 'anywhere':
      return true;
    default:
      return assertNever(place);
  }
}

function mayCorrect(correction: Correction | null, request: RequestState): (role: Role) => boolean {
  const correctors = correction === null ? correctorsOfAny(request) : correctorsOf(correction, request);
  return (role) => correctors.includes(role);
}
