import { monthOf } from '@sigill/domain';
import { Db, prepared, Value } from './engine/db';
import { ReportWindow } from './milestones';
import { fromUnseen, fromWindow } from './report-days';
import { newestDay, partsOf } from './report-months';

const counted = ['opened', 'granted', 'refused', 'withdrawn', 'executed', 'closed'] as const;
type Counted = (typeof counted)[number];

/** How much of what was done in a month (of Sweden's calendar). */
export type VolumeRow = Readonly<Record<'month' | 'kind' | 'procedure' | 'track', string>> &
  Readonly<Record<Counted, number>>;

/** Each milestone counts in the month in which it was recorded; months in order, then procedures by name. */
export function volumesOf(db: Db, window: ReportWindow): readonly VolumeRow[] {
  const rows = new Map<string, VolumeRow>();
  for (const [sign, counts] of countsOf(db, window))
    for (const { month, kind, procedure, track, milestone, n } of counts) {
      const key = `${month} ${procedure} ${track}`;
      const row = rows.get(key) ?? { month, kind, procedure, track, ...none };
      rows.set(key, { ...row, [milestone]: row[milestone] + sign * n });
    }
  return [...rows]
    .filter(([, row]) => counted.some((name) => row[name] > 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => row);
}

type Count = Readonly<Record<'month' | 'kind' | 'procedure' | 'track', string>> & {
  readonly milestone: Counted;
  readonly n: number;
};

/** Whole months and whole days from their tallies, the day that was known in part from its rows; a person's own cases are taken
 *  off. */
function* countsOf(db: Db, window: ReportWindow): Generator<readonly [sign: 1 | -1, counts: readonly Count[]]> {
  const { months, days, part } = partsOf(window, newestDay(db));
  const unit = window.unit ?? '';
  const ask = (sql: string, values: readonly Value[]): readonly Count[] => prepared(db, sql).all(...values) as Count[];
  if (months !== null) yield [1, ask(ofMonths, [unit, months.first, months.last])];
  for (const { from, to } of days) yield [1, ask(ofDays, [unit, monthOf(from), monthOf(to), from, to])];
  if (part !== null) {
    const [from, ...values] = fromWindow({ ...window, from: part, to: part });
    yield [1, ask(`${ofRows} ${from} AND ${grouped}`, values)];
  }
  const unseen = fromUnseen(window);
  if (unseen !== null) {
    const [from, ...values] = unseen;
    yield [-1, ask(`${ofRows} ${from} AND ${grouped}`, values)];
  }
}

const names = counted.map((name) => `'${name}'`).join(', ');
const grouped = `milestone IN (${names}) GROUP BY month, kind, procedure, track, milestone`;
const ofRows = 'SELECT substr(m.day, 1, 7) AS month, m.kind, m.procedure, m.track, m.milestone, count(*) AS n';
/** In the order of the tally's key, so that nothing has to be sorted. */
const ofMonths = `SELECT month, kind, procedure, track, milestone, n FROM milestone_months
  WHERE unit = ? AND month >= ? AND month <= ? AND milestone IN (${names})`;
const ofDays = `SELECT month, kind, procedure, track, milestone, sum(n) AS n FROM milestone_days
  WHERE unit = ? AND month >= ? AND month <= ? AND day >= ? AND day <= ? AND milestone IN (${names})
  GROUP BY month, procedure, track, milestone`;

const none: Readonly<Record<Counted, number>> = {
  opened: 0,
  granted: 0,
  refused: 0,
  withdrawn: 0,
  executed: 0,
  closed: 0,
};
