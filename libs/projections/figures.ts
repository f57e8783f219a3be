import { CircumstanceName, Instant, LegalDate, legalDateOf, MismatchKind, mismatchKinds } from '@sigill/domain';
import { toCome } from './as-it-stood';
import { heldAt } from './circumstances';
import { MilestoneName, milestoneNames } from './milestones';
import { Condition, valuesOf } from './sight';
import { callConditions } from './urgent-calls';

/** How it stood: the figures of `measures`, the lines of `reviews`, and the kinds of `mismatches`. */
export const standingFigures = ['inForce', 'sealsWithoutLock', 'withoutEffect', 'reviews', ...mismatchKinds] as const;
export type StandingFigure = (typeof standingFigures)[number];

/** The figures of reports whose cases can be asked for, by the names that they have there: of `volumes` and `lead-times` the
 *  milestones, the four of `urgent`, the cases in which a command was refused, and how it stood. */
export const figures = [
  ...milestoneNames,
  'calls',
  'executedMinutes',
  'withoutForm',
  'overturned',
  'refusals',
  ...standingFigures,
] as const;
export type Figure = (typeof figures)[number];

export const isStanding = (figure: Figure): figure is StandingFigure =>
  standingFigures.some((standing) => standing === figure);

/** Days in Sweden, both inclusive, as the report counts them: of the milestone, the call, the refusal; null: all, and where it
 *  says how it stood. */
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
  if (isStanding(figure)) return stoodAt(figure, asOf);
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

function stoodAt(figure: StandingFigure, at: Instant): Condition {
  const conditions: readonly Condition[] = [
    ['name = ?', circumstanceOf(figure)],
    heldAt(at),
    ...(figure === 'reviews' ? [toCome(legalDateOf(at))] : []),
  ];
  return inside('circumstances', conditions);
}

function circumstanceOf(figure: StandingFigure): CircumstanceName {
  switch (figure) {
    case 'inForce':
      return 'in-force';
    case 'sealsWithoutLock':
      return 'seal-without-lock';
    case 'withoutEffect':
      return 'block-without-effect';
    case 'reviews':
      return 'review';
    default:
      return figure satisfies MismatchKind;
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
  return inside(table, [...days, ...more]);
}

const inside = (table: string, conditions: readonly Condition[]): Condition => [
  `request IN (SELECT request FROM ${table} WHERE ${conditions.map(([sql]) => sql).join(' AND ')})`,
  ...valuesOf(conditions),
];
