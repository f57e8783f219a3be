import { Injectable } from '@nestjs/common';
import {
  birthDateOf,
  Context,
  evolvedFile,
  guardiansIn,
  Instant,
  isOpen,
  LegalDate,
  legalDateOf,
  measuresOf,
  openRequest,
  OpenRequest,
  PatientFile,
  pinnedProcedure,
  Procedure,
  procedureNamed,
  RegisterAnswered,
  registeredAfter,
  RequestEvent,
  RequestId,
  RequestState,
  standing,
  Subject,
} from '@sigill/domain';
import { systemActor } from './authority';
import { CaseFile, RequestEvents } from './case-file';
import { Facts } from './facts';
import { FileNow, Openings } from './openings';
import { distinct } from './subjects';

/** The requests that the program itself opens because of something in a file: what a request began goes on until a request of
 *  its own has ended it. */
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
    const after = evolvedFile(
      file,
      events.map((event) => ({ of: 'request', request, event })),
    );
    const state = after.requests.get(request);
    if (state === undefined) throw new Error(`request ${request} is not in the file that it was decided in`);
    return { request: ending, events: await this.opening(ending, state, { heads: file.heads, ...after }, now) };
  }

  /** The openings of the requests that end the extensions of guardians who have lost custody by what the register says; of an
   *  extension that a request to end it is open for, none. @param idFor of the request that ends what this one began */
  async ofLostCustody(
    answered: RegisterAnswered,
    file: CaseFile,
    idFor: (begunBy: RequestId) => RequestId,
  ): Promise<readonly RequestEvents[]> {
    const { patient, at } = answered.data;
    const after = evolvedFile(file, [{ of: 'register', patient: patient.id, event: answered }]);
    const lost = extensionsOfLost(after, legalDateOf(at));
    return Promise.all(
      lost.map(async (begunBy) => {
        const request = idFor(begunBy.id);
        return { request, events: await this.opening(request, begunBy, { heads: file.heads, ...after }, at) };
      }),
    );
  }

  /** The ordinary request that ends what this one began: for the same unit, opened by the program. */
  private async opening(id: RequestId, begunBy: RequestState, file: FileNow, now: Instant) {
    const procedure = procedureNamed(pinnedProcedure(begunBy.procedure).endedBy ?? '');
    if (procedure === null) throw new Error(`request ${begunBy.id} has nothing that ends it`);
    const { patient, persons, unit } = begunBy;
    const number = persons[patient]?.personalNumber;
    const looked = number === undefined ? null : await this.facts.persons.looked(number);
    const registered = registeredAfter(file.register, looked, now);
    const subjects = {
      patientId: patient,
      facts: {
        register: registered?.register ?? begunBy.register,
        birthDate: number === undefined ? legalDateOf(begunBy.opened.at) : birthDateOf(number),
      },
      identities: distinct([...Object.values(persons), ...(registered?.identities ?? [])]),
    };
    const about = { id, actor: systemActor, unit: unit.hsaId, procedure };
    const context = { ...(await this.openings.context(about, subjects, file)), now, today: legalDateOf(now) };
    const command = commandFor(begunBy, procedure, context);
    return openRequest(command, 'ordinary', { ...context, readable: () => true });
  }
}

/** Those that gave a guardian who is none any more an extension that stands, and that nobody has asked to end. */
function extensionsOfLost({ requests, register }: PatientFile, today: LegalDate): readonly RequestState[] {
  const all = [...requests.values()];
  const now = register.answers.at(-1);
  const lost = standing(measuresOf(all), 'extension', today).filter(
    ({ person, patient }) => person !== patient && !guardiansIn(now ?? null).includes(person),
  );
  const isEndedSoon = (begunBy: RequestId): boolean =>
    all.some((one) => isOpen(one) && one.procedure.name === 'extension-end' && one.concerns === begunBy);
  return all.filter(({ id }) => lost.some(({ request }) => request === id) && !isEndedSoon(id));
}

const endingIn = (event: RequestEvent): RequestId | null =>
  event.type === 'RequestDecided' ? event.data.endingRequest : null;

/** The guardians are those who are under the measure, where the ending names any. */
function commandFor(
  begunBy: RequestState,
  procedure: Procedure,
  context: Pick<Context, 'measures' | 'today'>,
): OpenRequest {
  const { id, patient, caller, contact, registryReference } = begunBy;
  const { measures, today } = context;
  const under = standing(measures, procedure.concerns?.measure ?? 'block', today)
    .filter(({ request, person }) => request === id && person !== patient)
    .map(({ person }): Subject => ({ found: 'person', id: person }));
  return {
    procedure: procedure.name,
    patient: { found: 'person', id: patient },
    guardians: procedure.guardians.max === 0 ? [] : under,
    concerns: id,
    validFrom: null,
    validUntil: null,
    contact: caller === null ? contact : { email: caller.email, phone: caller.phone },
    registryReference,
    caller: null,
    responsibleHead: null,
  };
}
