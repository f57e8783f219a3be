import { setTimeout } from 'node:timers/promises';

/** Tells followers that the log has grown. */
export interface Growth {
  /** Rises with every growth that is known of. */
  readonly count: number;
  /** Settles once count is beyond `seen` or the signal aborts. */
  beyond(seen: number, signal: AbortSignal): Promise<void>;
}

/** Growth that this process brings about itself, and therefore knows of at once. */
export class OwnGrowth implements Growth {
  private grown = 0;
  private readonly waiting = new Set<() => void>();

  get count(): number {
    return this.grown;
  }

  announce(): void {
    this.grown += 1;
    for (const wake of [...this.waiting]) wake();
  }

  beyond(seen: number, signal: AbortSignal): Promise<void> {
    if (this.grown > seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** Growth that another process brings about: looked for once in a while. */
export class ForeignGrowth implements Growth {
  readonly count = 0;

  constructor(private readonly intervalMs: number) {}

  async beyond(_seen: number, signal: AbortSignal): Promise<void> {
    await setTimeout(this.intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
