/** Lead times are counted in buckets, each an eighth of a doubling wide, so that a rank is found without reading every
 *  row: the bucket's number is the first whole minute in it. */

const minuteMs = 60_000;
const longestMinutes = 2 ** 30;

/** @param lead milliseconds */
export function bucketOf(lead: number): number {
  const minutes = Math.min(Math.max(Math.floor(lead / minuteMs), 0), longestMinutes);
  return minutes - (minutes % widthOf(minutes));
}

/** The milliseconds in a bucket: from the first, inclusive, to before the second. */
export const boundsOf = (bucket: number): readonly [number, number] => [
  bucket === 0 ? -Number.MAX_SAFE_INTEGER : bucket * minuteMs,
  bucket >= longestMinutes ? Number.MAX_SAFE_INTEGER : (bucket + widthOf(bucket)) * minuteMs,
];

/** Whole minutes; doubles with every doubling. */
const widthOf = (minutes: number): number => 2 ** Math.max(28 - Math.clz32(minutes), 0);
