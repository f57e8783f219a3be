import { Actor, Capacity, KnownCaller, RegisteredCaller, RequestId, RequestState, Role, sees } from '@sigill/domain';
import { NotAuthorized, NotFound } from './errors';
import { Caller } from './ports';

/** A caller whom the directory and the register know, before any case is looked at. */
export type NamedAtRegisters = Caller & RegisteredCaller;

/** A caller of whom is known to whose cases he or she is a party. Who may what is told by `libs/domain/authority`; here it is asked. */
export type NamedCaller = Caller & KnownCaller;

/** Does the request not exist for the caller? That is told before anything else of it. */
export const isHidden = (capacity: Capacity): boolean => capacity.as === 'none' && capacity.because === 'not-found';

/** May the caller read the request of this id? What names another request is told to nobody else. */
export type Readable = (id: RequestId) => boolean;

export const readableAmong =
  (requests: { get(id: RequestId): RequestState | undefined }, caller: NamedCaller): Readable =>
  (id) => {
    const other = requests.get(id);
    return other !== undefined && sees(caller, other);
  };

/** The role that acts. @throws NotFound, NotAuthorized */
export function roleOf(capacity: Capacity): Role {
  if (capacity.as !== 'none') return capacity.as;
  throw capacity.because === 'not-found' ? new NotFound() : new NotAuthorized();
}

export const actorAs = (caller: Caller, role: Role): Actor => ({
  hsaId: caller.hsaId,
  name: caller.name,
  role,
  unit: caller.unit,
});

export const systemActor: Actor = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null };
