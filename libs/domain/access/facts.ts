import { Measure } from '../measures/measures';
import { LegalDate, PersonId } from '../terms';

/** All that the access rule knows of a patient. */
export interface AccessFacts {
  readonly patient: {
    readonly id: PersonId;
    readonly birthDate: LegalDate;
    readonly deceasedOn: LegalDate | null;
    /** Protected personal data of any kind in the population register. */
    readonly protected: boolean;
  };
  /** Each person who is or was registered as guardian of this patient. */
  readonly guardians: readonly GuardianFacts[];
  /** Those of other patients are passed over. */
  readonly measures: readonly Measure[];
}

/** Guardianship and protection are those of the register as it is known; they hold for every day asked about. A death holds
 *  from its day on. */
export interface GuardianFacts {
  readonly id: PersonId;
  /** False: was a guardian once. */
  readonly registered: boolean;
  readonly protected: boolean;
  readonly deceasedOn: LegalDate | null;
}
