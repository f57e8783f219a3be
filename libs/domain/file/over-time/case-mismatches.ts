import { missingReceipts, RequestState } from '../../request/state';
import { Calendar, documentationDueAt, formDueAt } from '../../request/told/deadlines';
import { Instant } from '../../terms';
import { Spans, union } from '../../words/spans';
import { knowledgeOf, knownThen } from './known-then';

/** Executed and its day for the patient's record passed (domain.md 7.2, 9): until it is written there. */
export function undocumented(request: RequestState, calendar: Calendar): Spans {
  const { reached } = request;
  if (reached.executed === undefined) return [];
  return union([{ from: documentationDueAt(reached.executed, calendar), until: reached.closed ?? null }]);
}

/** An urgent call of which no form has come (domain.md 7.2, 3). */
export function withoutForm(request: RequestState, calendar: Calendar): Spans {
  if (request.track !== 'urgent') return [];
  return union([{ from: formDueAt('form-report', request.opened.at, calendar), until: settledAt(request) }]);
}

/** The form is there, or none is to come; null: neither. */
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

/** Open: from the opening until it is executed, refused or closed (`isOpen`). */
export const openTimes = ({ opened, reached, decision }: RequestState): Spans =>
  union([
    {
      from: opened.at,
      until: firstOf(reached.executed, decision?.outcome === 'refused' ? decision.at : undefined, reached.closed),
    },
  ]);

const firstOf = (...times: readonly (Instant | undefined)[]): Instant | null =>
  times.filter((time) => time !== undefined).toSorted()[0] ?? null;
