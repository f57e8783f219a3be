import { MilestoneRow } from './milestones';

/** The steps of the reports, in the order of the lifecycle. */
const steps = ['assessed', 'consulted', 'decided', 'submitted', 'executed', 'closed'] as const;

export interface LeadTimeRow {
  readonly procedure: string;
  readonly step: (typeof steps)[number];
  readonly count: number;
  /** From the opening until the step was recorded, in hours with two decimals. */
  readonly medianHours: number;
  readonly p90Hours: number;
  readonly maxHours: number;
}

/** Nearest rank: every figure is one that a request really had (an even count's median is the mean of the middle two). */
export function leadTimesOf(milestones: readonly MilestoneRow[]): readonly LeadTimeRow[] {
  const procedures = [...new Set(milestones.map(({ procedure }) => procedure))].sort();
  return procedures.flatMap((procedure) =>
    steps.flatMap((step) => {
      const hours = milestones
        .filter((row) => row.procedure === procedure && row.milestone === step)
        .map(({ opened_at: openedAt, at }) => (Date.parse(at) - Date.parse(openedAt)) / hourMs)
        .sort((one, other) => one - other);
      return hours.length === 0 ? [] : [{ procedure, step, count: hours.length, ...figures(hours) }];
    }),
  );
}

const hourMs = 3_600_000;

const figures = (sorted: readonly number[]): Pick<LeadTimeRow, 'medianHours' | 'p90Hours' | 'maxHours'> => ({
  medianHours: rounded((atRank(sorted, (sorted.length - 1) >> 1) + atRank(sorted, sorted.length >> 1)) / 2),
  p90Hours: rounded(atRank(sorted, Math.ceil(0.9 * sorted.length) - 1)),
  maxHours: rounded(atRank(sorted, sorted.length - 1)),
});

const atRank = (sorted: readonly number[], index: number): number => sorted[index] ?? 0;

const rounded = (hours: number): number => Math.round(hours * 100) / 100;
