import { Report } from '@sigill/application';
import { LeadTimeRow, RefusalRow, UrgentRow, VolumeRow } from '@sigill/projections';
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

const report = shape<Report>({
  name: oneOf({ volumes: 0, 'lead-times': 0, urgent: 0, refusals: 0 }),
  from: date,
  to: date,
  at: orNull(instant),
  rows: list({ anyOf: [ref('VolumeRow'), ref('LeadTimeRow'), ref('UrgentRow'), ref('RefusalRow')] }),
});

export const reportSchemas: Readonly<Record<string, JsonSchema>> = {
  VolumeRow: volumeRow,
  LeadTimeRow: leadTimeRow,
  UrgentRow: urgentRow,
  RefusalRow: refusalRow,
  Report: report,
};
