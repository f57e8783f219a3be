import {
  Delegation,
  FormContent,
  HsaId,
  Instant,
  LegalDate,
  PersonalNumber,
  PersonId,
  Protection,
  Region,
  RegionPolicies,
  RequestId,
  Role,
  Sha256,
  UnitRef,
} from '@sigill/domain';

/** The program's clock. */
export abstract class Clock {
  abstract now(): Instant;
}

/** Swedish working days: not a Saturday, a Sunday or a public holiday. */
export abstract class WorkingDays {
  abstract isWorkingDay(date: LegalDate): boolean;
}

/** What the population register says of a person today. */
export interface RegisterRecord {
  readonly personalNumber: PersonalNumber;
  readonly name: string;
  readonly protection: Protection;
  readonly deceasedOn: LegalDate | null;
  /** Everyone registered as guardian of this person, in the register's order. */
  readonly guardians: readonly PersonalNumber[];
  /** Which register, and which edition of it, said so. */
  readonly source: string;
}

export abstract class PopulationRegister {
  /** Null: the number is not in the register. */
  abstract lookUp(number: PersonalNumber): Promise<RegisterRecord | null>;
  /** Everyone of whom this person is registered as guardian, whatever their age, the deceased too. */
  abstract childrenOf(guardian: PersonalNumber): Promise<readonly PersonalNumber[]>;
  /** What was written into the register before is known when this resolves. */
  abstract look(): Promise<void>;
}

export interface CareUnit extends UnitRef {
  readonly kind: string;
  readonly recordSystem: string | null;
  readonly email: string;
  /** The head of operations (verksamhetschef); null = vacant. */
  readonly head: HsaId | null;
  /** First day on which the unit's records are kept out of direct access; null = they are not. */
  readonly excludedSince: LegalDate | null;
  /** The line of the region's list of exceptions that the unit falls under. */
  readonly excludedAs: string | null;
}

export interface StaffMember {
  /** The client id at the embedded sign-in. */
  readonly persona: string;
  readonly hsaId: HsaId;
  readonly name: string;
  readonly unit: HsaId | null;
  readonly roles: readonly Role[];
  /** On-call senior doctor (bakjour): no head, whatever the role says. */
  readonly onCall: boolean;
  readonly email: string;
  readonly phone: string;
  readonly vgrId: string;
  /** Tells whether the member is a party to a case. */
  readonly personalNumber: PersonalNumber | null;
}

export abstract class Directory {
  /** The region as care provider (vårdgivare). */
  abstract provider(): Promise<UnitRef>;
  abstract unit(hsaId: HsaId): Promise<CareUnit | null>;
  abstract units(): Promise<readonly CareUnit[]>;
  abstract staff(hsaId: HsaId): Promise<StaffMember | null>;
  /** Letter case does not count. */
  abstract staffByVgrId(vgrId: string): Promise<StaffMember | null>;
  /** Whole names; letter case does not count. More than one when people share a name. */
  abstract staffByName(name: string): Promise<readonly StaffMember[]>;
  abstract staffList(): Promise<readonly StaffMember[]>;
  /** Given whether in force or not: the rules judge that. */
  abstract delegations(to: HsaId): Promise<readonly Delegation[]>;
}

/** Where staff send a signed form, as it is printed on it. */
export abstract class FormAddress {
  abstract readonly text: string;
}

/** The region that the program works for, and its policies, oldest first. */
export abstract class Policies {
  abstract readonly region: Region;
  abstract readonly all: RegionPolicies;
}

export const policiesOf = (region: Region): Policies => ({ region, all: region.policies });

/** The opaque id of a person, the same for the same number for ever. */
export abstract class PersonIds {
  abstract idOf(number: PersonalNumber): PersonId;
}

export interface Rendered {
  readonly bytes: Buffer;
  readonly sha256: Sha256;
}

/** The signed orders as PDF. */
export abstract class Forms {
  /** The same content gives the same bytes. */
  abstract render(content: FormContent): Promise<Rendered>;
  /** On the disk when this returns. */
  abstract keep(request: RequestId, form: Rendered): Promise<void>;
  /** The very bytes that were kept. */
  abstract read(request: RequestId, sha256: Sha256): Promise<Buffer>;
}

/** A token's word of who calls. */
export interface Caller {
  readonly hsaId: HsaId;
  readonly name: string;
  readonly unit: HsaId | null;
  readonly roles: readonly Role[];
}
