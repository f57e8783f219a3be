import { Instant } from '../terms';
import { Missed, RequestState, Said } from './state';

/** What a request remembers of how it stood before, so that it can be told for ever what was known when. */

/** With what the measures were made of until now, where an event says anew what they are made of. */
export function withFormer(state: RequestState, change: Partial<RequestState>, until: Instant): Said {
  const said = change.said ?? state.said;
  const { validFrom, plan, receipts } = state;
  const saysAnew = [change.validFrom, change.plan, change.receipts].some((makings) => makings !== undefined);
  if (!saysAnew || Object.keys(receipts).length === 0) return said;
  return { ...said, formerly: [...said.formerly, { until, validFrom, plan, receipts }] };
}

/** @param isMissing is a required item without the receipt that it had? */
export function missedAfter(missed: Missed, isMissing: boolean, at: Instant): Missed {
  const { since, before } = missed;
  if (isMissing === (since !== null)) return missed;
  return since === null ? { since: at, before } : { since: null, before: [...before, { from: since, until: at }] };
}
