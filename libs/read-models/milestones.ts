import { Instant, kindOf, RequestState, Sight, Track } from '@sigill/domain';
import { partyConditions, valuesOf, whereOf } from './sight';
import { Db, ReadModel } from './table';

/** What a request has come to, in the words of the reports, on either track. `executed`: every required receipt is there;
 *  `submitted`: the form is. */
export const milestoneNames = [
  'opened',
  'assessed',
  'consulted',
  'decided',
  'granted',
  'refused',
  'submitted',
  'executed',
  'withdrawn',
  'closed',
] as const;
export type MilestoneName = (typeof milestoneNames)[number];

/** When did each request come to what? Times are those of recording, so that a report can tell what was known when. */
export const milestones: ReadModel = {
  table: 'milestones',
  version: 2,
  columns: `request TEXT NOT NULL, milestone TEXT NOT NULL, at TEXT NOT NULL, opened_at TEXT NOT NULL, procedure TEXT NOT NULL,
    kind TEXT NOT NULL, track TEXT NOT NULL, unit TEXT NOT NULL`,
  indexes: ['milestones_request ON milestones (request)', 'milestones_at ON milestones (at)'],
  scope: 'request',
  rows: ({ state }) =>
    milestonesOf(state).map(([milestone, at]) => ({
      request: state.id,
      milestone,
      at,
      opened_at: state.opened.at,
      procedure: state.procedure.name,
      kind: kindOf(state.procedure.name),
      track: state.track,
      unit: state.unit.hsaId,
    })),
};

export interface MilestoneRow {
  readonly milestone: MilestoneName;
  readonly at: Instant;
  readonly opened_at: Instant;
  readonly procedure: string;
  readonly kind: string;
  readonly track: Track;
}

/** Instants: `from` inclusive, `before` exclusive; `knownAt` inclusive, null = now. `unit` null = all. */
export interface ReportWindow {
  readonly from: Instant;
  readonly before: Instant;
  readonly knownAt: Instant | null;
  readonly unit: string | null;
  /** Whose own cases are not counted for the asker. */
  readonly not: Pick<Sight, 'notParty' | 'notOfPatients'>;
}

export function milestonesWithin(db: Db, { from, before, knownAt, unit, not }: ReportWindow): readonly MilestoneRow[] {
  const seen = partyConditions(not, 'r.');
  return db
    .prepare(
      `SELECT m.milestone, m.at, m.opened_at, m.procedure, m.kind, m.track
       FROM milestones m JOIN requests r ON r.request = m.request
       WHERE m.at >= ? AND m.at < ? AND (? IS NULL OR m.at <= ?) AND (? IS NULL OR m.unit = ?) AND ${whereOf(seen)}
       ORDER BY m.at`,
    )
    .all(from, before, knownAt, knownAt, unit, unit, ...valuesOf(seen)) as MilestoneRow[];
}

function milestonesOf({
  opened,
  track,
  reached,
  decision,
  outcome,
}: RequestState): readonly (readonly [MilestoneName, Instant])[] {
  const times: readonly (readonly [MilestoneName, Instant | undefined])[] = [
    ['opened', opened.at],
    ['assessed', reached.assessed],
    ['consulted', reached.consulted],
    ['decided', reached.decided],
    ['granted', decision?.outcome === 'granted' ? decision.at : undefined],
    ['refused', decision?.outcome === 'refused' ? decision.at : undefined],
    ['submitted', track === 'urgent' ? reached.executed : reached.submitted],
    ['executed', reached['executed-provisionally'] ?? reached.executed],
    ['withdrawn', outcome === 'withdrawn' ? reached.closed : undefined],
    ['closed', reached.closed],
  ];
  return times.flatMap(([milestone, at]) => (at === undefined ? [] : [[milestone, at] as const]));
}
