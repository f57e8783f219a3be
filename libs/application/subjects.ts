import { Injectable } from '@nestjs/common';
import {
  birthDateOf,
  FieldFault,
  Identity,
  legalDateOf,
  neverAsked,
  OpeningContext,
  ParsedPersonNumber,
  parsePersonNumber,
  PatientFile,
  PersonalNumber,
  PersonId,
  Refusal,
  registeredAfter,
  RegisterHistory,
  Subject,
} from '@sigill/domain';
import { Facts } from './facts';

/** Whom the body of an opening names by number. */
export interface Named {
  readonly patient: string;
  readonly guardians?: readonly string[] | null;
}

/** The numbers of a body, looked up. */
export interface Subjects {
  readonly patient: Subject;
  readonly guardians: readonly Subject[];
  readonly patientId: PersonId | null;
  /** Null: the register has never held this patient. */
  readonly facts: OpeningContext['facts'];
  readonly identities: readonly Identity[];
}

/** Numbers become persons, by the register and by what it has said before. */
@Injectable()
export class NamedSubjects {
  constructor(private readonly facts: Facts) {}

  /** Null where the patient's number is of another type. @throws Refusal `invalid-body` at the numbers that are none */
  patientNumber(named: Named): PersonalNumber | null {
    const [patient] = this.parsed(named);
    return patient?.kind === 'personal' ? patient.number : null;
  }

  /** @param file the patient's; null where there is none. @throws Refusal `invalid-body` at the numbers that are none */
  async of(named: Named, file: PatientFile | null): Promise<Subjects> {
    const history = file?.register ?? neverAsked;
    const parsed = this.parsed(named);
    const known = await Promise.all(parsed.map((one) => this.identityOf(one, history)));
    const [patient = { found: 'nobody' }, ...guardians] = parsed.map((one, index) => subjectOf(one, known[index]));
    const { facts, identities } = await this.register(this.patientNumber(named), history);
    const all = [...identities, ...known.filter((one) => one !== null)];
    return { patient, guardians, patientId: known[0]?.id ?? null, facts, identities: distinct(all) };
  }

  private async register(number: PersonalNumber | null, history: RegisterHistory): Promise<RegisterFacts> {
    const looked = number === null ? null : await this.facts.persons.looked(number);
    const registered = registeredAfter(history, looked, this.facts.now());
    if (number === null || registered === null) return { facts: null, identities: [] };
    const { register, identities } = registered;
    return { facts: { register, birthDate: birthDateOf(number) }, identities };
  }

  /** Somebody whom the register no longer holds is who it said last. */
  private async identityOf(one: ParsedPersonNumber, { persons }: RegisterHistory): Promise<Identity | null> {
    if (one.kind !== 'personal') return null;
    const held = await this.facts.persons.identityOf(one.number);
    return held ?? persons[this.facts.persons.idOf(one.number)] ?? null;
  }

  private parsed({ patient, guardians }: Named): readonly ParsedPersonNumber[] {
    const today = legalDateOf(this.facts.now());
    const parsed = [patient, ...(guardians ?? [])].map((number) => parsePersonNumber(number, today));
    const faults = parsed.flatMap((one, index): FieldFault[] =>
      one.kind === 'invalid' ? [{ pointer: pointerOf(index), code: one.fault }] : [],
    );
    if (faults.length > 0) throw new Refusal('invalid-body', { faults });
    return parsed;
  }
}

type RegisterFacts = Pick<Subjects, 'facts' | 'identities'>;

const pointerOf = (index: number): string => (index === 0 ? '/patient' : `/guardians/${String(index - 1)}`);

function subjectOf({ kind }: ParsedPersonNumber, identity: Identity | null | undefined): Subject {
  if (kind !== 'personal') return { found: 'other-number-type' };
  return identity ? { found: 'person', id: identity.id } : { found: 'nobody' };
}

/** One of each person. */
export const distinct = (identities: readonly Identity[]): readonly Identity[] => [
  ...new Map(identities.map((identity) => [identity.id, identity])).values(),
];
