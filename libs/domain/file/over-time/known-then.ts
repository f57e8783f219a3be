import { Reviewing } from '../../measures/review-by';
import { GivenReceipt, Makings, RequestState } from '../../request/state';
import { Instant } from '../../terms';
import { Span } from '../../words/spans';

/** A request as it was known at an instant: what it told of measures and their reviews. */
export type KnownThen = Reviewing & Pick<RequestState, 'opened'>;

/** A time in which nothing new became known. */
export type Known = Span;

export function knownThen(request: RequestState, at: Instant): KnownThen {
  const { id, procedure, patient, concerns, outcome, voided, opened, lapses, decision, said } = request;
  const { validFrom, plan, receipts }: Makings = said.formerly.find(({ until }) => at < until) ?? request;
  const isKnown = (act: { readonly at: Instant }): boolean => act.at <= at;
  const reviewDays = said.reviewDays.filter(isKnown);
  return {
    ...{ id, procedure, patient, concerns, outcome, voided, opened, validFrom, plan },
    receipts: receiptsKnown(receipts, isKnown),
    lapses: lapses.filter(isKnown),
    decision: decision !== null && isKnown(decision) ? decision : null,
    reviewBy: reviewDays.at(-1)?.reviewBy ?? null,
    said: { reviewDays },
  };
}

/** Mostly all of them are. */
const receiptsKnown = (
  receipts: Makings['receipts'],
  isKnown: (receipt: GivenReceipt) => boolean,
): Makings['receipts'] =>
  Object.values(receipts).every(isKnown)
    ? receipts
    : Object.fromEntries(Object.entries(receipts).filter(([, receipt]) => isKnown(receipt)));

/** The times between what became known of their measures, the last one without end; none before the first. */
export const knowledgeOf = (requests: readonly RequestState[]): readonly Known[] =>
  between(requests.flatMap(ofMeasures));

/** The same of their measures and of the days of their reviews. */
export const reviewKnowledgeOf = (requests: readonly RequestState[]): readonly Known[] =>
  between(requests.flatMap((request) => [...ofMeasures(request), ...ofReviews(request)]));

function between(learned: readonly Instant[]): readonly Known[] {
  const times = [...new Set(learned)].toSorted();
  return times.map((from, place) => ({ from, until: times[place + 1] ?? null }));
}

const ofMeasures = ({ receipts, lapses, said }: RequestState): readonly Instant[] => [
  ...[...said.formerly, { receipts }].flatMap((makings) => Object.values(makings.receipts).map(({ at }) => at)),
  ...said.formerly.map(({ until }) => until),
  ...lapses.map(({ at }) => at),
];

const ofReviews = ({ decision, said }: RequestState): readonly Instant[] =>
  [...said.reviewDays, ...(decision === null ? [] : [decision])].map(({ at }) => at);
