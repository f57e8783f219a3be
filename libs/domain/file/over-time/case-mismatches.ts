import { missingReceipts, RequestState } from '../../request/state';
import { Calendar, documentationDueAt, formDueAt, mayBeLate } from '../../request/told/deadlines';
import { Instant } from '../../terms';
import { Spans, union } from '../../words/spans';
import { knowledgeOf, knownThen } from './known-then';

/** Executed and its day for the patient's record passed (domain.md 7.2, 9): until it is written there. */
export function undocumented(request: RequestState, calendar: Calendar): Spans {
  const { executed, closed = null } = request.reached;
  if (executed === undefined || !mayBeLate('documentation', executed, closed, calendar)) return [];
  return union([{ from: documentationDueAt(executed, calendar), until: closed }]);
}

/** An urgent call of which no form has come (domain.md 7.2, 3). */
export function withoutForm(request: RequestState, calendar: Calendar): Spans {
  const { at } = request.opened;
  const settled = settledAt(request);
  if (request.track !== 'urgent' || !mayBeLate('form-report', at, settled, calendar)) return [];
  return union([{ from: formDueAt('form-report', at, calendar), until: settled }]);
}

/** Executed, refused or closed: from then on no urgent call waits for its form, and no request is open; null: not yet. */
export const settledAt = ({ reached, decision }: RequestState): Instant | null =>
  firstOf(reached.executed, decision?.outcome === 'refused' ? decision.at : undefined, reached.closed);

/** Some of it has been carried out, and something required has not, before it ever was executed (domain.md 7.2, 7). */
export function halfExecuted(request: RequestState): Spans {
  const executedAt = firstOf(request.reached['executed-provisionally'], request.reached.executed);
  const times = knowledgeOf([request]).filter(({ from }) => {
    const then = knownThen(request, from);
    const isBefore = executedAt === null || from < executedAt;
    return isBefore && Object.keys(then.receipts).length > 0 && missingReceipts(then).length > 0;
  });
  return union(times);
}

/** A correction has taken away a receipt that is required. */
export const receiptsMissing = ({ missed: { since, before } }: RequestState): Spans =>
  union([...before, ...(since === null ? [] : [{ from: since, until: null }])]);

/** Open (`isOpen`). */
export const openTimes = (request: RequestState): Spans =>
  union([{ from: request.opened.at, until: settledAt(request) }]);

const firstOf = (...times: readonly (Instant | undefined)[]): Instant | null =>
  times.filter((time) => time !== undefined).toSorted()[0] ?? null;
