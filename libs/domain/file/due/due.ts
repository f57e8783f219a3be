import { Dispatch, MailTemplate, Recipient } from '../../effects/intent';
import { measured, MeasuredFile } from '../../measures/review-by';
import { dayReached } from '../../policy/day-reached';
import { policyOn } from '../../policy/policy';
import { WorkingDayDeadline } from '../../policy/region';
import { Act, RequestEvent } from '../../request/events';
import { RequestState } from '../../request/state';
import { deadlinesOf, Calendar } from '../../request/told/deadlines';
import { Instant, LegalDate, PersonId, RequestId } from '../../terms';
import { addDays, legalDateOf, startOfDay } from '../../words/dates';
import { PatientFile } from '../file';
import { FellDue } from './kinds';
import { reviewDayOf, runningExtensions } from './times';

/** Something that time does with a request, as data. */
export interface Due extends FellDue {
  readonly request: RequestId;
  readonly at: Instant;
  readonly does: DueDeed;
}

/** An event of the request, or a mail. */
export type DueDeed =
  | { readonly does: 'lapse'; readonly guardians: readonly PersonId[] }
  | { readonly does: 'mail'; readonly dispatch: Dispatch };

/** Everything that time does with the file as it stands and has not been written into it, past or to come, in the order of time.
 *  What was asked for by mail is known elsewhere. */
export function dueOf({ requests }: PatientFile, birthDate: LegalDate, calendar: Calendar): readonly Due[] {
  const all = [...requests.values()];
  const file = measured(all);
  return all
    .flatMap((request): readonly Due[] => [
      ...lapsesOf(
        request,
        file,
        dayReached(birthDate, calendar.policies, ({ adultAge }) => adultAge),
      ),
      ...remindersOf(request, calendar),
      ...reviewOf(request, file, calendar),
      ...extensionEndsOf(request, file, calendar),
    ])
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** Of what has fallen due, and of the rest: of several days of one kind the latest alone, when they are past. */
export const latestOfKind = (dues: readonly Due[], now: Instant): readonly Due[] =>
  dues.filter(
    (one) =>
      one.does.does === 'lapse' ||
      !dues.some((other) => isSameKind(one, other) && one.at < other.at && other.at <= now),
  );

export const isSameKind = (one: Pick<Due, 'request' | 'kind'>, other: Pick<Due, 'request' | 'kind'>): boolean =>
  one.request === other.request && one.kind === other.kind;

/** The block has come to its end: nobody is a guardian any more. */
export const lapsed = ({ on, at }: Due, guardians: readonly PersonId[], act: Act): RequestEvent => ({
  type: 'MeasureLapsed',
  occurredAt: at,
  persons: [],
  data: { ...act, measure: 'block', guardians, from: on },
});

/** One that began later than that day lapses when it begins. */
function lapsesOf(request: RequestState, { begunBy }: MeasuredFile, adult: LegalDate): readonly Due[] {
  const blocks = begunBy(request.id).filter(
    ({ kind, from, until }) => kind === 'block' && (until === null || until > later(adult, from)),
  );
  const days = [...new Set(blocks.map(({ from }) => later(adult, from)))];
  return days.map((on) => {
    const guardians = blocks.filter(({ from }) => later(adult, from) === on).map(({ person }) => person);
    return { request: request.id, kind: 'measure-lapses', on, at: startOfDay(on), does: { does: 'lapse', guardians } };
  });
}

const remindersOf = (request: RequestState, calendar: Calendar): readonly Due[] =>
  deadlinesOf(request, calendar).flatMap(({ kind, dueAt }) => {
    const told = reminders[kind];
    if (told === null || kind === 'form-report') return [];
    const does = mail(request, told.template, told.to);
    return [{ request: request.id, kind, on: legalDateOf(dueAt), at: dueAt, does }];
  });

const reminders: Readonly<
  Record<WorkingDayDeadline, { readonly template: MailTemplate; readonly to: Recipient['role'] } | null>
> = {
  'form-reminder': { template: 'reminder', to: 'unit' },
  'form-escalation': { template: 'escalation', to: 'head' },
  'form-report': null,
  submission: { template: 'reminder', to: 'unit' },
  execution: { template: 'reminder', to: 'executor' },
  documentation: { template: 'reminder', to: 'unit' },
};

function reviewOf(request: RequestState, file: MeasuredFile, calendar: Calendar): readonly Due[] {
  const on = reviewDayOf(request, file, calendar);
  if (on === null) return [];
  return [{ request: request.id, kind: 'review', on, at: startOfDay(on), does: mail(request, 'review', 'unit') }];
}

function extensionEndsOf(request: RequestState, file: MeasuredFile, calendar: Calendar): readonly Due[] {
  return runningExtensions(request, file).flatMap(({ lastDay, cameIntoForce }) => {
    const marks = policyOn(calendar.policies, lastDay).extensionEnds.mailDaysBefore.map((days) =>
      addDays(lastDay, -days),
    );
    return marks
      .map((on) => ({ on, at: startOfDay(on) }))
      .filter(({ at }) => at >= cameIntoForce)
      .map(({ on, at }): Due => ({
        request: request.id,
        kind: 'extension-ends',
        on,
        at,
        does: mail(request, 'extension-ends', 'unit'),
      }));
  });
}

const mail = (
  { id: request, caseNumber, unit: { hsaId: unit } }: RequestState,
  template: MailTemplate,
  role: Recipient['role'],
): DueDeed => ({
  does: 'mail',
  dispatch: {
    kind: 'mail',
    template,
    request,
    about: { request, caseNumber },
    recipient: role === 'executor' ? { role } : { role, unit },
    attachForm: null,
    class: 'A',
  },
});

const later = (one: LegalDate, other: LegalDate): LegalDate => (one > other ? one : other);

const placeOf = ({ at, request, kind }: Due): string => [at, request, kind].join(' ');
