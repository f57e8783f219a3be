import { judgeFamilies, nothingReached } from './families';
import { theProgram } from './program';

describe('who reads what in very many random families', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'is answered as by the oracle: seed %d',
    (seed) => {
      judgeFamilies(theProgram, nothingReached(), { seed, numRuns: 1_000 });
    },
    600_000,
  );
});
