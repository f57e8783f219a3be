import { Injectable } from '@nestjs/common';
import {
  Actor,
  birthDateOf,
  Context,
  HsaId,
  Identity,
  Instant,
  legalDateOf,
  LegalDate,
  measuresOf,
  othersIn,
  PersonalNumber,
  PersonId,
  pinnedProcedure,
  policyOn,
  RegisteredPerson,
  RegisterSnapshot,
  RequestState,
  UnitRef,
} from '@sigill/domain';
import { StreamHeads } from '@sigill/event-log';
import { NamedCaller } from './authority';
import { CaseFile } from './case-file';
import { Caller, Clock, Directory, PersonIds, Policies, PopulationRegister, RegisterRecord } from './ports';

/** What the population register says of a patient now, and who everyone in it is. */
export interface Registered {
  readonly register: RegisterSnapshot;
  readonly birthDate: LegalDate;
  readonly identities: readonly Identity[];
}

/** Gathers everything that a rule may know, in one place for all commands and for the previews. */
@Injectable()
export class Facts {
  constructor(
    private readonly population: PopulationRegister,
    private readonly directory: Directory,
    private readonly personIds: PersonIds,
    private readonly clock: Clock,
    private readonly policies: Policies,
  ) {}

  /** The program's clock, always beyond what is already recorded in the file. */
  now(file: Pick<StreamHeads, 'head'> | null = null): Instant {
    const now = this.clock.now();
    const newest = file?.head?.recordedAt;
    return newest === undefined || newest < now ? now : afterInstant(newest);
  }

  /** Null where the number is not in the register. */
  async registered(number: PersonalNumber, now: Instant): Promise<Registered | null> {
    const record = await this.population.lookUp(number);
    if (record === null) return null;
    const looked = await Promise.all(record.guardians.map((guardian) => this.population.lookUp(guardian)));
    const guardians = looked.filter((guardian) => guardian !== null);
    const person = (of: RegisterRecord): RegisteredPerson => ({
      id: this.personIds.idOf(of.personalNumber),
      protection: of.protection,
      deceasedOn: of.deceasedOn,
    });
    return {
      register: { at: now, source: record.source, patient: person(record), guardians: guardians.map(person) },
      birthDate: birthDateOf(number),
      identities: [record, ...guardians].map((of) => this.identity(of)),
    };
  }

  async identityOf(number: PersonalNumber): Promise<Identity | null> {
    const record = await this.population.lookUp(number);
    return record === null ? null : this.identity(record);
  }

  /** The caller's own person, where the directory tells; a party to the case does not act in it. */
  async personOf(caller: { readonly hsaId: HsaId }): Promise<PersonId | null> {
    const number = await this.numberOf(caller.hsaId);
    return number === null ? null : this.personIds.idOf(number);
  }

  /** With the caller's own person, and whose guardian he or she is today: the register is asked at every call, because a
   *  guardian who works here must not learn of a case, not even one who became guardian after it was opened. */
  async known(caller: Caller): Promise<NamedCaller> {
    const number = await this.numberOf(caller.hsaId);
    if (number === null) return { ...caller, person: null, wards: [] };
    const wards = await this.population.childrenOf(number);
    return {
      ...caller,
      person: this.personIds.idOf(number),
      wards: wards.map((ward) => this.personIds.idOf(ward)),
    };
  }

  async unit(ref: UnitRef): Promise<Context['unit']> {
    const unit = await this.directory.unit(ref.hsaId);
    return { ...ref, excludedSince: unit?.excludedSince ?? null };
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
    const [registered, actorPerson, delegations, unit] = await Promise.all([
      patient === undefined ? null : this.registered(patient.personalNumber, now),
      actor.role === 'system' ? null : this.personOf({ hsaId: actor.hsaId as HsaId }),
      actor.role === 'system' ? [] : this.directory.delegations(actor.hsaId as HsaId),
      this.unit(state.unit),
    ]);
    const others = othersIn(file.requests, state.id);
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
      others,
      measures: measuresOf([...others, state]),
      identities: newIn(state, registered?.identities ?? []),
      form: null,
      ids: { endingRequest },
    };
  }

  private async numberOf(hsaId: HsaId): Promise<PersonalNumber | null> {
    return (await this.directory.staff(hsaId))?.personalNumber ?? null;
  }

  private identity(of: RegisterRecord): Identity {
    return { id: this.personIds.idOf(of.personalNumber), personalNumber: of.personalNumber, name: of.name };
  }
}

const afterInstant = (instant: string): Instant => new Date(Date.parse(instant) + 1).toISOString() as Instant;

/** Identities that the request's own events have not introduced, or not under this name. */
const newIn = (state: RequestState, identities: readonly Identity[]): readonly Identity[] =>
  identities.filter(({ id, name }) => state.persons[id]?.name !== name);
