import { Measure } from '../../measures/measures';
import { beginningsOf } from '../../measures/measures-of';
import { measured, MeasuredFile, reviewByOf, Reviewing } from '../../measures/review-by';
import { policyOn } from '../../policy/policy';
import { pinnedProcedure } from '../../procedures/registry';
import { GivenReceipt, RequestState } from '../../request/state';
import { Deadline, deadlinesOf, Calendar } from '../../request/told/deadlines';
import { Instant, LegalDate } from '../../terms';
import { addDays, dayBefore, legalDateOf, startOfDay } from '../../words/dates';
import { PatientFile } from '../file';

/** An extension that goes on until time ends it. */
export interface RunningExtension {
  readonly measure: Measure;
  /** Last day, inclusive. */
  readonly lastDay: LegalDate;
  readonly cameIntoForce: Instant;
}

/** Everything that the request must not be late with, the first first. `now`: what is only for information is left out once it is
 *  over. */
export function allDeadlinesOf(
  request: RequestState,
  { requests }: Pick<PatientFile, 'requests'>,
  calendar: Calendar,
  now: Instant,
): readonly Deadline[] {
  const all = [...requests.values()];
  const file = measured(all);
  const reviewBy = reviewDayOf(request, file, calendar) ?? reviewToCome(request);
  const deadlines: readonly Deadline[] = [
    ...deadlinesOf(request, calendar),
    ...(reviewBy === null ? [] : [{ kind: 'review', dueAt: afterDay(reviewBy) } as const]),
    ...runningExtensions(request, file)
      .map(({ lastDay }) => ({ kind: 'extension-ends', dueAt: afterDay(lastDay) }) as const)
      .filter(({ dueAt }) => now < dueAt),
  ];
  return deadlines.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : Number(one.dueAt > other.dueAt)));
}

/** The day by which what the request began is reviewed; null where no block or seal of it goes on. What is ended already, if on a
 *  day to come, is not reviewed any more. */
export const reviewDayOf = (
  request: Reviewing & Pick<RequestState, 'opened'>,
  file: MeasuredFile,
  { policies }: Calendar,
): LegalDate | null => reviewByOf(file, request, policyOn(policies, legalDateOf(request.opened.at)), endOfTime);

/** Of a measure that is granted and not begun yet, where the decision names the day. */
const reviewToCome = (request: RequestState): LegalDate | null =>
  request.outcome === 'granted' &&
  isProtective(pinnedProcedure(request.procedure).begins) &&
  beginningsOf(request).length === 0
    ? request.reviewBy
    : null;

const isProtective = (kind: Measure['kind'] | null): boolean => kind === 'block' || kind === 'seal';

export const runningExtensions = (request: RequestState, { begunBy }: MeasuredFile): readonly RunningExtension[] =>
  begunBy(request.id).flatMap((measure) => {
    const { kind, until, endedBy, from, events } = measure;
    if (kind !== 'extension' || until === null || endedBy !== null) return [];
    const receipt = Object.values(request.receipts).find(({ revision }) => revision === events[0]?.revision);
    return from < until && receipt !== undefined
      ? [{ measure, lastDay: dayBefore(until), cameIntoForce: intoForce(receipt, from) }]
      : [];
  });

/** Which comes later: the receipt, or the day that the decision names. */
const intoForce = ({ performedAt }: GivenReceipt, from: LegalDate): Instant =>
  legalDateOf(performedAt) < from ? startOfDay(from) : performedAt;

/** When the date is over. */
export const afterDay = (date: LegalDate): Instant => startOfDay(addDays(date, 1));

const endOfTime = '9999-12-31' as LegalDate;
