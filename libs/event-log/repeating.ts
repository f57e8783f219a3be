import { setTimeout } from 'node:timers/promises';
import { OutcomeUnknown, StoreStopped, StoreUnavailable } from './event-store';

/** The attempt, again and again after an OutcomeUnknown, for so many milliseconds. Once an outcome is unknown, only success
 *  or another event in its place decides it. @throws what the attempt throws */
export async function repeatedWhileUnknown<T>(attempt: () => Promise<T>, repeatForMs: number): Promise<T> {
  const began = performance.now();
  let unknown: OutcomeUnknown | undefined;
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 2_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof OutcomeUnknown) unknown = error;
      else if (unknown === undefined || !(error instanceof StoreUnavailable)) throw error;
      if (error instanceof StoreStopped || performance.now() - began + waitMs > repeatForMs) throw unknown;
    }
    await setTimeout(waitMs);
  }
}
