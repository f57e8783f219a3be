import { isReviewed, measured } from '../../measures/review-by';
import { RequestState } from '../../request/state';
import { Calendar } from '../../request/told/deadlines';
import { LegalDate } from '../../terms';
import { union } from '../../words/spans';
import { reviewDayOf } from '../due/times';
import { Circumstance, circumstancesDuring } from './circumstance';
import { Known, knownThen, reviewKnowledgeOf } from './known-then';
import { Enders, everBegan } from './measure-histories';

/** By when each block and seal was to be reviewed, by what was known in each time. */
export const reviewsIn = (all: readonly RequestState[], enders: Enders, calendar: Calendar): readonly Circumstance[] =>
  all.flatMap((request) => {
    if (!everBegan(request, isReviewed)) return [];
    const renewing = all.filter(({ concerns }) => concerns === request.id);
    const related = [request, ...new Set([...(enders.get(request.id) ?? []), ...renewing])];
    const days = reviewKnowledgeOf(related).map((known) => ({ known, day: dayIn(known, related, calendar) }));
    return [...new Set(days.map(({ day }) => day))].flatMap((dueOn) =>
      dueOn === null
        ? []
        : circumstancesDuring(
            'review',
            request,
            union(days.filter(({ day }) => day === dueOn).map(({ known }) => known)),
            {
              dueOn,
            },
          ),
    );
  });

function dayIn(known: Known, related: readonly RequestState[], calendar: Calendar): LegalDate | null {
  const then = related.map((one) => knownThen(one, known.from));
  const [request] = then;
  return request === undefined ? null : reviewDayOf(request, measured(then), calendar);
}
