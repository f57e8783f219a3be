import { pinnedProcedure } from '../procedures/registry';
import { hasExecution, missingReceipts, RequestState } from '../request/state';
import { Instant, LegalDate, RequestId } from '../terms';
import { birthday, legalDateOf } from '../words/dates';
import { Measure, TracedMeasure } from './measures';
import { byRequest, Measuring, measuresOf, stands } from './measures-of';

/** How long after a block or a seal came into force it is reviewed, where nobody named a day. */
export interface ReviewPolicy {
  readonly reviewAfterYears: number;
}

/** What a request has to tell of reviews. */
export type Reviewing = Measuring &
  Pick<RequestState, 'concerns' | 'decision' | 'outcome' | 'reviewBy' | 'voided'> & {
    readonly said: Pick<RequestState['said'], 'reviewDays'>;
  };

/** All requests of a patient, and the measures that they make. */
export interface MeasuredFile {
  readonly all: readonly Reviewing[];
  readonly measures: readonly TracedMeasure[];
  /** Those that a request began. */
  readonly begunBy: (request: RequestId) => readonly TracedMeasure[];
}

export function measured(all: readonly Reviewing[]): MeasuredFile {
  const measures = measuresOf(all);
  return { all, measures, begunBy: byRequest(measures) };
}

/** By when what the request began is to be reviewed next: the newest word of its own decision, of a review, or of an executed
 *  renewal. A renewal that names no day counts anew from the day of its decision. Null: no block or seal of it stands any more. */
export function reviewByOf(
  { all, begunBy }: MeasuredFile,
  request: Reviewing,
  policy: ReviewPolicy,
  today: LegalDate,
): LegalDate | null {
  const begun = begunBy(request.id).filter((one) => isReviewed(one) && stands(one, today));
  const [first] = begun.map(({ from }) => from).toSorted();
  if (first === undefined) return null;
  const words = [
    ownWord(request),
    ...all.filter(({ concerns }) => concerns === request.id).flatMap((renewal) => renewalWord(renewal, policy)),
  ];
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

export const isReviewed = ({ kind }: Pick<Measure, 'kind'>): boolean => kind === 'block' || kind === 'seal';

const ownWord = ({ said: { reviewDays } }: Reviewing): Word | null => reviewDays.at(-1) ?? null;

function renewalWord(renewal: Reviewing, policy: ReviewPolicy): readonly Word[] {
  const { decision, reviewBy } = renewal;
  if (decision?.outcome !== 'granted' || !isExecutedRenewal(renewal)) return [];
  return [{ reviewBy: reviewBy ?? after(legalDateOf(decision.at), policy), at: decision.at }];
}

const isExecutedRenewal = (request: Reviewing): boolean =>
  pinnedProcedure(request.procedure).perGuardian && hasExecution(request) && missingReceipts(request).length === 0;

/** The same day, years later. */
const after = (day: LegalDate, { reviewAfterYears }: ReviewPolicy): LegalDate => birthday(day, reviewAfterYears);
