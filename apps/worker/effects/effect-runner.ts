import { LoggedEvent, Position, StoreUnavailable } from '@sigill/event-log';
import { EffectSteps } from './effect-steps';
import { EffectTable } from './effect-table';
import { mayPass } from './may-pass';
import { pause } from './pause';
import { EffectPorts, EffectSettings } from './ports';
import { TrackedEffect } from './tracked-effect';

/** Carries out what the events ask for, each effect once as far as anybody can know: it reads the log to its head before
 *  it acts, follows it from there, and writes what it does into the effects' own streams. */
export class EffectRunner {
  readonly #table: EffectTable;
  readonly #steps: EffectSteps;
  readonly #epochsAtStart = new Set<string>();
  readonly #following = new AbortController();
  readonly #breakOff = new AbortController();
  #followed: Promise<void> = Promise.resolve();
  #position: Position = 0;
  #mode: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  #stopped: Promise<void> | null = null;
  #fault: { readonly error: unknown } | null = null;
  #active = 0;
  #cancelTimer: () => void = () => undefined;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly ports: EffectPorts,
    private readonly settings: EffectSettings,
  ) {
    const { epochIsDead = (_epoch, claimedBeforeStart) => claimedBeforeStart } = ports;
    const isDead = (epoch: string) => epochIsDead(epoch, this.#epochsAtStart.has(epoch));
    this.#table = new EffectTable(ports.dispatchesFor);
    this.#steps = new EffectSteps(ports, settings, isDead, this.#breakOff.signal);
  }

  /** Resolves when the log has been read and work has begun. */
  async start(): Promise<void> {
    const head = await this.ports.log.head();
    while (this.#position < head) {
      const page = await this.ports.log.readAll(this.#position, pageSize);
      if (page.length === 0) throw new Error('the log ends before its head');
      this.#absorb(page);
    }
    for (const { state } of this.#table.open()) if (state.epoch !== null) this.#epochsAtStart.add(state.epoch);
    this.#mode = 'running';
    this.#followed = this.#follow();
    this.#pump();
  }

  /** Resolves when every effect whose intent is in the log now has been carried as far as the clock allows.
   *  Rejects when the runner stops meanwhile. */
  async settle(): Promise<void> {
    const head = await this.ports.log.head();
    do {
      this.#pump();
      await this.#until(() => this.#position >= head && this.#active === 0);
    } while (this.#somethingIsDue());
  }

  /** Takes no new step, lets mails under way finish for a while, then breaks them off: what is not known of them then is
   *  recorded as uncertain, here or by the next process. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  /** Looks again at everything open: after the clock was moved, or when an epoch has been found dead. */
  wake(): void {
    this.#pump();
  }

  async #stop(): Promise<void> {
    if (this.#mode === 'running') this.#mode = 'stopping';
    this.#cancelTimer();
    const { graceMs = 8_000 } = this.settings;
    let late = false;
    const giveUp = () => {
      late = true;
      this.#tell();
    };
    const timers = [
      this.ports.scheduler.after(graceMs, () => this.#breakOff.abort()),
      this.ports.scheduler.after(graceMs + lastWordsMs, giveUp),
    ];
    await this.#changed(() => this.#active === 0 || late);
    timers.forEach((cancel) => cancel());
    this.#end();
    await this.#followed;
  }

  #absorb(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      this.#table.absorb(event);
      this.#position = event.position;
    }
  }

  /** A subscription that ends or fails is begun anew where it broke off. */
  async #follow(): Promise<void> {
    const { signal } = this.#following;
    while (!signal.aborted) {
      try {
        for await (const batch of this.ports.log.follow(this.#position, signal)) {
          this.#absorb(batch);
          this.#pump();
          this.#tell();
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!mayPass(error)) return this.#fail(error);
      }
      await pause(this.ports.scheduler, followAgainMs, signal);
    }
  }

  /** Starts work on what is due, as far as there are hands, and sets the timer for what is due next. */
  #pump(): void {
    if (this.#mode !== 'running') return;
    let earliest: string | null = null;
    for (const effect of this.#table.open()) {
      if (effect.busy) continue;
      const step = this.#steps.next(effect);
      if (step.do !== 'wait') {
        if (this.#active < (this.settings.concurrency ?? 4)) void this.#work(effect);
      } else if (step.until !== null && (earliest === null || step.until < earliest)) earliest = step.until;
    }
    this.#cancelTimer();
    if (earliest === null) return;
    const ms = Date.parse(earliest) - Date.parse(this.ports.clock.now());
    this.#cancelTimer = this.ports.scheduler.after(Math.max(ms, 0), () => this.#pump());
  }

  async #work(effect: TrackedEffect): Promise<void> {
    effect.work();
    this.#active += 1;
    try {
      while (this.#mode === 'running' && (await this.#steps.take(effect)));
      effect.rest();
      this.#table.release(effect);
    } catch (error) {
      this.#fail(error);
    }
    this.#active -= 1;
    this.#pump();
    this.#tell();
  }

  #somethingIsDue(): boolean {
    return [...this.#table.open()].some((effect) => this.#steps.next(effect).do !== 'wait');
  }

  #fail(error: unknown): void {
    if (this.#mode === 'stopped') return;
    const expected = this.#mode === 'stopping' && error instanceof StoreUnavailable;
    this.#fault = { error };
    this.#end();
    if (!expected) this.ports.onFault(error);
  }

  #end(): void {
    this.#mode = 'stopped';
    this.#cancelTimer();
    this.#breakOff.abort();
    this.#following.abort();
    this.#tell();
  }

  async #until(holds: () => boolean): Promise<void> {
    await this.#changed(() => holds() || this.#mode === 'stopped');
    if (this.#fault !== null) throw this.#fault.error;
    if (this.#mode !== 'running') throw new Error('the effect runner has stopped');
  }

  async #changed(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => resolve());
  }
}

const pageSize = 500;
const followAgainMs = 1_000;
const lastWordsMs = 1_500;
