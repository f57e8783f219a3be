import { HsaId, Instant, LegalDate, PersonId, RequestId, Wording } from '../terms';

/** What a decision changes in the national services: `block` for guardians, `seal` for the journal, `lock` for the 1177 login. */
export type MeasureKind = 'extension' | 'block' | 'seal' | 'lock';

/** What the receipt of a plan item does. Resolved when the plan is fixed, so replay never asks a definition.
 *  `person`: the guardian of a block, the reader of an extension, the patient of a seal or a lock.
 *  `from`: `valid-from` = the later of the decision's validFrom and the receipt's date; `receipt` = the receipt's date alone.
 *  STORAGE FORMAT, as are the items that hold it: change a name or a shape only together with ../request/upcasters.ts. */
export type PlanEffect =
  | {
      readonly does: 'begin';
      readonly measure: MeasureKind;
      readonly person: PersonId;
      readonly unit: HsaId | null;
      readonly from: 'valid-from' | 'receipt';
      /** Last day, inclusive; extensions only. */
      readonly until: LegalDate | null;
    }
  | {
      readonly does: 'end';
      readonly measure: MeasureKind;
      readonly person: PersonId;
      /** The request that began the measure. */
      readonly begunBy: RequestId;
      readonly from: 'valid-from' | 'receipt';
    };

/** One line of the execution plan: what the executor confirms, and what that confirmation does. */
export interface PlanItem {
  readonly item: string;
  readonly title: Wording;
  readonly required: boolean;
  readonly effects: readonly PlanEffect[];
}

/** The executor's word that an item was carried out. STORAGE FORMAT: stands in events as it is. */
export interface Receipt {
  readonly item: string;
  readonly performedAt: Instant;
  readonly reference: string | null;
}

/** A measure as it stands after all receipts known: in force on `from <= day < until`. */
export interface Measure {
  readonly kind: MeasureKind;
  /** The request that began it. */
  readonly request: RequestId;
  readonly procedure: string;
  readonly patient: PersonId;
  readonly person: PersonId;
  readonly unit: HsaId | null;
  readonly from: LegalDate;
  /** First day without it; null = until further notice. */
  readonly until: LegalDate | null;
}

/** An event of a request, by its number in it, from 1. */
export interface EventRef {
  readonly request: RequestId;
  readonly revision: number;
}

/** A measure, what ended it, and the receipts that say so. */
export interface TracedMeasure extends Measure {
  /** Of what began it, then of what set its end. */
  readonly events: readonly EventRef[];
  /** The request whose receipt ended it, now or on a day to come; null where none has, or time did. */
  readonly endedBy: RequestId | null;
}

export const inForce = (measure: Measure, day: LegalDate): boolean =>
  measure.from <= day && (measure.until === null || day < measure.until);
