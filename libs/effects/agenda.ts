import { EffectState, EffectStep, Instant, isClosed, RequestId } from '@sigill/domain';
import { EffectInHand } from './effect-in-hand';
import { EffectHappened, OpenEffect } from './open-effect';

/** The open effects: whose turn it is, and when it is the turn of the next. Closed ones are forgotten. */
export class Agenda {
  readonly #open = new Map<string, OpenEffect>();
  /** Who has a step to take; some may have none any more. */
  readonly #due = new Set<OpenEffect>();
  /** Requests of which an effect is at work: what is told of one case is told in its order. */
  readonly #busy = new Set<RequestId>();
  #nextAt: Instant | null = null;

  constructor(private readonly stepFor: (state: EffectState) => EffectStep) {}

  /** When the next one falls due, of those that wait for a time; it may be closed by then. */
  get nextAt(): Instant | null {
    return this.#nextAt;
  }

  add(effect: OpenEffect): void {
    const { id } = effect.asked;
    if (this.#open.has(id)) return;
    this.#open.set(id, effect);
    this.#look(effect);
  }

  /** @throws BrokenHistory */
  meet(id: string, happened: EffectHappened): void {
    const effect = this.#open.get(id);
    if (effect === undefined) return;
    effect.meet(happened);
    if (!effect.atWork) this.#look(effect);
  }

  /** Whose turn it is, oldest first; at work from now on. Of one case never two at a time. Undefined: nobody's. */
  take(): OpenEffect | undefined {
    for (const effect of this.#due) {
      const { request } = effect.asked;
      if (this.#busy.has(request)) continue;
      this.#due.delete(effect);
      if (this.#open.get(effect.asked.id) !== effect || this.stepFor(effect.state).do === 'wait') continue;
      effect.work();
      this.#busy.add(request);
      return effect;
    }
    return undefined;
  }

  /** What was taken is put back as it was left. */
  putBack(effect: OpenEffect, left: EffectInHand): void {
    this.#busy.delete(effect.asked.request);
    effect.rest(left);
    this.#look(effect);
  }

  /** After the clock has moved, or an epoch has been found dead. True where it is somebody's turn. */
  lookAtAll(): boolean {
    this.#nextAt = null;
    for (const effect of this.#open.values()) if (!effect.atWork) this.#look(effect);
    return this.#due.size > 0;
  }

  #look(effect: OpenEffect): void {
    if (isClosed(effect.state)) {
      this.#open.delete(effect.asked.id);
      this.#due.delete(effect);
      return;
    }
    const step = this.stepFor(effect.state);
    if (step.do !== 'wait') this.#due.add(effect);
    else {
      this.#due.delete(effect);
      if (step.until !== null && (this.#nextAt === null || step.until < this.#nextAt)) this.#nextAt = step.until;
    }
  }
}
