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

/** Resolves when the sweep is done and nothing has been written for two seconds. */
export async function quiet(program) {
  const caller = new Caller(program.port);
  let last = { head: -1, at: 0 };
  for (;;) {
    const { head, finished } = await progressOf(caller);
    if (head !== last.head) last = { head, at: performance.now() };
    if (finished && performance.now() - last.at > 2_000) return caller.close();
    await setTimeout(100);
  }
}

async function progressOf(caller) {
  const text = (await caller.ask('GET', '/metrics')).text();
  const value = (name) => Number(new RegExp(`^sigill_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    head: value('log_head_position'),
    persons: value('register_sweep_persons'),
    finished: value('register_sweep_finished') === 1,
  };
}
