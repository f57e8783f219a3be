import { OutcomeUnknown, StoreStopped, StoreUnavailable } from '@sigill/event-log';
import { Scheduler } from './ports';

/** Asks the store again every second while it cannot be used or does not answer, until the signal aborts.
 *  @throws StoreUnavailable, OutcomeUnknown: after the signal; StoreStopped and whatever else it says, at once */
export async function patiently<T>(scheduler: Scheduler, stop: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error) || stop.aborted) throw error;
    }
    await pause(scheduler, storePauseMs, stop);
  }
}

const storePauseMs = 1_000;

/** The store cannot be used now, or has not said: the same may be asked again. */
const mayPass = (error: unknown): boolean =>
  (error instanceof StoreUnavailable || error instanceof OutcomeUnknown) && !(error instanceof StoreStopped);

/** Resolves after the time, or as soon as the signal aborts. */
function pause(scheduler: Scheduler, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = scheduler.after(ms, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
