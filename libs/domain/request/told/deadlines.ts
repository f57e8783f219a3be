import { addDays, daysBetween, legalDateOf, sameTimeAfter } from '../../words/dates';
import { policyOn } from '../../policy/policy';
import { FormDeadline, RegionPolicies, WorkingDayDeadline } from '../../policy/region';
import { Instant, LegalDate } from '../../terms';
import { Action } from '../lifecycle';
import { RequestState } from '../state';

export const formDeadlineKinds = [
  'form-reminder',
  'form-escalation',
  'form-report',
] as const satisfies readonly FormDeadline[];

export const deadlineKinds = [
  ...formDeadlineKinds,
  'submission',
  'execution',
  'documentation',
  'review',
  'extension-ends',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export interface Deadline<Kind extends DeadlineKind = DeadlineKind> {
  readonly kind: Kind;
  readonly dueAt: Instant;
}

/** What deadlines are counted by: which days are working days in Sweden, and the region's policies. */
export interface Calendar {
  readonly isWorkingDay: (date: LegalDate) => boolean;
  readonly policies: RegionPolicies;
}

/** What the request's own next steps must not be late with, until they are taken; a missed deadline never ends a protection. */
export const deadlinesOf = (request: RequestState, calendar: Calendar): readonly Deadline<WorkingDayDeadline>[] => [
  ...formDeadlines(request, calendar),
  ...stepDeadline(request, calendar),
];

/** When the action is missed; null: nothing asks for it. */
export const dueAtFor = (action: Action, deadlines: readonly Deadline<WorkingDayDeadline>[]): Instant | null =>
  deadlines
    .filter(({ kind }) => askedFor[kind].includes(action))
    .map(({ dueAt }) => dueAt)
    .toSorted()[0] ?? null;

/** What a missed form waits for is every step of its unit up to the form. */
const upToTheForm: readonly Action[] = ['assessment', 'consultation', 'decision', 'submission'];

const askedFor: Readonly<Record<WorkingDayDeadline, readonly Action[]>> = {
  'form-reminder': upToTheForm,
  'form-escalation': upToTheForm,
  'form-report': upToTheForm,
  submission: ['submission'],
  execution: ['execution'],
  documentation: ['documentation'],
};

function formDeadlines(request: RequestState, calendar: Calendar): readonly Deadline<FormDeadline>[] {
  const settled = request.submission !== null || request.outcome === 'refused' || request.state === 'closed';
  if (request.track !== 'urgent' || settled) return [];
  return formDeadlineKinds.map((kind) => ({ kind, dueAt: formDueAt(kind, request.opened.at, calendar) }));
}

/** When the form of an urgent call is missed in this way, if it is not there by then. */
export const formDueAt = (kind: FormDeadline, calledAt: Instant, calendar: Calendar): Instant =>
  dueAfter(kind, calledAt, calendar);

/** When what was executed is missed in the patient's record, if it is not there by then. */
export const documentationDueAt = (executedAt: Instant, calendar: Calendar): Instant =>
  dueAfter('documentation', executedAt, calendar);

/** No deadline comes before as many days as it has working days: a cheap look at whether what was done can have been late.
 *  @param doneAt null: it is not done */
export function mayBeLate(
  kind: WorkingDayDeadline,
  since: Instant,
  doneAt: Instant | null,
  { policies }: Pick<Calendar, 'policies'>,
): boolean {
  if (doneAt === null) return true;
  const day = legalDateOf(since);
  return daysBetween(day, legalDateOf(doneAt)) >= policyOn(policies, day).dueAfterWorkingDays[kind];
}

/** A granted case that is not with the executor, one that is and is not carried out, one that is and is not in the record. */
function stepDeadline(request: RequestState, calendar: Calendar): readonly Deadline<WorkingDayDeadline>[] {
  const { state, outcome, decision, submission, reached, said } = request;
  const waiting = (kind: WorkingDayDeadline, since: Instant | undefined): readonly Deadline<WorkingDayDeadline>[] =>
    since === undefined ? [] : [{ kind, dueAt: dueAfter(kind, since, calendar) }];
  if (state === 'decided' && outcome === 'granted') {
    return waiting('submission', said.returns.at(-1)?.at ?? decision?.at);
  }
  if (state === 'submitted') return waiting('execution', submission?.at);
  return state === 'executed' ? waiting('documentation', reached.executed) : [];
}

/** At the same time of day, so many working days later. */
function dueAfter(kind: WorkingDayDeadline, since: Instant, { policies, isWorkingDay }: Calendar): Instant {
  const day = legalDateOf(since);
  const { [kind]: workingDays } = policyOn(policies, day).dueAfterWorkingDays;
  return sameTimeAfter(since, daysUntil(day, workingDays, isWorkingDay));
}

/** Calendar days until the n-th working day after the date. */
function daysUntil(date: LegalDate, workingDays: number, isWorkingDay: (date: LegalDate) => boolean): number {
  let days = 0;
  for (let left = workingDays; left > 0;) {
    days += 1;
    if (isWorkingDay(addDays(date, days))) left -= 1;
  }
  return days;
}
