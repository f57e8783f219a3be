import { Instant } from '../terms';

/** A time: the instants `from <= t < until`; null: without end. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** Times in order, each apart from the next. */
export type Spans = readonly Span[];

export const always: Spans = [{ from: '0000' as Instant, until: null }];

/** Whatever their order, and where they meet or overlap. One that ends before it begins is none. */
export function union(spans: readonly Span[]): Spans {
  const joined: Span[] = [];
  for (const span of spans.filter(isSome).toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last === undefined || (last.until !== null && last.until < span.from)) joined.push(span);
    else joined.splice(-1, 1, { from: last.from, until: later(last.until, span.until) });
  }
  return joined;
}

/** The times that are in both. */
export const common = (one: Spans, other: Spans): Spans =>
  complement(union([...complement(one), ...complement(other)]));

/** The times of the first that are not in the other. */
export const without = (one: Spans, other: Spans): Spans => complement(union([...complement(one), ...other]));

function complement(spans: Spans): Spans {
  const gaps: Span[] = [];
  let [{ from }] = always as readonly [Span];
  for (const span of spans) {
    if (from < span.from) gaps.push({ from, until: span.from });
    if (span.until === null) return gaps;
    from = span.until;
  }
  return [...gaps, { from, until: null }];
}

const isSome = ({ from, until }: Span): boolean => until === null || from < until;

const later = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? null : one > other ? one : other;
