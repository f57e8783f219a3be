import { TracedMeasure } from '../measures/measures';
import { RegisterAnswer } from '../register/history';
import { LegalDate, PersonId } from '../terms';

/** All that the access rule knows of a patient, as it was known at one moment. */
export interface AccessFacts {
  readonly patient: { readonly id: PersonId; readonly birthDate: LegalDate };
  /** What the population register said, oldest first; never empty. The first answer holds for every day before the second;
   *  a later one from the Stockholm day on which it was seen, a death from its own day. */
  readonly register: readonly RegisterAnswer[];
  /** Those of other patients are passed over. */
  readonly measures: readonly TracedMeasure[];
}
