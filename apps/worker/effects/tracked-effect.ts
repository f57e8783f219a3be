import { EffectEvent, EffectIntent, effectEventOf, EffectState, evolveEffect, requestedEffect } from '@sigill/domain';
import { LoggedEvent, StreamHeads } from '@sigill/event-log';

/** An intent and where its stream stands, as this process knows it. */
export class TrackedEffect {
  state: EffectState = requestedEffect;
  /** Of the stream's newest event, from 0; -1 before the first. */
  revision = -1;
  /** As the log gave them for that revision; null where it has not been asked. */
  heads: StreamHeads | null = null;
  #atWork = false;
  #met: LoggedEvent[] = [];

  constructor(
    readonly intent: EffectIntent,
    readonly correlationId: string,
  ) {}

  get busy(): boolean {
    return this.#atWork;
  }

  /** What the log brings meanwhile waits until `rest`: a step is written at the revision that it was decided on. */
  work(): void {
    this.#atWork = true;
  }

  rest(): void {
    this.#atWork = false;
    this.#met.forEach((event) => this.absorb(event));
    this.#met = [];
  }

  /** An event that the log brings. */
  meet(event: LoggedEvent): void {
    if (this.#atWork) this.#met.push(event);
    else this.absorb(event);
  }

  /** Takes in the stream's next event; one that it knows already changes nothing. @throws BrokenHistory */
  absorb(event: LoggedEvent): void {
    if (event.revision !== this.revision + 1) return;
    this.state = evolveEffect(this.state, effectEventOf(event));
    this.revision += 1;
    this.heads = null;
  }

  /** Takes in what was appended. */
  advance(event: EffectEvent, heads: StreamHeads): void {
    this.state = evolveEffect(this.state, event);
    this.revision += 1;
    this.heads = heads;
  }
}
