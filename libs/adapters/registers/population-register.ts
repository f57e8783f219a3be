import { LegalDate, PersonalNumber, Protection } from '@sigill/domain';

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

export interface PopulationRegister {
  /** Null: the number is not in the register. */
  lookUp(number: PersonalNumber): Promise<RegisterRecord | null>;
  /** Everyone of whom this person is registered as guardian, whatever their age, the deceased too. */
  childrenOf(guardian: PersonalNumber): Promise<readonly PersonalNumber[]>;
}
