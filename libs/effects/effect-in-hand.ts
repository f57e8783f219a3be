import { EffectEvent, EffectIntent, EffectState, evolveEffect } from '@sigill/domain';
import { StreamHeads } from '@sigill/event-log';

/** An effect that is being carried out: its intent and its stream as the log itself tells them. */
export class EffectInHand {
  constructor(
    readonly intent: EffectIntent,
    readonly correlationId: string,
    private folded: EffectState,
    private at: StreamHeads,
  ) {}

  get state(): EffectState {
    return this.folded;
  }

  /** What the next append must name. */
  get heads(): StreamHeads {
    return this.at;
  }

  /** Of the stream's newest event, from 0; -1 before the first. */
  get revision(): number {
    return this.at.head?.revision ?? -1;
  }

  /** Takes in what was appended. @throws BrokenHistory */
  advance(event: EffectEvent, heads: StreamHeads): void {
    this.folded = evolveEffect(this.folded, event);
    this.at = heads;
  }
}
