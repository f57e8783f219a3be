import { WorkingDayDeadline } from '../../policy/region';
import { LegalDate } from '../../terms';

/** What time brings: STORAGE FORMAT, with the day it stands in the ids of what is done. */
export type DueKind = 'measure-lapses' | Exclude<WorkingDayDeadline, 'form-report'> | 'review' | 'extension-ends';

/** What of a request fell due, and on which day. STORAGE FORMAT: stands in what is asked for because of it. */
export interface FellDue {
  readonly kind: DueKind;
  readonly on: LegalDate;
}

/** Under which the id of what is done is made, in its request. STORAGE FORMAT: a change does everything once more. */
export const dueName = ({ kind, on }: FellDue): string => `${kind}|${on}`;
