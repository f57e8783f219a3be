/** Nearest rank: every figure is one that a request really had; an even count's median is the mean of the middle two.
 *  `at`: the value of a rank, from 0. */
type At = (rank: number) => number;

/** @param count one at least, as below */
export const median = (count: number, at: At): number =>
  count % 2 === 1 ? at(count >> 1) : (at((count >> 1) - 1) + at(count >> 1)) / 2;

export const p90 = (count: number, at: At): number => at(Math.ceil(0.9 * count) - 1);

/** To two decimals. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
