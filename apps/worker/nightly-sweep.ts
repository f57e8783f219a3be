import { Log } from '@sigill/adapters';
import { Clock } from '@sigill/application/plain';
import { addDays, legalDateOf, startOfDay, SweepProgress } from '@sigill/domain';
import { Scheduler } from '@sigill/effects';

export interface NightlyParts {
  readonly sweep: {
    /** The night's sweep, to its end; false: another worker is at it. */
    run(signal: AbortSignal, tell: (progress: SweepProgress) => void): Promise<boolean>;
  };
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly lines: Log;
}

/** A register or a store that does not answer is asked again after so long, and whether another worker has come to the end; a timer does not reach further than a day. */
const againMs = 60_000;
const longestMs = 86_400_000;

/** Runs the look at the population register of every night, from 00:00 in Sweden on; a night that was slept through is made up for
 *  by the next one, since the register tells of today alone. */
export class NightlySweep {
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private cancel: () => void = () => undefined;

  constructor(private readonly parts: NightlyParts) {}

  start(): void {
    void this.settle();
  }

  /** The night's sweep is done when this resolves, unless something that it needs does not answer. */
  settle(): Promise<void> {
    this.running = this.running.then(() => this.night());
    return this.running;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.cancel();
    await this.running;
  }

  private async night(): Promise<void> {
    const { sweep, lines } = this.parts;
    if (this.stopped.signal.aborted) return;
    this.cancel();
    try {
      const finished = await sweep.run(this.stopped.signal, (progress) =>
        lines.notice({ ...progress }, 'register sweep'),
      );
      this.again(finished ? this.untilMidnightMs() : againMs);
    } catch (error) {
      lines.fault(error);
      this.again(againMs);
    }
  }

  private again(ms: number): void {
    if (this.stopped.signal.aborted) return;
    this.cancel = this.parts.scheduler.after(Math.min(ms, longestMs), () => void this.settle());
  }

  private untilMidnightMs(): number {
    const now = this.parts.clock.now();
    return Date.parse(startOfDay(addDays(legalDateOf(now), 1))) - Date.parse(now);
  }
}
