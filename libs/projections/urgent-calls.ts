import { formDueAt, legalDateOf, settledAt } from '@sigill/domain';
import { OfRequest } from './engine/table';
import { milestonesOf } from './milestones';

/** What has become of each urgent call, and when? Times are those of recording. `form_due_at`: from then on the call is without
 *  its form, unless it was `settled_at` by then: the form is there, or none is to come. `lead`: milliseconds from the call until
 *  it was executed. */
export const urgentCalls: OfRequest = {
  of: 'request',
  name: 'urgent_calls',
  version: 1,
  columns: `request TEXT PRIMARY KEY, unit TEXT NOT NULL, called_at TEXT NOT NULL, day TEXT NOT NULL, executed_at TEXT, lead INTEGER,
    form_due_at TEXT NOT NULL, settled_at TEXT, overturned_at TEXT`,
  clustered: true,
  indexes: ['(unit, day)', '(day)'],
  rows: ({ state }, calendar) => {
    if (state.track !== 'urgent') return [];
    const { at } = state.opened;
    const times = new Map(milestonesOf(state));
    const executedAt = times.get('executed') ?? null;
    return [
      {
        request: state.id,
        unit: state.unit.hsaId,
        called_at: at,
        day: legalDateOf(at),
        executed_at: executedAt,
        lead: executedAt === null ? null : Date.parse(executedAt) - Date.parse(at),
        form_due_at: formDueAt('form-report', at, calendar),
        settled_at: settledAt(state),
        overturned_at: times.get('refused') ?? null,
      },
    ];
  },
};

/** SQL over `urgent_calls`: 1 or 0, as it stands at the instant for each `?`. */
export const callConditions = {
  executed: 'coalesce(executed_at <= ?, 0)',
  withoutForm: '(form_due_at <= ? AND coalesce(settled_at > ?, 1))',
  overturned: 'coalesce(overturned_at <= ?, 0)',
} as const;
