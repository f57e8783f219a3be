import { setTimeout } from 'node:timers/promises';

/** Does the work, and tries again every half second while the disk is full, until the signal aborts: then it is left undone.
 *  @throws whatever else the work throws */
export async function withRoom(work: () => void, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    await setTimeout(againMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/** SQLite's own words. */
export const isFull = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'message' in error && error.message === 'database or disk is full';

const againMs = 500;
