import { Report } from '@sigill/application';
import { mismatchKinds } from '@sigill/domain';
import { LeadTimeRow, MeasureRow, MismatchRow, RefusalRow, ReviewRow, UrgentRow, VolumeRow } from '@sigill/projections';
import { count, date, described, instant, JsonSchema, list, oneOf, orNull, ref, shape, text } from './schema';

const number: JsonSchema = { type: 'number', minimum: 0 };

const month: JsonSchema = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}$' };

const volumeRow = shape<VolumeRow>({
  month,
  kind: text,
  procedure: text,
  track: text,
  opened: count,
  granted: count,
  refused: count,
  withdrawn: count,
  executed: count,
  closed: count,
});

const leadTimeRow = shape<LeadTimeRow>({
  procedure: text,
  step: oneOf<LeadTimeRow['step']>({ assessed: 0, consulted: 0, decided: 0, submitted: 0, executed: 0, closed: 0 }),
  count,
  medianHours: number,
  p90Hours: number,
  maxHours: number,
});

const urgentRow = shape<UrgentRow>({
  month: described(month, 'Of the calls.'),
  unit: described(text, 'HSA-id.'),
  calls: count,
  executedMinutesMedian: described(
    orNull(number),
    'From the call until everything was executed; null where nothing is.',
  ),
  executedMinutesP90: orNull(number),
  withoutForm: described(count, 'Calls whose form was not there by the deadline `form-report`, and is not yet.'),
  overturned: described(count, 'Calls whose decision was a refusal.'),
});

const refusalRow = shape<RefusalRow>({
  month,
  procedure: described(orNull(text), 'Null where the call named none that there is.'),
  action: described(text, 'The last part of the command’s path; `opening`, `urgent-opening`.'),
  code: described(text, 'Of the problem that it was answered with.'),
  count,
});

const measureRow = shape<MeasureRow>({
  kind: oneOf<MeasureRow['kind']>({ extension: 0, block: 0, seal: 0, lock: 0 }),
  procedure: text,
  unit: described(text, 'HSA-id.'),
  inForce: described(count, 'Requests that had begun a measure in force, however many persons it is about.'),
  sealsWithoutLock: described(count, 'Of the seals in force, those beside which no login is locked.'),
  withoutEffect: described(count, 'Of the blocks in force, those of young people who read alone.'),
});

const reviewRow = shape<ReviewRow>({
  unit: described(text, 'HSA-id.'),
  procedure: text,
  request: described(text, 'The one that began the block or the seal.'),
  dueOn: described(date, 'The day by which it is reviewed.'),
  overdueDays: described(count, '0 where the day is to come.'),
});

const mismatchRow = shape<MismatchRow>({
  kind: { type: 'string', enum: [...mismatchKinds] },
  unit: described(orNull(text), 'HSA-id; null where no unit has anything to do for the patient.'),
  request: orNull(text),
  since: described(instant, 'Since when it has been so without a break, by what was recorded at the time.'),
});

const rowSchemas: Readonly<Record<string, JsonSchema>> = {
  VolumeRow: volumeRow,
  LeadTimeRow: leadTimeRow,
  UrgentRow: urgentRow,
  RefusalRow: refusalRow,
  MeasureRow: measureRow,
  ReviewRow: reviewRow,
  MismatchRow: mismatchRow,
};

const report = shape<Report>({
  name: oneOf({ volumes: 0, 'lead-times': 0, urgent: 0, refusals: 0, measures: 0, reviews: 0, mismatches: 0 }),
  from: described(orNull(date), 'Null in `measures`, `reviews` and `mismatches`.'),
  to: orNull(date),
  at: orNull(instant),
  rows: list({ anyOf: Object.keys(rowSchemas).map(ref) }),
});

export const reportSchemas: Readonly<Record<string, JsonSchema>> = { ...rowSchemas, Report: report };
