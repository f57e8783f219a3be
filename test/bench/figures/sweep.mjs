import { setTimeout } from 'node:timers/promises';
import { Caller } from '../caller.mjs';

/** Persons that the night's look at the register gets through in a second, while nobody asks for anything: from readiness until it
 *  is done. On a folder whose sweep has not begun. @param size names the figure, as `10k` */
export async function sweepFigures(size, program) {
  const caller = new Caller(program.port);
  const start = performance.now();
  for (;;) {
    const { persons, finished } = await progressOf(caller);
    if (finished) {
      caller.close();
      return { [`sweep.${size}.personsPerS`]: (1_000 * persons) / (performance.now() - start) };
    }
    await setTimeout(20);
  }
}

async function progressOf(caller) {
  const text = (await caller.ask('GET', '/metrics')).text();
  const value = (name) => Number(new RegExp(`^sigill_register_sweep_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { persons: value('persons'), finished: value('finished') === 1 };
}
