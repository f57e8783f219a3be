import { Instant, MailAddress, Sha256 } from '@sigill/domain';
import { AttemptOutcome, Mailer, OutgoingMail, Scheduler } from '@sigill/effects';

/** What is outside of a worker in the tests: time, a mail server, addresses. */

export const noon = '2026-11-22T12:00:00.000Z' as Instant;
export const executor = 'executor@vgr.example' as MailAddress;
export const unitAddress = 'enhet-001@vgr.example' as MailAddress;
export const form = 'c0ffee00'.repeat(8) as Sha256;
export const formBytes = Buffer.from('%PDF-1.7 the form');

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

/** Answers as told, in order, then always that the mail was accepted. */
export class TestMailer extends Mailer {
  readonly sent: OutgoingMail[] = [];
  readonly outcomes: (AttemptOutcome | (() => Promise<AttemptOutcome>))[] = [];

  override async send(mail: OutgoingMail): Promise<AttemptOutcome> {
    this.sent.push(mail);
    const outcome = this.outcomes.shift() ?? accepted;
    return typeof outcome === 'function' ? outcome() : outcome;
  }
}

export const accepted: AttemptOutcome = { class: 'succeeded', reply: '250 queued' };
export const lost: AttemptOutcome = { class: 'uncertain', code: 'ECONNECTION' };
export const serverDown: AttemptOutcome = { class: 'not-sent', permanent: false, code: 'ESOCKET', reply: null };
export const noSuchUser: AttemptOutcome = { class: 'not-sent', permanent: true, code: 'EENVELOPE', reply: '550 no' };
