import { Db, prepared, Value } from './engine/db';
import { boundsOf } from './lead-buckets';
import { Step, steps } from './lead-months';
import { ReportWindow } from './milestones';
import { fromUnseen, fromWindow, withinWindow } from './report-days';
import { median, p90, rounded } from './ranks';
import { newestDay, partsOf } from './report-months';
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

/** The buckets tell in which of them a rank lies; only that bucket's rows are read. */
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
  const { months, days, part } = partsOf(window, newestDay(db));
  if (months !== null) yield [1, ask(ofMonths, [window.unit ?? '', months.first, months.last])];
  for (const some of part === null ? days : [...days, { from: part, to: part }]) {
    const [from, ...values] = fromWindow({ ...window, ...some });
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
  medianHours: rounded(median(count, at)),
  p90Hours: rounded(p90(count, at)),
  maxHours: rounded(at(count - 1)),
});
