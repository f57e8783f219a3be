import { Measure, MeasureKind, TracedMeasure } from '../../measures/measures';
import { beginningsOf, measuresOf } from '../../measures/measures-of';
import { RequestState } from '../../request/state';
import { PersonId, RequestId } from '../../terms';
import { startOfDay } from '../../words/dates';
import { grouped } from '../../words/grouped';
import { common, Spans, union } from '../../words/spans';
import { Known, knowledgeOf, knownThen } from './known-then';

/** A measure as it was known in a time. */
export interface KnownMeasure {
  readonly known: Known;
  readonly measure: TracedMeasure;
}

/** All that was ever known of a measure, also of one that was begun by mistake. */
export interface MeasureHistory {
  readonly request: RequestId;
  readonly kind: MeasureKind;
  readonly person: PersonId;
  readonly versions: readonly KnownMeasure[];
  /** When it was in force by what was known at that very time: what is learned later changes none of it. */
  readonly inForce: Spans;
}

/** Of the measures that each request has begun. */
export const historiesIn = (
  requests: readonly RequestState[],
  enders: Enders,
): ReadonlyMap<RequestId, readonly MeasureHistory[]> =>
  new Map(requests.map((request) => [request.id, historiesOf(request, enders.get(request.id) ?? [])]));

/** The requests whose receipts have ended, or would end, something that another began. */
export type Enders = ReadonlyMap<RequestId, readonly RequestState[]>;

export function endersIn(requests: readonly RequestState[]): Enders {
  const pairs = requests.flatMap((request) => [...new Set(endedBy(request))].map((begunBy) => ({ begunBy, request })));
  const byBegun = grouped(pairs, ({ begunBy }) => begunBy);
  return new Map([...byBegun].map(([begunBy, of]) => [begunBy, of.map(({ request }) => request)]));
}

/** Did it begin such a measure, by what it says now or said before a correction? */
export const everBegan = (request: RequestState, isSuch: (measure: Measure) => boolean): boolean =>
  [...request.said.formerly, request].some((makings) => beginningsOf({ ...request, ...makings }).some(isSuch));

const endedBy = ({ said: { formerly }, plan }: RequestState): readonly RequestId[] =>
  [...formerly, { plan }].flatMap((makings) =>
    makings.plan.flatMap(({ effects }) => effects.flatMap((effect) => (effect.does === 'end' ? [effect.begunBy] : []))),
  );

function historiesOf(request: RequestState, enders: readonly RequestState[]): readonly MeasureHistory[] {
  if (!everBegan(request, () => true)) return [];
  const versions = knowledgeOf([request, ...enders]).flatMap((known): readonly KnownMeasure[] => {
    const own = knownThen(request, known.from);
    return measuresOf([own, ...enders.map((ender) => knownThen(ender, known.from))])
      .filter((measure) => measure.request === request.id)
      .map((measure) => ({ known, measure }));
  });
  const keys = [...new Set(versions.map(keyOf))];
  return keys.flatMap((key) => {
    const own = versions.filter((version) => keyOf(version) === key);
    const [first] = own;
    if (first === undefined) return [];
    const { kind, person } = first.measure;
    return [{ request: request.id, kind, person, versions: own, inForce: timesWhile(own, daysOf) }];
  });
}

const keyOf = ({ measure: { kind, person } }: KnownMeasure): string => `${kind} ${person}`;

/** The times in which the measure, as it was known in them, makes it so. */
export const timesWhile = (versions: readonly KnownMeasure[], holds: (measure: Measure) => Spans): Spans =>
  union(versions.flatMap(({ known, measure }) => common([known], holds(measure))));

const daysOf = ({ from, until }: Measure): Spans =>
  union([{ from: startOfDay(from), until: until === null ? null : startOfDay(until) }]);
