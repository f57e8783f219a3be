import { requestedEffect } from '@sigill/domain';
import { EventLog, Position, StoreUnavailable } from '@sigill/event-log';
import { News } from '@sigill/following';
import { Agenda } from './agenda';
import { AskedEffects, FollowedRows } from './asked-effects';
import { EffectInHand } from './effect-in-hand';
import { EffectSteps, StepPorts } from './effect-steps';
import { OpenEffect } from './open-effect';
import { patiently } from './patiently';

/** What the effect runner needs of the world around it. */
export interface EffectPorts extends StepPorts {
  readonly log: Pick<EventLog, 'append' | 'read' | 'readUpTo' | 'head'>;
  /** They follow the same log. */
  readonly rows: FollowedRows;
  /** The runner has stopped for good: something is wrong that it may not go on from. */
  readonly onFault: (error: unknown) => void;
  /** Whether the process of that epoch has ended. Left out: it has, if its claim was there when this one started, since a
   *  process holds its log alone. Several processes on one log need heartbeats here. */
  readonly epochIsDead?: (epoch: string, claimedBeforeStart: boolean) => boolean;
}

export interface EffectSettings {
  /** UUID, made at process start. */
  readonly epoch: string;
  /** Effects carried out at the same time; 4 unless told. */
  readonly concurrency?: number;
  /** How long `stop` waits for what is under way before it breaks it off; 8 s unless told. */
  readonly graceMs?: number;
}

/** Carries out what the events ask for, each effect once as far as anybody can know: the log is in the rows to its head before
 *  it acts, it hears what follows, and writes what it does into the effects' own streams. */
export class EffectRunner {
  readonly #asked: AskedEffects;
  readonly #agenda: Agenda;
  readonly #steps: EffectSteps;
  readonly #epochsAtStart = new Set<string>();
  readonly #breakOff = new AbortController();
  #mode: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  #stopped: Promise<void> | null = null;
  /** What the rows held when they were read whole. */
  #since: Position = 0;
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
    this.#asked = new AskedEffects(ports.rows, ports.log);
    this.#steps = new EffectSteps(ports, { own: settings.epoch, isDead }, this.#breakOff.signal);
    this.#agenda = new Agenda((state) => this.#steps.next(state));
  }

  /** Resolves when all that is in the log now is in the rows and work has begun. */
  async start(): Promise<void> {
    const head = await this.ports.log.head();
    this.#asked.hear((news) => this.#heard(news));
    await this.#changed(() => this.#asked.position() >= head || this.#mode === 'stopped');
    if (this.#mode !== 'new') return;
    const { effects: open, position } = this.#asked.open();
    this.#since = position;
    for (const { state } of open) if (state.epoch !== null) this.#epochsAtStart.add(state.epoch);
    this.#mode = 'running';
    for (const effect of open) this.#agenda.add(effect);
    this.#pump();
  }

  /** Resolves when every effect whose intent is in the log now has been carried as far as the clock allows.
   *  Rejects when the runner stops meanwhile. */
  async settle(): Promise<void> {
    const head = await this.ports.log.head();
    do {
      this.wake();
      await this.#until(() => this.#asked.position() >= head && this.#active === 0);
    } while (this.#agenda.lookAtAll());
  }

  /** Takes no new step, lets what is under way finish for a while, then breaks it off: what is not known of it then is
   *  recorded as uncertain, here or by the next process. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  /** Looks again at everything open: after the clock was moved, or when an epoch has been found dead. */
  wake(): void {
    this.#agenda.lookAtAll();
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
  }

  /** What the rows have taken in. Before the start they are read whole, and after the end nobody listens. */
  #heard(news: readonly News[]): void {
    if (this.#mode === 'running' || this.#mode === 'stopping') {
      for (const one of news) if (one.position > this.#since) this.#take(one);
      this.#pump();
    }
    this.#tell();
  }

  #take(news: News): void {
    switch (news.of) {
      case 'asked': {
        const { effect: id, request, position: asked } = news;
        return this.#agenda.add(new OpenEffect({ id, request, asked }, requestedEffect, -1));
      }
      case 'happened':
        return this.#agenda.meet(news.effect, news);
    }
  }

  /** Starts work on what is due, as far as there are hands, and sets the timer for what is due next. */
  #pump(): void {
    if (this.#mode !== 'running') return;
    while (this.#active < (this.settings.concurrency ?? 4)) {
      const effect = this.#agenda.take();
      if (effect === undefined) break;
      void this.#work(effect);
    }
    this.#setTimer();
  }

  #setTimer(): void {
    this.#cancelTimer();
    const { nextAt } = this.#agenda;
    if (nextAt === null) return;
    const ms = Date.parse(nextAt) - Date.parse(this.ports.clock.now());
    this.#cancelTimer = this.ports.scheduler.after(Math.max(ms, 0), () => this.wake());
  }

  async #work(effect: OpenEffect): Promise<void> {
    this.#active += 1;
    try {
      this.#agenda.putBack(effect, await this.#carried(effect));
    } catch (error) {
      this.#fail(error);
    }
    this.#active -= 1;
    this.#pump();
    this.#tell();
  }

  /** As far as it goes now. */
  async #carried(effect: OpenEffect): Promise<EffectInHand> {
    let inHand = await this.#inHand(effect);
    while (this.#mode === 'running') {
      const taken = await this.#steps.take(inHand);
      if (taken === 'nothing') break;
      if (taken === 'overtaken') inHand = await this.#inHand(effect);
    }
    return inHand;
  }

  #inHand(effect: OpenEffect): Promise<EffectInHand> {
    return patiently(this.ports.scheduler, this.#breakOff.signal, () => this.#asked.inHand(effect));
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

const lastWordsMs = 1_500;
