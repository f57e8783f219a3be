import {
  Action,
  Actor,
  Correction,
  isParty,
  PersonId,
  RequestState,
  Role,
  rolesFor,
  roleThatDid,
} from '@sigill/domain';
import { Sight } from '@sigill/projections';
import { Caller } from './ports';

/** The capacity in which the caller takes the action; null where no role of theirs ever may. */
export function roleIn(roles: readonly Role[], caller: Caller): Role | null {
  return roles.find((role) => caller.roles.includes(role)) ?? null;
}

/** The capacity for an action on a request; a correction is made in the role that did the step, where the caller has it. */
export function roleForAction(
  action: Action,
  caller: Caller,
  state: RequestState,
  correction: Correction | null,
): Role | null {
  const did = correction === null ? null : roleThatDid(correction, state);
  const same = caller.roles.find((role) => role === did) ?? null;
  return same ?? roleIn(rolesFor[action], caller);
}

export const actorAs = (caller: Caller, role: Role): Actor => ({
  hsaId: caller.hsaId,
  name: caller.name,
  role,
  unit: caller.unit,
});

export const systemActor: Actor = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null };

const unitRoles: readonly Role[] = ['staff', 'decision-maker'];

export const isUnitStaff = (caller: Caller): boolean => caller.roles.some((role) => unitRoles.includes(role));

/** Whose requests the caller sees (api.md 2). A party to a case never does: a guardian who works here must not learn of a block. */
export function sightOf(caller: Caller, person: PersonId | null): Sight {
  return {
    unit: isUnitStaff(caller) ? caller.unit : null,
    executor: caller.roles.includes('executor'),
    all: caller.roles.includes('auditor'),
    notParty: person,
  };
}

/** Reached the executor: from the first submission on, urgent from the call. */
const reachedExecutor = (state: RequestState): boolean => state.handedOver || state.track === 'urgent';

/** May a command be aimed at it? A party is refused by name (`party-to-case`), so this does not hide it. */
export function mayReach(caller: Caller, state: RequestState): boolean {
  const { unit, executor, all } = sightOf(caller, null);
  return all || (unit !== null && unit === state.unit.hsaId) || (executor && reachedExecutor(state));
}

export const mayRead = (caller: Caller, person: PersonId | null, state: RequestState): boolean =>
  mayReach(caller, state) && !isParty(person, state.guardians, state.register, state.patient);
