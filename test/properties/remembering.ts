import { Refusal } from '@sigill/domain';
import fc from 'fast-check';
import { lives } from './attempt';
import { Implementation } from './implementation';
import { RandomLife } from './life';
import { nothingSeen } from './sightings';

/** The core, and everything that it answers written into the list, refusals too. */
export function remembering(core: Implementation, answers: string[]): Implementation {
  const noting =
    <Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Answer) =>
    (...asked: Asked): Answer => {
      try {
        const answer = ask(...asked);
        answers.push(JSON.stringify(answer));
        return answer;
      } catch (error) {
        if (error instanceof Refusal) answers.push(error.code);
        throw error;
      }
    };
  return {
    openRequest: noting(core.openRequest),
    decide: noting(core.decide),
    evolve: noting(core.evolve),
    measuresOf: noting(core.measuresOf),
  };
}

export const someLives = fc.sample(lives, { seed: 20261123, numRuns: 20 });

/** Every answer of the core in these lives, in order. */
export function answersOf(core: Implementation): readonly string[] {
  const answers: string[] = [];
  const listening = remembering(core, answers);
  for (const life of someLives) new RandomLife(listening, nothingSeen(), life).run();
  return answers;
}
