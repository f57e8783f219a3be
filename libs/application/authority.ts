import { Actor, Capacity, KnownCaller, Role } from '@sigill/domain';
import { Injectable } from '@nestjs/common';
import { NotAuthorized, NotFound } from './errors';
import { Caller, Directory, PersonIds, PopulationRegister } from './ports';

/** A caller whom the directory knows, by name. Who may what is told by `libs/domain/authority`; here it is asked. */
export type NamedCaller = Caller & KnownCaller;

@Injectable()
export class Callers {
  constructor(
    private readonly directory: Directory,
    private readonly population: PopulationRegister,
    private readonly personIds: PersonIds,
  ) {}

  /** With the caller's own person, and whose guardian he or she is today: the register is asked at every call, because a
   *  guardian who works here must not learn of a case, not even one who became guardian after it was opened. */
  async known(caller: Caller): Promise<NamedCaller> {
    const number = (await this.directory.staff(caller.hsaId))?.personalNumber ?? null;
    if (number === null) return { ...caller, person: null, wards: [] };
    const wards = await this.population.childrenOf(number);
    return {
      ...caller,
      person: this.personIds.idOf(number),
      wards: wards.map((ward) => this.personIds.idOf(ward)),
    };
  }
}

/** Does the request not exist for the caller? That is told before anything else of it. */
export const isHidden = (capacity: Capacity): boolean => capacity.as === 'none' && capacity.because === 'not-found';

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
