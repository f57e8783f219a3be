import { dayBefore, LegalDate, legalDateOf } from '@sigill/domain';
import { ReportWindow } from './milestones';
import { Condition, unseenRequests } from './sight';

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

/** SQL over `milestones AS m`: everything of the window, as known then, the person's own cases too. */
export const withinWindow = ({ from, to, knownAt, unit }: ReportWindow): Condition => [
  `m.day >= ? AND m.day <= ?${knownAt === null ? '' : ' AND m.at <= ?'}${unit === null ? '' : ' AND m.unit = ?'}`,
  from,
  to,
  ...(knownAt === null ? [] : [knownAt]),
  ...(unit === null ? [] : [unit]),
];

/** The milestones of the window, the person's own too. */
export function fromWindow(window: ReportWindow): Condition {
  const [within, ...values] = withinWindow(window);
  return [`FROM milestones AS m WHERE ${within}`, ...values];
}

/** Of these the person's own, which are to be in no figure; null: there are none. */
export function fromUnseen(window: ReportWindow): Condition | null {
  const unseen = unseenRequests(window.not);
  if (unseen === null) return null;
  const [requests, ...own] = unseen;
  const [within, ...values] = withinWindow(window);
  const from = `FROM (${requests}) AS p CROSS JOIN milestones AS m ON m.request = p.request`;
  return [`${from} WHERE ${within}`, ...own, ...values];
}
