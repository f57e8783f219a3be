import { Injectable } from '@nestjs/common';
import {
  Actor,
  birthDateOf,
  Context,
  HsaId,
  Identity,
  Instant,
  legalDateOf,
  measuresOf,
  othersIn,
  otherUnitOf,
  pinnedProcedure,
  policyOn,
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

  async unit(ref: UnitRef): Promise<Context['unit']> {
    const unit = await this.directory.unit(ref.hsaId);
    return { ...ref, excludedSince: unit?.excludedSince ?? null };
  }

  private async headOf(unit: UnitRef | null): Promise<Context['otherHead']> {
    const head = unit === null ? null : ((await this.directory.unit(unit.hsaId))?.head ?? null);
    return head === null ? null : this.directory.staff(head);
  }

  /** The context of a command on a request of this file, on the facts of this moment. */
  async contextFor(
    state: RequestState,
    file: Pick<CaseFile, 'heads' | 'requests'>,
    actor: Actor,
    endingRequest: Context['ids']['endingRequest'],
  ): Promise<Context> {
    const now = this.now(file.heads);
    const today = legalDateOf(now);
    const patient = state.persons[state.patient];
    const others = othersIn(file.requests, state.id);
    const [registered, actorPerson, delegations, unit, otherHead] = await Promise.all([
      patient === undefined ? null : this.persons.registered(patient.personalNumber, now),
      actor.role === 'system' ? null : this.persons.personOf({ hsaId: actor.hsaId as HsaId }),
      actor.role === 'system' ? [] : this.directory.delegations(actor.hsaId as HsaId),
      this.unit(state.unit),
      this.headOf(otherUnitOf(state, others)),
    ]);
    return {
      now,
      today,
      actor,
      actorPerson,
      delegations,
      procedure: pinnedProcedure(state.procedure),
      policy: policyOn(this.policies.all, today),
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
