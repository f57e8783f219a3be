import { Injectable } from '@nestjs/common';
import {
  HsaId,
  Identity,
  knownWith,
  Looked,
  PatientFile,
  PersonalNumber,
  PersonId,
  RegisteredPerson,
  wardsAt,
} from '@sigill/domain';
import { NamedAtRegisters, NamedCaller } from './authority';
import { Caller, Directory, PersonIds, PopulationRegister, RegisterRecord } from './ports';

/** Who everybody is: numbers become persons, and what the registers say of them today is asked at every call. */
@Injectable()
export class Persons {
  constructor(
    private readonly population: PopulationRegister,
    private readonly directory: Directory,
    private readonly personIds: PersonIds,
  ) {}

  /** What the register says now; null where it does not hold the number. */
  async looked(number: PersonalNumber): Promise<Looked | null> {
    const record = await this.population.lookUp(number);
    if (record === null) return null;
    const guardians = await Promise.all(
      record.guardians.map(async (guardian) => ({ guardian, held: await this.population.lookUp(guardian) })),
    );
    const held = guardians.flatMap(({ held: one }) => one ?? []);
    const person = (of: RegisterRecord): RegisteredPerson => ({
      id: this.personIds.idOf(of.personalNumber),
      protection: of.protection,
      deceasedOn: of.deceasedOn,
    });
    return {
      source: record.source,
      patient: person(record),
      guardians: guardians.map(({ guardian, held: one }) =>
        one === null ? this.personIds.idOf(guardian) : person(one),
      ),
      identities: [record, ...held].map((of) => this.identity(of)),
    };
  }

  /** What was written into the population register before is seen from now on. */
  refresh(): Promise<void> {
    return this.population.look();
  }

  /** The opaque id under which everything of the person is kept. */
  idOf(number: PersonalNumber): PersonId {
    return this.personIds.idOf(number);
  }

  async identityOf(number: PersonalNumber): Promise<Identity | null> {
    const record = await this.population.lookUp(number);
    return record === null ? null : this.identity(record);
  }

  /** The caller's own person, where the directory tells; a party to the case does not act in it. */
  async personOf(caller: { readonly hsaId: HsaId }): Promise<PersonId | null> {
    const number = (await this.directory.staff(caller.hsaId))?.personalNumber ?? null;
    return number === null ? null : this.personIds.idOf(number);
  }

  /** With the caller's own person, and whose guardian he or she is today: the register is asked at every call, because a
   *  guardian who works here must not learn of a case, not even one who became guardian after it was opened. */
  async known(caller: Caller): Promise<NamedAtRegisters> {
    const member = await this.directory.staff(caller.hsaId);
    const onCall = member?.onCall ?? false;
    const number = member?.personalNumber ?? null;
    if (number === null) return { ...caller, onCall, person: null, wardsToday: [] };
    const wards = await this.population.childrenOf(number);
    return {
      ...caller,
      onCall,
      person: this.personIds.idOf(number),
      wardsToday: wards.map((ward) => this.personIds.idOf(ward)),
    };
  }

  /** At a patient's file (null: there is none): what any request in it says of its parties counts for all of them, and so does
   *  everything that the register has said of the patient. */
  async knownAt(file: PatientFile | null, caller: Caller): Promise<NamedCaller> {
    const known = await this.known(caller);
    return knownWith(known, file === null ? [] : wardsAt(known.person, file));
  }

  private identity(of: RegisterRecord): Identity {
    return { id: this.personIds.idOf(of.personalNumber), personalNumber: of.personalNumber, name: of.name };
  }
}
