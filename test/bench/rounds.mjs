/** Of an even number the lower one. */
export const median = (numbers) => percentile(numbers, 0.5);

/** Nearest rank. @param share above 0, up to 1 */
export function percentile(numbers, share) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Does the same kind of work `count` times with so many under way at once.
 *  @param work takes the number of the piece @returns `{ perSecond, ms }`: the rate, and how long each piece took */
export async function inFlight(atOnce, count, work) {
  const ms = new Float64Array(count);
  let next = 0;
  const hand = async (at) => {
    for (let one = next++; one < count; one = next++) {
      const start = performance.now();
      await work(one, at);
      ms[one] = performance.now() - start;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, (_, at) => hand(at)));
  return { perSecond: (count / (performance.now() - start)) * 1000, ms };
}
