import { Due, DueKind, Instant, LegalDate, RequestId } from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';

/** Something that time did, as the log has it. */
export interface Done {
  readonly request: RequestId;
  readonly kind: DueKind;
  readonly on: LegalDate;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** In the order of the log. */
export const doneIn = (events: readonly LoggedEvent[]): readonly Done[] =>
  events.flatMap(({ type, caseId, occurredAt, recordedAt, data }): readonly Done[] => {
    const at = { request: caseId as RequestId, occurredAt: occurredAt as Instant, recordedAt: recordedAt as Instant };
    if (type === 'MeasureLapsed') return [{ ...at, kind: 'measure-lapses', on: (data as { from: LegalDate }).from }];
    const { due } = data as { due?: { kind: DueKind; on: LegalDate } };
    return type === 'EffectRequested' && due !== undefined ? [{ ...at, ...due }] : [];
  });

const nameOf = ({ request, kind, on }: Pick<Done, 'request' | 'kind' | 'on'>): string => `${request} ${kind} ${on}`;

/** What a round of the workers is to do at this instant, and nothing else: all lapses that have fallen due, and of each kind of mail of
 *  a request the latest that has, unless that or a later one of its kind was sent before. In the order of
 *  time: a block that has lapsed is reviewed no more. */
export function expectedAt(now: Instant, dues: readonly Due[], before: readonly Done[]): readonly Due[] {
  const fallen = dues.filter(({ at }) => at <= now);
  const isOvertaken = (due: Due): boolean =>
    due.does.does === 'mail' &&
    fallen.some(({ request, kind, at }) => request === due.request && kind === due.kind && at > due.at);
  const isDone = (due: Due): boolean =>
    due.does.does === 'mail' &&
    before.some((done) => done.request === due.request && done.kind === due.kind && done.occurredAt >= due.at);
  const isOver = (due: Due): boolean =>
    due.kind === 'review' &&
    fallen.some(({ request, kind, at }) => request === due.request && kind === 'measure-lapses' && at < due.at);
  return fallen.filter((due) => !isOvertaken(due) && !isDone(due) && !isOver(due));
}

export interface Round {
  readonly now: Instant;
  readonly expected: readonly Due[];
  readonly before: readonly Done[];
  readonly after: readonly Done[];
  /** A worker that was killed has left some of it. */
  readonly whole: boolean;
}

/** What is wrong with a round, in words. */
export function faultsOf({ now, expected, before, after, whole }: Round): readonly string[] {
  const news = after.slice(before.length);
  const names = after.map(nameOf);
  const wanted = new Map(expected.map((due) => [nameOf({ ...due, request: due.request }), due]));
  return [
    ...names.filter((name, place) => names.indexOf(name) < place).map((name) => `twice: ${name}`),
    ...news.filter((one) => !wanted.has(nameOf(one))).map((one) => `not due: ${nameOf(one)}`),
    ...(whole ? [...wanted.keys()].filter((name) => !names.includes(name)).map((name) => `forgotten: ${name}`) : []),
    ...news
      .filter((one) => !isNow(one.recordedAt, now) || one.occurredAt !== wanted.get(nameOf(one))?.at)
      .map((one) => `at another time: ${nameOf(one)}`),
  ];
}

/** A file's events never stand at the same instant, so one may come a little later. */
const isNow = (recordedAt: Instant, now: Instant): boolean =>
  recordedAt >= now && Date.parse(recordedAt) - Date.parse(now) < 1_000;
