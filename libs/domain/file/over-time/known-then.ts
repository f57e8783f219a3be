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

/** The times between what became known of any of them, the last one without end; none before the first. */
export function knowledgeOf(requests: readonly RequestState[]): readonly Known[] {
  const times = [...new Set(requests.flatMap(learned))].toSorted();
  return times.map((from, place) => ({ from, until: times[place + 1] ?? null }));
}

const learned = ({ receipts, lapses, decision, said }: RequestState): readonly Instant[] => [
  ...[...said.formerly, { receipts }].flatMap((makings) => Object.values(makings.receipts).map(({ at }) => at)),
  ...said.formerly.map(({ until }) => until),
  ...[...lapses, ...said.reviewDays, ...(decision === null ? [] : [decision])].map(({ at }) => at),
];
