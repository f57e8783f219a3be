import { EffectEvent, EffectState, evolveEffect, RequestId } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { EffectInHand } from './effect-in-hand';

/** Where in the log an effect is asked for. */
export interface AskedEffect {
  readonly id: string;
  readonly request: RequestId;
  /** Of the event that asks for it. */
  readonly asked: Position;
}

/** An event of its stream. */
export interface EffectHappened {
  /** Within the stream, from 0. */
  readonly revision: number;
  readonly event: EffectEvent;
}

/** An effect that is not closed, as its row and the log after it tell of it: enough to know when it is its turn. Whoever carries
 *  it out reads its own stream first. */
export class OpenEffect {
  #atWork = false;
  #met: EffectHappened[] = [];

  /** `revision`: of the newest event in the state, from 0; -1 before the first; null where the row does not tell. */
  constructor(
    readonly asked: AskedEffect,
    private known: EffectState,
    private revision: number | null,
  ) {}

  get state(): EffectState {
    return this.known;
  }

  get atWork(): boolean {
    return this.#atWork;
  }

  /** What the log brings meanwhile waits until `rest`. */
  work(): void {
    this.#atWork = true;
  }

  /** As it was left. */
  rest({ state, revision }: Pick<EffectInHand, 'state' | 'revision'>): void {
    this.#atWork = false;
    [this.known, this.revision] = [state, revision];
    for (const happened of this.#met.splice(0)) this.meet(happened);
  }

  /** An event of its stream that the log brings, each once and in order. @throws BrokenHistory */
  meet(happened: EffectHappened): void {
    if (this.#atWork) {
      this.#met.push(happened);
      return;
    }
    if (this.revision !== null && happened.revision !== this.revision + 1) return;
    this.known = evolveEffect(this.known, happened.event);
    this.revision = happened.revision;
  }
}
