import { Dispatch, dispatchName, idIn, isClosed } from '@sigill/domain';
import { LoggedEvent, uuidV5 } from '@sigill/event-log';
import { TrackedEffect } from './tracked-effect';

/** The open effects: a projection of the intents and the effects' own streams, so that a restart ends in the same set. */
export class EffectTable {
  readonly #open = new Map<string, TrackedEffect>();

  constructor(private readonly dispatchesFor: (event: LoggedEvent) => readonly Dispatch[]) {}

  /** Every event of the log, once and in order. */
  absorb(event: LoggedEvent): void {
    const effectId = idIn('effect', event.stream);
    if (effectId === null) {
      for (const dispatch of this.dispatchesFor(event)) this.#add(dispatch, event);
      return;
    }
    const effect = this.#open.get(effectId);
    effect?.meet(event);
    if (effect !== undefined) this.release(effect);
  }

  /** Oldest first. */
  open(): IterableIterator<TrackedEffect> {
    return this.#open.values();
  }

  /** Forgets an effect that is closed and not being worked on. */
  release(effect: TrackedEffect): void {
    if (isClosed(effect.state) && !effect.busy) this.#open.delete(effect.intent.id);
  }

  #add(dispatch: Dispatch, event: LoggedEvent): void {
    const id = uuidV5(event.eventId, dispatchName(dispatch));
    if (this.#open.has(id)) throw new Error('two dispatches of one event under one name');
    const intent = { ...dispatch, id, causedBy: event.eventId };
    this.#open.set(id, new TrackedEffect(intent, event.command.correlationId));
  }
}
