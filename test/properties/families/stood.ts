import {
  circumstancesIn,
  deadlinesOf,
  emptyFile,
  evolvedFile,
  FileEvent,
  guardiansNotInMeasure,
  Instant,
  isOpen,
  LegalDate,
  measured,
  measuresOf,
  missingReceipts,
  PatientFile,
  pinnedProcedure,
  RequestState,
  reviewDayOf,
  TracedMeasure,
} from '@sigill/domain';
import { daysFrom, swedishDay } from '../../domain/access/days';
import { rules } from '../../support/domain/timed-file';
import { Lived } from './life';

export type Circumstances = typeof circumstancesIn;

/** What held at an instant, as the whole file tells it afterwards. */
export function toldAfterwards(circumstances: Circumstances, { end: { file, birthDate } }: Lived) {
  const all = circumstances(file, birthDate, rules);
  return (at: Instant): readonly string[] =>
    all
      .filter(({ from, until }) => from <= at && (until === null || at < until))
      .map(({ name, request, measure, dueOn }) => line(name, request, measure ?? dueOn))
      .sort();
}

const line = (name: string, request: string | null, about: string | null = null): string =>
  [name, request?.slice(-4) ?? '-', about ?? '-'].join(' ');

/** What somebody would have found who had asked at that instant, when no more than this was on record: by how things stood then,
 *  without any history. */
export function foundThen({ events, end: { birthDate } }: Lived, at: Instant): readonly string[] {
  const file = evolvedFile(
    emptyFile(),
    events.filter((event) => recordedAt(event) <= at),
  );
  const all = [...file.requests.values()];
  const facts: Then = { file, all, measures: measuresOf(all), day: swedishDay(at), at, birthDate };
  return [...new Set([...all.flatMap((request) => ofRequest(request, facts)), ...unsealed(facts)])].sort();
}

const recordedAt = ({ event }: FileEvent): Instant => event.data.at;

interface Then {
  readonly file: PatientFile;
  readonly all: readonly RequestState[];
  readonly measures: readonly TracedMeasure[];
  readonly day: LegalDate;
  readonly at: Instant;
  readonly birthDate: LegalDate;
}

function ofRequest(request: RequestState, then: Then): readonly string[] {
  const { all, measures, day, at } = then;
  const own = measures.filter((one) => one.request === request.id && goes(one, day));
  const of = (kind: string) => own.filter((one) => one.kind === kind);
  const reviewDay = reviewDayOf(request, measured(all), rules);
  const missed = (kind: string) => deadlinesOf(request, rules).some((one) => one.kind === kind && one.dueAt <= at);
  const isProvisional = request.reached['executed-provisionally'] ?? request.reached.executed;
  const mismatches: Readonly<Record<string, boolean>> = {
    'block-without-effect': of('block').length > 0 && ageIn(then) >= 16,
    'seal-without-lock': of('seal').length > 0 && !measures.some((one) => one.kind === 'lock' && goes(one, day)),
    'block-with-extension': of('block').some(({ person }) =>
      measures.some((one) => one.kind === 'extension' && one.person === person && goes(one, day)),
    ),
    'seal-without-protection': of('seal').length > 0 && follows(request) && !isProtectedNow(then),
    'executed-without-documentation': missed('documentation'),
    'urgent-without-form': missed('form-report'),
    'half-executed':
      isProvisional === undefined && Object.keys(request.receipts).length > 0 && missingReceipts(request).length > 0,
    'receipts-missing': request.missed.since !== null,
    'custody-changed': isCustodyChanged(request, own, then),
  };
  return [
    ...own.map(({ kind }) => line('in-force', request.id, kind)),
    ...(reviewDay === null ? [] : [line('review', request.id, reviewDay)]),
    ...Object.keys(mismatches).flatMap((name) => (mismatches[name] === true ? [line(name, request.id)] : [])),
  ];
}

const goes = ({ from, until }: TracedMeasure, day: LegalDate): boolean =>
  from <= day && (until === null || day < until);

const follows = ({ procedure }: RequestState): boolean => pinnedProcedure(procedure).followsProtection === true;

function isProtectedNow({ file: { register } }: Then): boolean {
  const newest = register.answers.at(-1)!;
  return [newest.patient, ...newest.guardians].some(({ protection }) => protection !== 'none');
}

function ageIn({ birthDate, day }: Then): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const passed =
    birthDate.slice(5) <= day.slice(5) || (birthDate.endsWith('02-29') && daysFrom(day, 1).endsWith('03-01'));
  return passed ? years : years - 1;
}

function isCustodyChanged(
  request: RequestState,
  own: readonly TracedMeasure[],
  { file: { register }, measures }: Then,
): boolean {
  const guardians = register.answers.at(-1)!.guardians.map(({ id }) => id);
  const isLeft = own.some(
    ({ kind, person }) =>
      (kind === 'block' || (kind === 'extension' && person !== request.patient)) && !guardians.includes(person),
  );
  const isBlocking = own.some(({ kind }) => kind === 'block');
  return isLeft || (isBlocking && guardiansNotInMeasure(request, { measures, register }).length > 0);
}

/** For each unit on its newest request that is open or has something in force; for nobody where there is none. */
function unsealed(then: Then): readonly string[] {
  const { all, measures, day } = then;
  const isSealed = all.some(
    (request) =>
      follows(request) && measures.some((one) => one.request === request.id && one.kind === 'seal' && goes(one, day)),
  );
  if (!isProtectedNow(then) || isSealed) return [];
  const concerned = all.filter(
    (request) => isOpen(request) || measures.some((one) => one.request === request.id && goes(one, day)),
  );
  const newest = new Map(concerned.map((request) => [request.unit.hsaId, request.id]));
  return newest.size === 0
    ? [line('protected-without-seal', null)]
    : [...newest.values()].map((request) => line('protected-without-seal', request));
}

/** When something was recorded, on days after it, and on the birthdays that count. */
export function momentsIn({ events, end: { birthDate, now } }: Lived): readonly Instant[] {
  const recorded = [...new Set(events.map(recordedAt))];
  const nights = recorded.flatMap((at) => [1, 2, 8, 370].map((days) => noon(daysFrom(swedishDay(at), days))));
  const birthdays = [16, 18].map((age) => noon(`${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`));
  return [...recorded, ...nights, ...birthdays, now].filter((at) => at >= recorded[0]!);
}

const noon = (day: string): Instant => `${day}T12:00:00.000Z` as Instant;
