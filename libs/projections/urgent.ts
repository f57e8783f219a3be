import { Instant, monthOf, LegalDate } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { ReportWindow } from './milestones';
import { median, p90, rounded } from './ranks';
import { Condition, unseenRequests, valuesOf } from './sight';
import { callConditions } from './urgent-calls';

/** What has become of the urgent calls of a month (of Sweden's calendar) at a unit. Minutes, with two decimals, from the call
 *  until it was recorded as executed; null where none is. */
export interface UrgentRow {
  readonly month: string;
  readonly unit: string;
  readonly calls: number;
  readonly executedMinutesMedian: number | null;
  readonly executedMinutesP90: number | null;
  readonly withoutForm: number;
  readonly overturned: number;
}

/** Every figure is of the calls of the row's month, whenever the rest came. @param asOf what is late is judged at: time passes
 *  without an event */
export function urgentOf(db: Db, window: ReportWindow, asOf: Instant): readonly UrgentRow[] {
  const conditions = [...withinDays(window), ...ofOthers(window)];
  const calls = prepared(
    db,
    `SELECT day, unit, ${executed} AS isExecuted, lead, ${withoutForm} AS isWithoutForm, ${overturned} AS isOverturned
     FROM urgent_calls WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY substr(day, 1, 7), unit, lead`,
  ).all(asOf, asOf, asOf, asOf, ...valuesOf(conditions)) as Call[];
  const groups = new Map<string, [Call, ...Call[]]>();
  for (const call of calls) {
    const key = `${monthOf(call.day)} ${call.unit}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return [...groups.values()].map(rowOf);
}

const { executed, withoutForm, overturned } = callConditions;

interface Call {
  readonly day: LegalDate;
  readonly unit: string;
  readonly lead: number;
  /** 0 or 1, as the two below. */
  readonly isExecuted: number;
  readonly isWithoutForm: number;
  readonly isOverturned: number;
}

function rowOf(calls: readonly [Call, ...Call[]]): UrgentRow {
  const [{ day, unit }] = calls;
  const leads = calls.filter(({ isExecuted }) => isExecuted === 1).map(({ lead }) => lead / minuteMs);
  const at = (rank: number): number => leads[rank] ?? 0;
  return {
    month: monthOf(day),
    unit,
    calls: calls.length,
    executedMinutesMedian: leads.length === 0 ? null : rounded(median(leads.length, at)),
    executedMinutesP90: leads.length === 0 ? null : rounded(p90(leads.length, at)),
    withoutForm: calls.filter(({ isWithoutForm }) => isWithoutForm === 1).length,
    overturned: calls.filter(({ isOverturned }) => isOverturned === 1).length,
  };
}

const minuteMs = 60_000;

const withinDays = ({ from, to, knownAt, unit }: ReportWindow): readonly Condition[] => [
  ['day >= ? AND day <= ?', from, to],
  ...(knownAt === null ? [] : [['called_at <= ?', knownAt] as const]),
  ...(unit === null ? [] : [['unit = ?', unit] as const]),
];

function ofOthers({ not }: ReportWindow): readonly Condition[] {
  const unseen = unseenRequests(not);
  if (unseen === null) return [];
  const [requests, ...own] = unseen;
  return [[`request NOT IN (${requests})`, ...own]];
}
