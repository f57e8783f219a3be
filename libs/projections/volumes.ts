import { legalDateOf, monthOf } from '@sigill/domain';
import { MilestoneRow } from './milestones';

const counted = ['opened', 'granted', 'refused', 'withdrawn', 'executed', 'closed'] as const;
type Counted = (typeof counted)[number];

/** How much of what was done in a month (of Sweden's calendar). */
export type VolumeRow = Readonly<Record<'month' | 'kind' | 'procedure' | 'track', string>> &
  Readonly<Record<Counted, number>>;

/** Each milestone counts in the month in which it was recorded; months in order, then procedures by name. */
export function volumesOf(milestones: readonly MilestoneRow[]): readonly VolumeRow[] {
  const rows = new Map<string, VolumeRow>();
  for (const { milestone, at, kind, procedure, track } of milestones) {
    if (!isCounted(milestone)) continue;
    const month = monthOf(legalDateOf(at));
    const key = `${month} ${procedure} ${track}`;
    const row = rows.get(key) ?? { month, kind, procedure, track, ...none };
    rows.set(key, { ...row, [milestone]: row[milestone] + 1 });
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

const none: Readonly<Record<Counted, number>> = {
  opened: 0,
  granted: 0,
  refused: 0,
  withdrawn: 0,
  executed: 0,
  closed: 0,
};

const isCounted = (milestone: string): milestone is Counted => counted.some((one) => one === milestone);
