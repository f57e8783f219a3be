import fc from 'fast-check';
import { lives } from './attempt';
import { Implementation } from './implementation';
import { RandomLife } from './life';
import { Sightings } from './sightings';

/** The property of all lives, asked of an implementation. @throws where one life breaks */
export function judgeLives(
  core: Implementation,
  seen: Sightings,
  runs: { readonly seed: number; readonly numRuns: number; readonly endOnFailure?: boolean },
): void {
  fc.assert(
    fc.property(lives, (life) => {
      new RandomLife(core, seen, life).run();
    }),
    runs,
  );
}
