import { Instant } from '@sigill/domain';
import { Scheduler } from '@sigill/effects';

export const noon = '2026-11-22T12:00:00.000Z' as Instant;
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A promise that the test settles. */
export function gate<T>(): { readonly passed: Promise<T>; readonly pass: (value: T) => void } {
  let pass: (value: T) => void = () => undefined;
  const passed = new Promise<T>((resolve) => (pass = resolve));
  return { passed, pass };
}

/** Clock and timers that move only when told. */
export class TestTime implements Scheduler {
  #timers: { at: number; run: () => void }[] = [];
  #ms = Date.parse(noon);

  now(): Instant {
    return new Date(this.#ms).toISOString() as Instant;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#ms + ms, run };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  advance(ms: number): void {
    this.#ms += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#ms);
    this.#timers = this.#timers.filter(({ at }) => at > this.#ms);
    due.forEach(({ run }) => run());
  }

  /** Milliseconds until the first timer; null where none is set. */
  get untilNext(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at)) - this.#ms;
  }
}
