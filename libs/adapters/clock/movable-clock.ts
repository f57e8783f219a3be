import { Instant } from '@sigill/domain';

/** Begins where it is told to and runs on with the machine; can be moved, but only forward. */
export class MovableClock {
  readonly #elapsedMs: () => number;
  #setToMs: number;
  #setAtMs: number;

  /** `elapsedMs`: milliseconds since any fixed moment, never falling. */
  constructor(start: Instant, elapsedMs: () => number = () => performance.now()) {
    this.#elapsedMs = elapsedMs;
    this.#setToMs = Date.parse(start);
    this.#setAtMs = elapsedMs();
  }

  now(): Instant {
    return new Date(this.#nowMs()).toISOString() as Instant;
  }

  /** The instant it stands at now is allowed; throws ClockMovesForwardOnly for an earlier one. */
  moveTo(instant: Instant): void {
    if (instant < this.now()) throw new ClockMovesForwardOnly();
    this.#set(instant);
  }

  /** Moves forward to the instant unless it has passed (at start: the newest `recordedAt` in the log). */
  atLeast(instant: Instant): void {
    if (instant > this.now()) this.#set(instant);
  }

  #set(instant: Instant): void {
    this.#setAtMs = this.#elapsedMs();
    this.#setToMs = Date.parse(instant);
  }

  #nowMs(): number {
    return Math.floor(this.#setToMs + this.#elapsedMs() - this.#setAtMs);
  }
}

export class ClockMovesForwardOnly extends Error {
  constructor() {
    super('the clock moves forward only');
    this.name = 'ClockMovesForwardOnly';
  }
}
