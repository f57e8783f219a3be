import { Injectable } from '@nestjs/common';
import {
  formatPersonalNumber,
  guardiansEver,
  identityIn,
  Instant,
  invalidBody,
  isPartyTo,
  isProtected,
  LegalDate,
  legalDateOf,
  parsePersonNumber,
  PersonalNumber,
  PersonId,
  Refusal,
} from '@sigill/domain';
import { Asking } from './asking';
import { NamedCaller } from './authority';
import { CaseFile } from './case-file';
import { Facts } from './facts';
import { Looks } from './looks';
import { PatientFacts, Patients } from './patients';
import { ReadSide } from './read-side';

/** Whom a caller asks about by number, and as it was known when. */
export interface Sought {
  readonly patient: string;
  readonly knownAt?: Instant | null;
}

/** A patient whom the caller may ask about. */
export interface PatientSought {
  readonly caller: NamedCaller;
  readonly found: PatientFacts;
  readonly patient: {
    readonly id: PersonId;
    readonly personalNumber: string;
    readonly name: string | null;
    readonly protected: boolean;
  };
  readonly today: LegalDate;
  /** What was asked for; else when the newest event of the file was recorded that the answer is made from. */
  readonly knownAt: Instant;
}

/** Patients who are asked about by number: the register is looked at, and what it says is on record before it is told. */
@Injectable()
export class SoughtPatients {
  constructor(
    private readonly facts: Facts,
    private readonly looks: Looks,
    private readonly patients: Patients,
    private readonly readSide: ReadSide,
  ) {}

  /** @throws Refusal `invalid-body`, `person-number-type`, `unknown-person`, `party-to-case`; StoreUnavailable */
  async patient(asking: Asking, { patient, knownAt = null }: Sought): Promise<PatientSought> {
    await this.readSide.upTo(asking.position);
    const today = legalDateOf(this.facts.now());
    const number = numberOf(patient, today);
    const { file } = await this.looks.at(number);
    const answer = file.register.answers.at(-1);
    if (answer === undefined) throw new Refusal('unknown-person');
    const caller = await this.facts.persons.knownAt(file, asking.caller);
    const registeredGuardians = guardiansEver(file.register.answers);
    if (isPartyTo(caller, { patient: file.patient, guardians: [], registeredGuardians }))
      throw new Refusal('party-to-case');
    const newest = this.newestOf(file);
    this.refuseToCome(knownAt, newest);
    return {
      caller,
      found: await this.patients.known(file, number, knownAt),
      patient: {
        id: file.patient,
        personalNumber: formatPersonalNumber(number),
        name: identityIn(file, file.patient)?.name ?? null,
        protected: isProtected(answer.patient),
      },
      today,
      knownAt: knownAt ?? newest,
    };
  }

  private newestOf({ heads }: CaseFile): Instant {
    return (heads.head?.recordedAt as Instant | undefined) ?? this.facts.now();
  }

  /** What an answer has echoed is never to come, whatever the clock says. @throws Refusal */
  private refuseToCome(knownAt: Instant | null, newest: Instant): void {
    if (knownAt !== null && knownAt > newest && knownAt > this.facts.now()) throw invalidBody('/knownAt', 'too-late');
  }
}

/** @throws Refusal `invalid-body`, `person-number-type` */
function numberOf(text: string, today: LegalDate): PersonalNumber {
  const parsed = parsePersonNumber(text, today);
  switch (parsed.kind) {
    case 'personal':
      return parsed.number;
    case 'other-type':
      throw new Refusal('person-number-type');
    case 'invalid':
      throw invalidBody('/patient', parsed.fault);
  }
}
