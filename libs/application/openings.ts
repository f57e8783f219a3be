import { Injectable } from '@nestjs/common';
import { StreamHeads } from '@sigill/event-log';
import {
  Actor,
  Caller as UrgentCaller,
  capacityToOpen,
  caseNumberOf,
  Contact,
  emptyFile,
  guardiansEver,
  HsaId,
  Instant,
  invalidBody,
  LegalDate,
  legalDateOf,
  measuresOf,
  OpeningContext,
  OpenRequest,
  policyOn,
  openRequest,
  PatientFile,
  Procedure,
  RequestEvent,
  RequestId,
  RequestState,
  sees,
  Track,
} from '@sigill/domain';
import { actorAs, roleOf } from './authority';
import { Facts } from './facts';
import { Policies } from './ports';
import { Subjects } from './subjects';
import { Caller, Directory } from './ports';

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

type Known = Pick<Subjects, 'patientId' | 'facts' | 'identities'>;

/** A patient's file as it stands, or as it will with what is about to be appended. */
export interface FileNow extends PatientFile {
  readonly heads: StreamHeads;
}

/** Who opens which request, where and of which procedure. */
interface About {
  readonly id: RequestId;
  readonly actor: Actor;
  readonly unit: HsaId;
  readonly procedure: Procedure;
}

interface OpeningIn {
  readonly id: RequestId;
  readonly opening: Opening;
  readonly procedure: Procedure;
  readonly subjects: Subjects;
  readonly track: Track;
  readonly file: FileNow | null;
}

interface DecidedOpening {
  readonly now: Instant;
  readonly events: readonly RequestEvent[];
}

/** What an opening needs beyond what every command needs: numbers become persons, and no request is there yet. */
@Injectable()
export class Openings {
  constructor(
    private readonly facts: Facts,
    private readonly directory: Directory,
    private readonly policies: Policies,
  ) {}

  /** Staff open for their own unit, an executor who takes an urgent call for any. @throws NotAuthorized, Refusal where there is no such unit */
  async actorFor(caller: Caller, unit: HsaId, track: Track): Promise<Actor> {
    const role = roleOf(capacityToOpen(track === 'urgent' ? 'urgent-opening' : 'opening', caller, unit));
    if ((await this.directory.unit(unit)) === null) throw invalidBody('/unit', 'not-an-option');
    return actorAs(caller, role);
  }

  /** What opening the request in this file comes to. @throws Refusal, NotAuthorized */
  async decided(caller: Caller, { id, opening, procedure, subjects, track, file }: OpeningIn): Promise<DecidedOpening> {
    const actor = await this.actorFor(caller, opening.unit, track);
    const about = { id, actor, unit: opening.unit, procedure };
    const context = await this.context(about, subjects, file);
    const known = await this.facts.persons.knownAt(file, caller);
    const readable = (state: RequestState): boolean => sees(known, state);
    const events = openRequest(this.command(opening, subjects), track, { ...context, readable });
    return { now: context.now, events };
  }

  /** An opening whose patient is nobody that the register knows: there is no file to open it in. @throws Refusal, NotAuthorized */
  async refuse(caller: Caller, attempt: Omit<OpeningIn, 'file'>): Promise<never> {
    await this.decided(caller, { ...attempt, file: null });
    throw new Error('a request without a patient is refused');
  }

  /** `file`: the patient's; null where the patient is not known. */
  async context(about: About, subjects: Known, file: FileNow | null): Promise<Omit<OpeningContext, 'readable'>> {
    const { id, actor } = about;
    const now = this.facts.now(file?.heads ?? null);
    const today = legalDateOf(now);
    const unit = await this.directory.unit(about.unit);
    const { requests, register } = file ?? emptyFile();
    const others = [...requests.values()];
    return {
      id,
      now,
      today,
      actor,
      caseNumber: caseNumberOf(id, today),
      actorPerson: actor.role === 'system' ? null : await this.facts.persons.personOf({ hsaId: actor.hsaId as HsaId }),
      delegations: [],
      onCall: false,
      procedure: about.procedure,
      policy: policyOn(this.policies.all, today),
      policies: this.policies.all,
      facts: subjects.facts,
      unit: { hsaId: about.unit, name: unit?.name ?? about.unit, excludedSince: unit?.excludedSince ?? null },
      others,
      measures: measuresOf(others),
      identities: subjects.identities,
      form: null,
      otherHead: null,
      siblings: [],
      beside: null,
      ids: { endingRequest: id },
      bySystem: actor.role === 'system',
      guardiansEver: guardiansEver(register.answers),
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
}
