import { EffectState, effectEventOf, evolveEffect, RequestId } from '@sigill/domain';
import { LoggedEvent, Position } from '@sigill/event-log';
import { EffectInHand } from './effect-in-hand';

/** Where in the log an effect is asked for. */
export interface AskedEffect {
  readonly id: string;
  readonly request: RequestId;
  /** Of the event that asks for it. */
  readonly asked: Position;
}

/** An effect that is not closed, as its row and the log after it tell of it: enough to know when it is its turn. Whoever carries
 *  it out reads its own stream first. */
export class OpenEffect {
  #atWork = false;
  #met: LoggedEvent[] = [];

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
    for (const event of this.#met.splice(0)) this.meet(event);
  }

  /** An event of its stream that the log brings, each once and in order. @throws BrokenHistory */
  meet(event: LoggedEvent): void {
    if (this.#atWork) {
      this.#met.push(event);
      return;
    }
    if (this.revision !== null && event.revision !== this.revision + 1) return;
    this.known = evolveEffect(this.known, effectEventOf(event));
    this.revision = event.revision;
  }
}
