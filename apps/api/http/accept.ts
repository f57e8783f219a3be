/** The best of the media types that an answer can have, by the Accept header (RFC 9110 12.5.1): the higher quality, then the
 *  one named first; the first of `offered` where none is asked for. */
export function bestOf<Type extends string>(offered: readonly [Type, ...Type[]], accept: string | undefined): Type {
  const ranges = (accept ?? '').split(',').map(rangeOf);
  const [first] = offered;
  return offered
    .map((type) => ({ type, ...askedFor(type, ranges) }))
    .reduce((best, one) => (isBetter(one, best) ? one : best), { type: first, ...askedFor(first, ranges) }).type;
}

interface Range {
  readonly range: string;
  readonly quality: number;
}

interface Asked {
  readonly quality: number;
  readonly at: number;
}

function rangeOf(text: string): Range {
  const [range = '', ...parameters] = text
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const quality = parameters
    .map((one) => /^q\s*=\s*([01](?:\.\d{0,3})?)$/.exec(one)?.[1])
    .find((one) => one !== undefined);
  return { range, quality: quality === undefined ? 1 : Math.min(Number(quality), 1) };
}

/** By the range that names the type most exactly. */
function askedFor(type: string, ranges: readonly Range[]): Asked {
  const exactness = [type, `${type.split('/')[0] ?? ''}/*`, '*/*'];
  const found = exactness.map((one) => ranges.findIndex(({ range }) => range === one)).find((at) => at >= 0);
  return found === undefined ? { quality: 0, at: ranges.length } : { quality: ranges[found]?.quality ?? 0, at: found };
}

const isBetter = (one: Asked, other: Asked): boolean =>
  one.quality === other.quality ? one.quality > 0 && one.at < other.at : one.quality > other.quality;
