import { accessReasons } from '../../../libs/domain/access/reasons';
import { roads } from '../../support/domain/journey';
import { judgeFamilies, nothingReached } from './families';
import { theProgram } from './program';
import { wrongPrograms } from './wrong-programs';

const runs = { seed: 20261126, numRuns: 500 };

describe('who reads what in random families', () => {
  const reached = nothingReached();

  it('is answered as by the oracle, for every day and as it was known at every moment', () => {
    judgeFamilies(theProgram, reached, runs);
    expect(reached.questions).toBeGreaterThan(15_000);
  });

  it('comes to every reason that there is, in both services', () => {
    const reasons = new Set([...reached.answers].map((answer) => answer.split(' ').at(-1)));
    expect([...reasons].sort()).toStrictEqual(Object.keys(accessReasons).sort());
  });

  it('comes of every procedure on every track, of receipts, of corrections and of looks at the register', () => {
    const opened = roads.map(([name, track]) => `open ${track} ${name}`);
    const deeds = [...opened, 'look', 'want-lock', 'grant', 'receipts', 'correct'];
    expect([...reached.deeds.keys()].sort()).toStrictEqual(deeds.sort());
  });
});

describe('the oracle', () => {
  it.each(wrongPrograms)('finds a program that %s', (_, program) => {
    expect(() => {
      judgeFamilies(program, nothingReached(), runs);
    }).toThrow('Property failed');
  });
});
