import { Injectable } from '@nestjs/common';
import {
  AccessChange,
  AccessEntry,
  AccessFacts,
  accessOn,
  formatPersonalNumber,
  GuardianFacts,
  Identity,
  Instant,
  KnownCaller,
  LegalDate,
  isProtected,
  measuresOf,
  nextChange,
  partiesOf,
  PersonalNumber,
  PersonId,
  RegisteredPerson,
  RequestState,
  sees,
} from '@sigill/domain';
import { CaseFiles } from './case-files';
import { Persons } from './persons';
import { Policies } from './ports';

/** A patient as the access rule sees him or her, and who everybody is. */
export interface PatientFacts {
  readonly facts: AccessFacts;
  readonly identities: ReadonlyMap<PersonId, Identity>;
  readonly file: readonly RequestState[];
}

/** An access entry as api.md 6.3 shows it. */
export interface AccessEntryView extends Omit<AccessEntry, 'reader' | 'relation'> {
  readonly reader: {
    readonly id: PersonId;
    readonly personalNumber: string | null;
    readonly name: string | null;
    readonly relation: AccessEntry['relation'];
  };
}

@Injectable()
export class Patients {
  constructor(
    private readonly persons: Persons,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
  ) {}

  /** Null where the number is not in the register. `measures` default to all that stand for the patient. */
  async factsOf(number: PersonalNumber, now: Instant): Promise<PatientFacts | null> {
    const registered = await this.persons.registered(number, now);
    if (registered === null) return null;
    const { register, birthDate } = registered;
    const file = [...(await this.files.load(register.patient.id)).requests.values()];
    const current = register.guardians.map((one) => guardianFacts(one, true));
    const known = new Set([register.patient.id, ...current.map(({ id }) => id)]);
    const formerIds = [...new Set(file.flatMap(partiesOf))];
    const former = formerIds
      .filter((id) => !known.has(id))
      .map((id) => guardianFacts(lastAnswerOf(id, file) ?? { id, protection: 'none', deceasedOn: null }, false));
    const { id, deceasedOn } = register.patient;
    return {
      facts: {
        patient: { id, birthDate, deceasedOn, protected: isProtected(register.patient) },
        guardians: [...current, ...former],
        measures: measuresOf(file),
      },
      identities: new Map(
        [...file.flatMap(({ persons }) => Object.values(persons)), ...registered.identities].map((one) => [
          one.id,
          one,
        ]),
      ),
      file,
    };
  }

  /** Who reads what on the day, as the caller is told; under other measures than those that stand, where they are given. */
  access(found: PatientFacts, on: LegalDate, caller: KnownCaller, measures = found.facts.measures) {
    const readable = new Set(found.file.filter((request) => sees(caller, request)).map(({ id }) => id));
    return accessOn({ ...found.facts, measures }, on, this.policies.all).map((entry): AccessEntryView => {
      const { ground } = entry;
      const request = ground.request !== null && readable.has(ground.request) ? ground.request : null;
      return { ...shown(entry, found.identities), ground: { ...ground, request } };
    });
  }

  /** What will change of that by itself, next; null: nothing. */
  nextChange({ facts }: PatientFacts, on: LegalDate): AccessChange | null {
    return nextChange(facts, on, this.policies.all);
  }
}

const guardianFacts = (person: RegisteredPerson, registered: boolean): GuardianFacts => ({
  id: person.id,
  registered,
  protected: isProtected(person),
  deceasedOn: person.deceasedOn,
});

/** A former guardian is as the last register answer that named him or her said. */
const lastAnswerOf = (id: PersonId, file: readonly RequestState[]): RegisteredPerson | undefined =>
  file
    .map(({ register }) => register)
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .flatMap(({ guardians }) => guardians.filter((guardian) => guardian.id === id))
    .at(-1);

function shown({ reader, relation, ...entry }: AccessEntry, identities: PatientFacts['identities']): AccessEntryView {
  const identity = identities.get(reader);
  return {
    reader: {
      id: reader,
      personalNumber: identity === undefined ? null : formatPersonalNumber(identity.personalNumber),
      name: identity?.name ?? null,
      relation,
    },
    ...entry,
  };
}
