import { Instant, kindOf, LegalDate, legalDateOf, RequestState } from '@sigill/domain';
import { OfRequest } from './engine/table';
import { bucketOf } from './lead-buckets';
import { Unseen } from './sight';

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

/** When did each request come to what? Times are those of recording, so that a report can tell what was known when.
 *  `day`: in Sweden. `lead`: milliseconds since the opening. */
export const milestones: OfRequest = {
  of: 'request',
  name: 'milestones',
  version: 3,
  columns: `request TEXT NOT NULL, milestone TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, lead INTEGER NOT NULL,
    bucket INTEGER NOT NULL, procedure TEXT NOT NULL, kind TEXT NOT NULL, track TEXT NOT NULL, unit TEXT NOT NULL,
    PRIMARY KEY (request, milestone)`,
  clustered: true,
  indexes: [
    '(day, milestone, procedure, kind, track, unit, bucket, at)',
    '(procedure, milestone, lead, day, unit, at)',
  ],
  rows: ({ state }) =>
    milestonesOf(state).map(([milestone, at]) => ({
      request: state.id,
      milestone,
      at,
      day: legalDateOf(at),
      lead: leadOf(state, at),
      bucket: bucketOf(leadOf(state, at)),
      procedure: state.procedure.name,
      kind: kindOf(state.procedure.name),
      track: state.track,
      unit: state.unit.hsaId,
    })),
};

/** `from` and `to`: days in Sweden, both inclusive. `knownAt` inclusive, null = now. `unit` null = all. A person's own
 *  cases (`not`) are in no figure that he or she is shown. */
export interface ReportWindow {
  readonly from: LegalDate;
  readonly to: LegalDate;
  readonly knownAt: Instant | null;
  readonly unit: string | null;
  readonly not: Unseen;
}

export function milestonesOf({
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

const leadOf = ({ opened }: RequestState, at: Instant): number => Date.parse(at) - Date.parse(opened.at);
