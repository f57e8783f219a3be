import { Clock } from '@sigill/application/plain';
import { Position, StoreUnavailable } from '@sigill/event-log';
import { ReadModelBehind, Rows } from '@sigill/following';
import { DueRow, fallenDue, nextDueAfter } from '@sigill/projections';
import { patiently } from '../patiently';
import { Scheduler } from '../ports';

/** Does one thing, if it still is to be done. Answers where in the log that stands; null: there was nothing to do. */
export interface CarriesOut {
  carryOut(row: DueRow): Promise<Position | null>;
}

export interface DuePorts {
  readonly timers: CarriesOut;
  /** They follow the log that the timers write. */
  readonly rows: Pick<Rows, 'db' | 'hear' | 'reach'>;
  readonly log: { head(): Promise<Position> };
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** The runner has stopped for good. */
  readonly onFault: (error: unknown) => void;
}

/** Carries out what falls due, in the order of time, when its time comes by the program's clock: each thing once, because of how it
 *  is written and not because of who is here to do it. */
export class DueRunner {
  readonly #stop = new AbortController();
  #working: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #cancelTimer: () => void = () => undefined;

  constructor(private readonly ports: DuePorts) {}

  /** The rows hold the log by now. */
  start(): void {
    this.ports.rows.hear(() => this.#heard());
    this.#begin();
  }

  /** Resolves when all that has fallen due is in the log and in the rows. @throws what stopped the runner */
  async settle(): Promise<void> {
    await this.#rowsHave(await this.ports.log.head());
    await this.#round();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancelTimer();
    await this.#working.catch(() => undefined);
  }

  /** What the rows have taken in may have fallen due long ago, or will before the rest. */
  #heard(): void {
    if (this.#fallen(null, 1).length > 0) this.#begin();
    else this.#setTimer();
  }

  #begin(): void {
    if (this.#isWaiting || this.#stop.signal.aborted) return;
    this.#isWaiting = true;
    this.#round().catch((error: unknown) => this.#fail(error));
  }

  /** One after the other: until nothing is left that can be done. */
  #round(): Promise<void> {
    const round = this.#working
      .catch(() => undefined)
      .then(async () => {
        this.#isWaiting = false;
        while (!this.#stop.signal.aborted) {
          const reached = await this.#pass();
          if (reached === null) break;
          await this.#rowsHave(reached);
        }
        this.#setTimer();
      });
    this.#working = round;
    return round;
  }

  /** Answers up to where in the log it has written; null: it had nothing to do. */
  async #pass(): Promise<Position | null> {
    const { timers, scheduler } = this.ports;
    const { signal } = this.#stop;
    let reached: Position | null = null;
    for (let after: DueRow | null = null; ;) {
      const fallen: readonly DueRow[] = this.#fallen(after, atOnce);
      for (const row of fallen) {
        if (signal.aborted) return reached;
        const position = await patiently(scheduler, signal, () => timers.carryOut(row));
        if (position !== null) reached = Math.max(reached ?? 0, position);
      }
      after = fallen.at(-1) ?? null;
      if (fallen.length < atOnce) return reached;
    }
  }

  #fallen(after: DueRow | null, limit: number): readonly DueRow[] {
    const { rows, clock } = this.ports;
    return fallenDue(rows.db, clock.now(), after, limit);
  }

  async #rowsHave(position: Position): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        return await this.ports.rows.reach(position);
      } catch (error) {
        if (!(error instanceof ReadModelBehind)) throw error;
      }
    }
  }

  #setTimer(): void {
    this.#cancelTimer();
    if (this.#stop.signal.aborted) return;
    const { rows, clock, scheduler } = this.ports;
    const next = nextDueAfter(rows.db, clock.now());
    const ms = next === null ? longestMs : Date.parse(next) - Date.parse(clock.now());
    this.#cancelTimer = scheduler.after(Math.min(Math.max(ms, 0), longestMs), () => this.#begin());
  }

  #fail(error: unknown): void {
    const expected = this.#stop.signal.aborted && error instanceof StoreUnavailable;
    this.#stop.abort();
    this.#cancelTimer();
    if (!expected) this.ports.onFault(error);
  }
}

const atOnce = 200;
/** The machine's clock may be set, or sleep, while a timer runs. */
const longestMs = 60_000;
