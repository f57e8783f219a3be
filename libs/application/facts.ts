import { Injectable } from '@nestjs/common';
import {
  Actor,
  birthDateOf,
  Context,
  HsaId,
  Identity,
  Instant,
  LegalDate,
  legalDateOf,
  measuresOf,
  othersIn,
  otherUnitOf,
  pinnedProcedure,
  policyOn,
  registeredAfter,
  RegionPolicy,
  RequestState,
  UnitRef,
} from '@sigill/domain';
import { StreamHeads } from '@sigill/event-log';
import { CaseFile } from './case-file';
import { Persons } from './persons';
import { Clock, Directory, Policies } from './ports';

/** Gathers everything that a rule may know, in one place for all commands and for the previews. */
@Injectable()
export class Facts {
  constructor(
    readonly persons: Persons,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly policies: Policies,
  ) {}

  /** The program's clock, always beyond what is already recorded in the file. */
  now(file: Pick<StreamHeads, 'head'> | null = null): Instant {
    const now = this.clock.now();
    const newest = file?.head?.recordedAt;
    return newest === undefined || newest < now ? now : afterInstant(newest);
  }

  /** By which the day is judged. */
  policyOn(date: LegalDate): RegionPolicy {
    return policyOn(this.policies.all, date);
  }

  async unit(ref: UnitRef): Promise<Context['unit']> {
    const unit = await this.directory.unit(ref.hsaId);
    return { ...ref, excludedSince: unit?.excludedSince ?? null };
  }

  private async ofActor({ hsaId: id, role }: Actor): Promise<Pick<Context, 'actorPerson' | 'delegations' | 'onCall'>> {
    if (role === 'system') return { actorPerson: null, delegations: [], onCall: false };
    const hsaId = id as HsaId;
    const [actorPerson, delegations, member] = await Promise.all([
      this.persons.personOf({ hsaId }),
      this.directory.delegations(hsaId),
      this.directory.staff(hsaId),
    ]);
    return { actorPerson, delegations, onCall: member?.onCall ?? false };
  }

  private async headOf(unit: UnitRef | null): Promise<Context['otherHead']> {
    const head = unit === null ? null : ((await this.directory.unit(unit.hsaId))?.head ?? null);
    return head === null ? null : this.directory.staff(head);
  }

  /** The context of a command on a request of this file, on the facts of this moment. */
  async contextFor(
    state: RequestState,
    file: Pick<CaseFile, 'heads' | 'requests' | 'register'>,
    actor: Actor,
    endingRequest: Context['ids']['endingRequest'],
  ): Promise<Context> {
    const now = this.now(file.heads);
    const today = legalDateOf(now);
    const patient = state.persons[state.patient];
    const others = othersIn(file, state.id);
    const [looked, ofActor, unit, otherHead] = await Promise.all([
      patient === undefined ? null : this.persons.looked(patient.personalNumber),
      this.ofActor(actor),
      this.unit(state.unit),
      this.headOf(otherUnitOf(state, others)),
    ]);
    const registered = registeredAfter(file.register, looked, now);
    return {
      now,
      today,
      actor,
      ...ofActor,
      procedure: pinnedProcedure(state.procedure),
      policy: this.policyOn(today),
      policies: this.policies.all,
      register: registered?.register ?? state.register,
      patientFound: registered !== null,
      birthDate: patient === undefined ? legalDateOf(state.opened.at) : birthDateOf(patient.personalNumber),
      unit,
      otherHead,
      others,
      measures: measuresOf([...others, state]),
      identities: newIn(state, registered?.identities ?? []),
      form: null,
      siblings: [],
      beside: null,
      ids: { endingRequest },
    };
  }
}

const afterInstant = (instant: string): Instant => new Date(Date.parse(instant) + 1).toISOString() as Instant;

/** Identities that the request's own events have not introduced, or not under this name. */
const newIn = (state: RequestState, identities: readonly Identity[]): readonly Identity[] =>
  identities.filter(({ id, name }) => state.persons[id]?.name !== name);
