import { dayBefore, LegalDate, legalDateOf } from '@sigill/domain';
import { Value } from './engine/db';
import { ReportWindow } from './milestones';

/** What of a window was known whole, and the day that was known in part. Null: there is none. */
export interface KnownDays {
  readonly whole: { readonly from: LegalDate; readonly to: LegalDate } | null;
  readonly part: LegalDate | null;
}

export function knownDays({ from, to, knownAt }: ReportWindow): KnownDays {
  const day = knownAt === null ? null : legalDateOf(knownAt);
  if (day === null || day > to) return { whole: from <= to ? { from, to } : null, part: null };
  if (day < from) return { whole: null, part: null };
  return { whole: from < day ? { from, to: dayBefore(day) } : null, part: day };
}

/** SQL over `milestones AS m`, and the values of its places. */
export type Condition = readonly [sql: string, values: readonly Value[]];

/** Everything of the window, as known then, the person's own cases too. */
export const withinWindow = ({ from, to, knownAt, unit }: ReportWindow): Condition => [
  `m.day >= ? AND m.day <= ?${knownAt === null ? '' : ' AND m.at <= ?'}${unit === null ? '' : ' AND m.unit = ?'}`,
  [from, to, ...(knownAt === null ? [] : [knownAt]), ...(unit === null ? [] : [unit])],
];
