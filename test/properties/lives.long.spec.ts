import { theCore } from './implementation';
import { judgeLives } from './lives';
import { nothingSeen } from './sightings';

describe('very many random lives', () => {
  it.each([1, 2, 3, 4])(
    'agree with the model of the lifecycle: seed %d',
    (seed) => {
      judgeLives(theCore, nothingSeen(), { seed, numRuns: 5_000 });
    },
    600_000,
  );
});
