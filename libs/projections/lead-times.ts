import { addDays, LegalDate, monthOf } from '@sigill/domain';
import { Db, prepared, Value } from './engine/db';
import { boundsOf } from './lead-buckets';
import { Step, steps } from './lead-months';
import { ReportWindow } from './milestones';
import { fromUnseen, fromWindow, knownDays, withinWindow } from './report-days';
import { unseenRequests } from './sight';

export interface LeadTimeRow {
  readonly procedure: string;
  readonly step: Step;
  readonly count: number;
  /** From the opening until the step was recorded, in hours with two decimals. */
  readonly medianHours: number;
  readonly p90Hours: number;
  readonly maxHours: number;
}

/** Nearest rank: every figure is one that a request really had (an even count's median is the mean of the middle two).
 *  The buckets tell in which of them a rank lies; only that bucket's rows are read. */
export function leadTimesOf(db: Db, window: ReportWindow): readonly LeadTimeRow[] {
  const histograms = histogramsOf(db, window);
  const procedures = [...histograms.keys()].sort();
  return procedures.flatMap((procedure) =>
    steps.flatMap((step) => {
      const buckets = [...(histograms.get(procedure)?.get(step) ?? [])]
        .filter(([, n]) => n > 0)
        .sort(([a], [b]) => a - b);
      const count = buckets.reduce((sum, [, n]) => sum + n, 0);
      if (count === 0) return [];
      const hours = (rank: number): number => hoursAt(db, window, { procedure, step }, placeOf(buckets, rank));
      return [{ procedure, step, count, ...figures(count, hours) }];
    }),
  );
}

type Histogram = Map<number, number>;
type Histograms = Map<string, Map<string, Histogram>>;

interface Counted {
  readonly procedure: string;
  readonly milestone: string;
  readonly bucket: number;
  readonly n: number;
}

/** By procedure and step: how many lie in each bucket. */
function histogramsOf(db: Db, window: ReportWindow): Histograms {
  const histograms: Histograms = new Map();
  for (const [sign, counts] of countsOf(db, window))
    for (const { procedure, milestone, bucket, n } of counts) {
      const ofProcedure = histograms.get(procedure) ?? new Map<string, Histogram>();
      const histogram = ofProcedure.get(milestone) ?? new Map<number, number>();
      histogram.set(bucket, (histogram.get(bucket) ?? 0) + sign * n);
      histograms.set(procedure, ofProcedure.set(milestone, histogram));
    }
  return histograms;
}

/** Whole months from the tally, all other days from their rows; a person's own cases are taken off. */
function* countsOf(db: Db, window: ReportWindow): Generator<readonly [sign: 1 | -1, counts: readonly Counted[]]> {
  const ask = (sql: string, values: readonly Value[]): readonly Counted[] =>
    prepared(db, sql).all(...values) as Counted[];
  const { months, days } = partsOf(window, newestDay(db));
  if (months !== null) yield [1, ask(ofMonths, [window.unit ?? '', months.first, months.last])];
  for (const part of days) {
    const [from, ...values] = fromWindow({ ...window, ...part });
    yield [1, ask(`${ofRows} ${from} AND ${grouped}`, values)];
  }
  const unseen = fromUnseen(window);
  if (unseen !== null) {
    const [from, ...values] = unseen;
    yield [-1, ask(`${ofRows} ${from} AND ${grouped}`, values)];
  }
}

const names = steps.map((step) => `'${step}'`).join(', ');
const grouped = `milestone IN (${names}) GROUP BY procedure, milestone, bucket`;
const ofRows = 'SELECT m.procedure, m.milestone, m.bucket, count(*) AS n';
const ofMonths = `SELECT procedure, milestone, bucket, sum(n) AS n FROM lead_months
  WHERE unit = ? AND month >= ? AND month <= ? GROUP BY procedure, milestone, bucket`;

interface Days {
  readonly from: LegalDate;
  readonly to: LegalDate;
}

/** A month counts as whole from its first day to its last, or to the newest day of all. */
function partsOf(window: ReportWindow, newest: LegalDate): { months: Months | null; days: readonly Days[] } {
  const { whole, part } = knownDays(window);
  const inPart = part === null ? [] : [{ from: part, to: part }];
  if (whole === null) return { months: null, days: inPart };
  const isFirst = whole.from.endsWith('-01');
  const first = isFirst ? monthOf(whole.from) : monthAfter(whole.from);
  const last = whole.to >= newest || isLastOfMonth(whole.to) ? monthOf(whole.to) : monthBefore(whole.to);
  if (first > last) return { months: null, days: [whole, ...inPart] };
  const before = isFirst ? [] : [{ from: whole.from, to: addDays(firstDayOf(first), -1) }];
  const after = monthOf(whole.to) > last ? [{ from: firstDayOf(monthOf(whole.to)), to: whole.to }] : [];
  return { months: { first, last }, days: [...before, ...after, ...inPart] };
}

interface Months {
  readonly first: string;
  readonly last: string;
}

const firstDayOf = (month: string): LegalDate => `${month}-01` as LegalDate;
const isLastOfMonth = (day: LegalDate): boolean => addDays(day, 1).endsWith('-01');
const monthBefore = (day: LegalDate): string => monthsFrom(day, -1);
const monthAfter = (day: LegalDate): string => monthsFrom(day, 1);

function monthsFrom(day: LegalDate, months: number): string {
  const counted = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}`;
}

/** '' where there is nothing at all. */
const newestDay = (db: Db): LegalDate =>
  (prepared(db, "SELECT coalesce(max(day), '') AS day FROM milestones").get() as { day: LegalDate }).day;

interface PlaceInBucket {
  readonly bucket: number;
  /** From 0. */
  readonly rank: number;
}

function placeOf(buckets: readonly (readonly [bucket: number, n: number])[], rank: number): PlaceInBucket {
  let before = 0;
  for (const [bucket, n] of buckets) {
    if (rank < before + n) return { bucket, rank: rank - before };
    before += n;
  }
  throw new RangeError('a rank is within the count');
}

function hoursAt(
  db: Db,
  window: ReportWindow,
  { procedure, step }: { readonly procedure: string; readonly step: Step },
  { bucket, rank }: PlaceInBucket,
): number {
  const [condition, ...values] = withinWindow(window);
  const [unseen, ...own] = unseenRequests(window.not) ?? [null];
  const others = unseen === null ? '' : `AND m.request NOT IN (${unseen})`;
  const row = prepared(
    db,
    `SELECT m.lead FROM milestones AS m
     WHERE m.procedure = ? AND m.milestone = ? AND m.lead >= ? AND m.lead < ? AND ${condition} ${others}
     ORDER BY m.lead LIMIT 1 OFFSET ?`,
  ).get(procedure, step, ...boundsOf(bucket), ...values, ...own, rank) as { lead: number } | undefined;
  if (row === undefined) throw new RangeError('the tally counts more than there is');
  return row.lead / hourMs;
}

const hourMs = 3_600_000;

const figures = (
  count: number,
  at: (rank: number) => number,
): Pick<LeadTimeRow, 'medianHours' | 'p90Hours' | 'maxHours'> => ({
  medianHours: rounded(count % 2 === 1 ? at(count >> 1) : (at((count >> 1) - 1) + at(count >> 1)) / 2),
  p90Hours: rounded(at(Math.ceil(0.9 * count) - 1)),
  maxHours: rounded(at(count - 1)),
});

const rounded = (hours: number): number => Math.round(hours * 100) / 100;
