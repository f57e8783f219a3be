import { Instant, LegalDate } from '@sigill/domain';
import { MilestoneName, milestoneNames } from './milestones';
import { Condition, valuesOf } from './sight';
import { callConditions } from './urgent-calls';

/** The figures of reports whose cases can be asked for, by the names that they have there: of `volumes` and `lead-times` the
 *  milestones, the four of `urgent`, and the cases in which a command was refused. */
export const figures = [
  ...milestoneNames,
  'calls',
  'executedMinutes',
  'withoutForm',
  'overturned',
  'refusals',
] as const;
export type Figure = (typeof figures)[number];

/** Days in Sweden, both inclusive, as the report counts them: of the milestone, the call, the refusal; null: all. */
export interface FigureFilter {
  readonly figure: Figure;
  readonly from: LegalDate | null;
  readonly to: LegalDate | null;
  /** As it was known then; what time does is judged by it, too. */
  readonly asOf: Instant;
  /** Of refusals; null: any. */
  readonly code: string | null;
  readonly action: string | null;
}

/** SQL over `requests`: the cases behind a figure. */
export function figureCondition(filter: FigureFilter): Condition {
  const { figure, asOf } = filter;
  switch (figure) {
    case 'calls':
      return among('urgent_calls', filter, [['called_at <= ?', asOf]]);
    case 'executedMinutes':
      return among('urgent_calls', filter, [[callConditions.executed, asOf]]);
    case 'withoutForm':
      return among('urgent_calls', filter, [[callConditions.withoutForm, asOf, asOf]]);
    case 'overturned':
      return among('urgent_calls', filter, [[callConditions.overturned, asOf]]);
    case 'refusals':
      return among('refusals', filter, [['request IS NOT NULL AND at <= ?', asOf], ...ofRefusals(filter)]);
    default:
      return ofMilestone(figure, filter);
  }
}

const ofMilestone = (milestone: MilestoneName, filter: FigureFilter): Condition =>
  among('milestones', filter, [
    ['milestone = ?', milestone],
    ['at <= ?', filter.asOf],
  ]);

const ofRefusals = ({ code, action }: FigureFilter): readonly Condition[] => [
  ...(code === null ? [] : [['code = ?', code] as const]),
  ...(action === null ? [] : [['action = ?', action] as const]),
];

function among(table: string, { from, to }: FigureFilter, more: readonly Condition[]): Condition {
  const days: readonly Condition[] = [
    ...(from === null ? [] : [['day >= ?', from] as const]),
    ...(to === null ? [] : [['day <= ?', to] as const]),
  ];
  const conditions = [...days, ...more];
  return [
    `request IN (SELECT request FROM ${table} WHERE ${conditions.map(([sql]) => sql).join(' AND ')})`,
    ...valuesOf(conditions),
  ];
}
