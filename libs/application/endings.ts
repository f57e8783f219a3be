import { Injectable } from '@nestjs/common';
import {
  evolvedFile,
  Instant,
  legalDateOf,
  openRequest,
  OpenRequest,
  pinnedProcedure,
  procedureNamed,
  RequestEvent,
  RequestId,
  RequestState,
  standing,
  Subject,
} from '@sigill/domain';
import { systemActor } from './authority';
import { CaseFile, RequestEvents } from './case-file';
import { Facts } from './facts';
import { distinct, FileNow, Openings } from './openings';

/** What follows an overturned urgent case: the protection stays until a request of its own has ended it. */
@Injectable()
export class Endings {
  constructor(
    private readonly facts: Facts,
    private readonly openings: Openings,
  ) {}

  /** The opening of the request that ends what the decided events overturn; null where they overturn nothing. */
  async following({ request, events }: RequestEvents, file: CaseFile, now: Instant): Promise<RequestEvents | null> {
    const ending = events.map(endingIn).find((id) => id !== null) ?? null;
    if (ending === null) return null;
    const requests = evolvedFile(
      file.requests,
      events.map((event) => ({ request, event })),
    );
    const state = requests.get(request);
    if (state === undefined) throw new Error(`request ${request} is not in the file that it was decided in`);
    return { request: ending, events: await this.opening(ending, state, { heads: file.heads, requests }, now) };
  }

  /** The ordinary request that ends what an overturned urgent one began: for the same unit, opened by the program. */
  private async opening(id: RequestId, overturned: RequestState, file: FileNow, now: Instant) {
    const procedure = procedureNamed(pinnedProcedure(overturned.procedure).endedBy ?? '');
    if (procedure === null) throw new Error(`request ${overturned.id} has nothing that ends it`);
    const { patient, persons, unit } = overturned;
    const number = persons[patient]?.personalNumber;
    const registered = number === undefined ? null : await this.facts.persons.registered(number, now);
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
    const about = { id, actor: systemActor, unit: unit.hsaId, procedure };
    const context = { ...(await this.openings.context(about, subjects, file)), now, today: legalDateOf(now) };
    const begun = standing(context.measures, procedure.concerns?.measure ?? 'block', context.today);
    const guardians = begun.filter(({ request, person }) => request === overturned.id && person !== patient);
    const command = commandFor(
      overturned,
      procedure.name,
      guardians.map(({ person }) => ({ found: 'person', id: person })),
    );
    return openRequest(command, 'ordinary', { ...context, readable: () => true });
  }
}

const endingIn = (event: RequestEvent): RequestId | null =>
  event.type === 'RequestDecided' ? event.data.endingRequest : null;

function commandFor(overturned: RequestState, procedure: string, guardians: readonly Subject[]): OpenRequest {
  const { id, patient, caller, registryReference } = overturned;
  return {
    procedure,
    patient: { found: 'person', id: patient },
    guardians,
    concerns: id,
    validFrom: null,
    validUntil: null,
    contact: caller === null ? null : { email: caller.email, phone: caller.phone },
    registryReference,
    caller: null,
    responsibleHead: null,
  };
}
