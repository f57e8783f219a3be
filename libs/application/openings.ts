import { Injectable } from '@nestjs/common';
import {
  Actor,
  Caller as UrgentCaller,
  caseNumberOf,
  Contact,
  FieldFault,
  HsaId,
  Identity,
  invalidBody,
  LegalDate,
  legalDateOf,
  measuresOf,
  OpeningContext,
  OpenRequest,
  openingRoles,
  parsePersonNumber,
  PersonId,
  pinnedProcedure,
  policyOn,
  Procedure,
  procedureNamed,
  Refusal,
  RequestId,
  RequestState,
  standing,
  Subject,
  Track,
} from '@sigill/domain';
import { createHash } from 'node:crypto';
import { actorAs, isUnitStaff, roleIn, systemActor } from './authority';
import { NotAuthorized } from './errors';
import { Facts, Registered } from './facts';
import { Policies } from './ports';
import { endingCommandOf } from './ids';
import { Caller, Directory } from './ports';
import { ReadSide } from './read-side';
import { Stamp } from './request-log';

/** The body of an opening, as validated; on the urgent track with caller and head, without dates and contact. */
export interface Opening {
  readonly procedure: string;
  readonly patient: string;
  readonly unit: HsaId;
  readonly guardians?: readonly string[] | null;
  readonly concerns?: RequestId | null;
  readonly validFrom?: LegalDate | null;
  readonly validUntil?: LegalDate | null;
  readonly contact?: Contact | null;
  readonly registryReference?: string | null;
  readonly caller?: UrgentCaller | null;
  readonly responsibleHead?: string | null;
}

/** The numbers of a body, looked up. */
export interface Subjects {
  readonly patient: Subject;
  readonly guardians: readonly Subject[];
  readonly patientId: PersonId | null;
  readonly registered: Registered | null;
  readonly identities: readonly Identity[];
}

/** What an opening needs beyond what every command needs: numbers become persons, and no request is there yet. */
@Injectable()
export class Openings {
  constructor(
    private readonly facts: Facts,
    private readonly directory: Directory,
    private readonly readSide: ReadSide,
    private readonly policies: Policies,
  ) {}

  /** @throws Refusal `invalid-body` at the numbers that are none */
  async subjects(opening: Pick<Opening, 'patient' | 'guardians'>): Promise<Subjects> {
    const now = this.facts.now();
    const numbers = [opening.patient, ...(opening.guardians ?? [])];
    const parsed = numbers.map((number) => parsePersonNumber(number, legalDateOf(now)));
    const faults = parsed.flatMap(({ kind }, index): FieldFault[] =>
      kind === 'invalid'
        ? [{ pointer: index === 0 ? '/patient' : `/guardians/${String(index - 1)}`, code: 'no-number' }]
        : [],
    );
    if (faults.length > 0) throw new Refusal('invalid-body', { faults });
    const [patientNumber] = parsed;
    const registered =
      patientNumber?.kind === 'personal' ? await this.facts.registered(patientNumber.number, now) : null;
    const known = await Promise.all(
      parsed.map((one) => (one.kind === 'personal' ? this.facts.identityOf(one.number) : Promise.resolve(null))),
    );
    const subjects = parsed.map((one, index): Subject => {
      const identity = known[index] ?? null;
      if (one.kind !== 'personal') return { found: 'other-number-type' };
      return identity === null ? { found: 'nobody' } : { found: 'person', id: identity.id };
    });
    const [patient = { found: 'nobody' }, ...guardians] = subjects;
    const identities = [...(registered?.identities ?? []), ...known.filter((one) => one !== null)];
    return { patient, guardians, patientId: known[0]?.id ?? null, registered, identities: distinct(identities) };
  }

  /** Staff open for their own unit, an executor who takes an urgent call for any. @throws NotAuthorized, Refusal where there is no such unit */
  async actorFor(caller: Caller, unit: HsaId, track: Track): Promise<Actor> {
    const own = isUnitStaff(caller) && caller.unit === unit;
    const roles = openingRoles[track].filter((role) => (role === 'executor' ? !own : own));
    const role = roleIn(roles, caller);
    if (role === null) throw new NotAuthorized();
    if ((await this.directory.unit(unit)) === null) throw invalidBody('/unit', 'not-an-option');
    return actorAs(caller, role);
  }

  async context(
    id: RequestId,
    subjects: Pick<Subjects, 'patientId' | 'registered' | 'identities'>,
    actor: Actor,
    about: { readonly unit: HsaId; readonly procedure: Procedure },
  ): Promise<Omit<OpeningContext, 'readable'>> {
    const now = this.facts.now();
    const today = legalDateOf(now);
    const unit = await this.directory.unit(about.unit);
    const others = subjects.patientId === null ? [] : this.readSide.patientFile(subjects.patientId);
    return {
      id,
      now,
      today,
      actor,
      caseNumber: caseNumberOf(id, today),
      actorPerson: actor.role === 'system' ? null : await this.facts.personOf({ hsaId: actor.hsaId as HsaId }),
      delegations: [],
      procedure: about.procedure,
      policy: policyOn(this.policies.all, today),
      facts: subjects.registered,
      unit: { hsaId: about.unit, name: unit?.name ?? about.unit, excludedSince: unit?.excludedSince ?? null },
      others,
      measures: measuresOf(others),
      identities: subjects.identities,
      form: null,
      ids: { endingRequest: id },
      bySystem: actor.role === 'system',
    };
  }

  command(opening: Opening, subjects: Pick<Subjects, 'patient' | 'guardians'>): OpenRequest {
    return {
      procedure: opening.procedure,
      patient: subjects.patient,
      guardians: subjects.guardians,
      concerns: opening.concerns ?? null,
      validFrom: opening.validFrom ?? null,
      validUntil: opening.validUntil ?? null,
      contact: opening.contact ?? null,
      registryReference: opening.registryReference ?? null,
      caller: opening.caller ?? null,
      responsibleHead: opening.responsibleHead ?? null,
    };
  }

  /** The ordinary request that ends what an overturned urgent one began: for the same unit, under the program's own command. */
  async ending(overturned: RequestState): Promise<{
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
    const context = await this.context(id, subjects, systemActor, { unit: unit.hsaId, procedure });
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

const distinct = (identities: readonly Identity[]): readonly Identity[] => [
  ...new Map(identities.map((identity) => [identity.id, identity])).values(),
];
