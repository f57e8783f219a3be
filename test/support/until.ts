import { setTimeout as pause } from 'node:timers/promises';

/** Asks over and over until the answer is yes. @throws where it has not been within `withinMs` */
export async function until(asked: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!(await asked())) {
    if (performance.now() > endMs) throw new Error(`not within ${String(withinMs)} ms`);
    await pause(10);
  }
}
