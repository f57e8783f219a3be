import { judgeLives } from './lives';
import { theCore } from './implementation';
import { plantedFaults } from './planted-faults';
import { nothingSeen } from './sightings';

const runs = { seed: 20261123, numRuns: 600, endOnFailure: true };

describe('the property of all lives', () => {
  it.each(plantedFaults)('is not held by a core that %s', (_, core) => {
    expect(() => {
      judgeLives(core, nothingSeen(), runs);
    }).toThrow('Property failed');
  });

  it('is held by the core itself, under the same runs', () => {
    expect(() => {
      judgeLives(theCore, nothingSeen(), { ...runs, numRuns: 50 });
    }).not.toThrow();
  });
});
