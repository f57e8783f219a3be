import { killRun } from './kill-run';

describe('a program that is killed two hundred times', () => {
  it.each([1, 2, 3, 4])(
    'loses and repeats nothing (seed %i)',
    async (seed) => {
      const { faults, uncertain, unanswered } = await killRun(seed, 50);
      expect(faults).toEqual([]);
      expect(Math.min(uncertain, unanswered)).toBeGreaterThan(0);
    },
    900_000,
  );
});
