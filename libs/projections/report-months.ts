import { addDays, LegalDate, monthOf } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { ReportWindow } from './milestones';
import { knownDays } from './report-days';

/** Days, both inclusive, of one month or of less than two. */
export interface Days {
  readonly from: LegalDate;
  readonly to: LegalDate;
}

/** `YYYY-MM`, both inclusive. */
export interface Months {
  readonly first: string;
  readonly last: string;
}

/** A window as it is counted: months by their tally, the days before and after them, and the day that was known in part. */
export interface Parts {
  readonly months: Months | null;
  readonly days: readonly Days[];
  readonly part: LegalDate | null;
}

/** A month counts as whole from its first day to its last, or to the newest day of all. */
export function partsOf(window: ReportWindow, newest: LegalDate): Parts {
  const { whole, part } = knownDays(window);
  if (whole === null) return { months: null, days: [], part };
  const isFirst = whole.from.endsWith('-01');
  const first = isFirst ? monthOf(whole.from) : monthAfter(whole.from);
  const last = whole.to >= newest || isLastOfMonth(whole.to) ? monthOf(whole.to) : monthBefore(whole.to);
  if (first > last) return { months: null, days: [whole], part };
  const before = isFirst ? [] : [{ from: whole.from, to: addDays(firstDayOf(first), -1) }];
  const after = monthOf(whole.to) > last ? [{ from: firstDayOf(monthOf(whole.to)), to: whole.to }] : [];
  return { months: { first, last }, days: [...before, ...after], part };
}

/** '' where there is nothing at all. */
export const newestDay = (db: Db): LegalDate =>
  (prepared(db, "SELECT coalesce(max(day), '') AS day FROM milestones").get() as { day: LegalDate }).day;

const firstDayOf = (month: string): LegalDate => `${month}-01` as LegalDate;
const isLastOfMonth = (day: LegalDate): boolean => addDays(day, 1).endsWith('-01');
const monthBefore = (day: LegalDate): string => monthsFrom(day, -1);
const monthAfter = (day: LegalDate): string => monthsFrom(day, 1);

function monthsFrom(day: LegalDate, months: number): string {
  const counted = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}`;
}
