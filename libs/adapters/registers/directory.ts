import { HsaId, LegalDate, PersonalNumber, Role, UnitRef } from '@sigill/domain';

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
  readonly email: string;
  readonly phone: string;
  readonly vgrId: string;
  /** Tells whether the member is a party to a case. */
  readonly personalNumber: PersonalNumber | null;
}

/** A head lets somebody decide in the unit's name. Given back whether in force or not: the rules judge that. */
export interface Delegation {
  readonly by: HsaId;
  readonly to: HsaId;
  readonly unit: HsaId;
  readonly procedures: readonly string[];
  readonly from: LegalDate;
  /** Last day, inclusive. */
  readonly until: LegalDate;
}

export interface Directory {
  /** The region as care provider (vårdgivare). */
  provider(): Promise<UnitRef>;
  unit(hsaId: HsaId): Promise<CareUnit | null>;
  units(): Promise<readonly CareUnit[]>;
  staff(hsaId: HsaId): Promise<StaffMember | null>;
  /** Letter case does not count. */
  staffByVgrId(vgrId: string): Promise<StaffMember | null>;
  /** Whole names; letter case does not count. More than one when people share a name. */
  staffByName(name: string): Promise<readonly StaffMember[]>;
  staffList(): Promise<readonly StaffMember[]>;
  delegations(to: HsaId): Promise<readonly Delegation[]>;
}
