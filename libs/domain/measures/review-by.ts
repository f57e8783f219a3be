import { pinnedProcedure } from '../procedures/registry';
import { hasExecution, missingReceipts, RequestState } from '../request/state';
import { Instant, LegalDate } from '../terms';
import { birthday, legalDateOf } from '../words/dates';
import { Measure } from './measures';
import { measuresOf, stands } from './measures-of';

/** How long after a block or a seal came into force it is reviewed, where nobody named a day. */
export interface ReviewPolicy {
  readonly reviewAfterYears: number;
}

/** By when what the request began is to be reviewed next: the newest word of its own decision, of a review, or of an executed
 *  renewal. A renewal that names no day counts anew from the day of its decision. Null: no block or seal of it stands any more.
 *  @param file all requests of the patient */
export function reviewByOf(
  file: readonly RequestState[],
  request: RequestState,
  policy: ReviewPolicy,
  today: LegalDate,
): LegalDate | null {
  const begun = measuresOf(file).filter((one) => one.request === request.id && isReviewed(one) && stands(one, today));
  const [first] = begun.map(({ from }) => from).toSorted();
  if (first === undefined) return null;
  const words = [ownWord(request), ...file.flatMap((other) => renewalWord(other, request, policy))];
  const newest = words
    .filter((word) => word !== null)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .at(-1);
  return newest?.reviewBy ?? after(first, policy);
}

interface Word {
  readonly reviewBy: LegalDate;
  readonly at: Instant;
}

const isReviewed = ({ kind }: Measure): boolean => kind === 'block' || kind === 'seal';

const ownWord = ({ reviewBy, said: { reviewBySince: at } }: RequestState): Word | null =>
  reviewBy === null || at === null ? null : { reviewBy, at };

function renewalWord(renewal: RequestState, { id }: RequestState, policy: ReviewPolicy): readonly Word[] {
  const { decision, reviewBy } = renewal;
  if (renewal.concerns !== id || decision?.outcome !== 'granted' || !isExecutedRenewal(renewal)) return [];
  return [{ reviewBy: reviewBy ?? after(legalDateOf(decision.at), policy), at: decision.at }];
}

const isExecutedRenewal = (request: RequestState): boolean =>
  pinnedProcedure(request.procedure).perGuardian && hasExecution(request) && missingReceipts(request).length === 0;

/** The same day, years later. */
const after = (day: LegalDate, { reviewAfterYears }: ReviewPolicy): LegalDate => birthday(day, reviewAfterYears);
