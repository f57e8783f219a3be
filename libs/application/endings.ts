import { Injectable } from '@nestjs/common';
import {
  legalDateOf,
  OpeningContext,
  OpenRequest,
  pinnedProcedure,
  procedureNamed,
  RequestId,
  RequestState,
  standing,
  Subject,
} from '@sigill/domain';
import { createHash } from 'node:crypto';
import { systemActor } from './authority';
import { Facts } from './facts';
import { endingCommandOf } from './ids';
import { distinct, Openings } from './openings';
import { Stamp } from './request-log';

/** What follows an overturned urgent case: the protection stays until a request of its own has ended it. */
@Injectable()
export class Endings {
  constructor(
    private readonly facts: Facts,
    private readonly openings: Openings,
  ) {}

  /** The ordinary request that ends what an overturned urgent one began: for the same unit, under the program's own command. */
  async of(overturned: RequestState): Promise<{
    readonly id: RequestId;
    readonly command: OpenRequest;
    readonly context: OpeningContext;
    readonly stamp: Stamp;
  }> {
    const id = overturned.endingRequest;
    const procedure = procedureNamed(pinnedProcedure(overturned.procedure).endedBy ?? '');
    if (id === null || procedure === null) throw new Error(`request ${overturned.id} has nothing that ends it`);
    const { patient, persons, unit, caller } = overturned;
    const number = persons[patient]?.personalNumber;
    const registered = number === undefined ? null : await this.facts.registered(number, this.facts.now());
    const last = registered ?? {
      register: overturned.register,
      birthDate: legalDateOf(overturned.opened.at),
      identities: [],
    };
    const subjects = {
      patientId: patient,
      registered: last,
      identities: distinct([...Object.values(persons), ...last.identities]),
    };
    const context = await this.openings.context(id, subjects, systemActor, { unit: unit.hsaId, procedure });
    const begun = standing(context.measures, procedure.concerns?.measure ?? 'block', context.today);
    const guardians = begun.filter(({ request, person }) => request === overturned.id && person !== patient);
    const command: OpenRequest = {
      procedure: procedure.name,
      patient: { found: 'person', id: patient },
      guardians: guardians.map(({ person }): Subject => ({ found: 'person', id: person })),
      concerns: overturned.id,
      validFrom: null,
      validUntil: null,
      contact: caller === null ? null : { email: caller.email, phone: caller.phone },
      registryReference: overturned.registryReference,
      caller: null,
      responsibleHead: null,
    };
    const commandId = endingCommandOf(id);
    const stamp = {
      commandId,
      commandHash: createHash('sha256').update(commandId).digest('base64url'),
      correlationId: overturned.id,
      causationId: overturned.id,
    };
    return { id, command, context: { ...context, readable: () => true }, stamp };
  }
}
