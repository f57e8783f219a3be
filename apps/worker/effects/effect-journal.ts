import { createHash } from 'node:crypto';
import { EffectEvent, effectSchemaVersion, evolveEffect, Instant, streamOf } from '@sigill/domain';
import {
  AppendedFacts,
  AppendInput,
  CommandStamp,
  requestOwner,
  StreamHeads,
  uuidV5,
  WrongRevision,
} from '@sigill/event-log';
import { EffectNotice, EffectPorts } from './ports';
import { mayPass } from './may-pass';
import { pause } from './pause';
import { TrackedEffect } from './tracked-effect';

/** An effect's event before the log has dated it. */
export type EffectFact = EffectEvent extends infer Event
  ? Event extends EffectEvent
    ? Omit<Event, 'at'>
    : never
  : never;

/** Writes the effects' streams, each step at the exact revision that it was decided on. */
export class EffectJournal {
  constructor(
    private readonly ports: Pick<EffectPorts, 'log' | 'clock' | 'scheduler' | 'notice'>,
    private readonly epoch: string,
  ) {}

  /** False: somebody else has written there, the effect is not ours to go on with before it is read anew.
   *  While the store cannot be used or does not answer, the same append is tried again, until the signal aborts.
   *  @throws BrokenHistory before anything is written, for a step that the automaton does not allow */
  async record(effect: TrackedEffect, fact: EffectFact, stop: AbortSignal): Promise<boolean> {
    evolveEffect(effect.state, { ...fact, at: this.ports.clock.now() });
    const heads = await this.#heads(effect);
    if (heads === null) return false;
    try {
      const { heads: after, recordedAt } = await this.#append(this.#input(effect, heads, fact), stop);
      effect.advance({ ...fact, at: recordedAt as Instant }, after);
    } catch (error) {
      if (error instanceof WrongRevision) return false;
      throw error;
    }
    this.ports.notice(noticeOf(effect, fact));
    return true;
  }

  /** Takes in what others have written. */
  async reread(effect: TrackedEffect): Promise<void> {
    const { events, heads } = await this.ports.log.read(streamOf('effect', effect.intent.id));
    events.forEach((event) => effect.absorb(event));
    effect.heads = heads;
  }

  /** Where the stream stands, for the next append; null: further than this effect is known to be. */
  async #heads(effect: TrackedEffect): Promise<StreamHeads | null> {
    if (effect.heads !== null) return effect.heads;
    const { heads } = await this.ports.log.read(streamOf('effect', effect.intent.id));
    return (heads.head?.revision ?? -1) === effect.revision ? heads : null;
  }

  async #append(input: AppendInput, stop: AbortSignal): Promise<AppendedFacts> {
    for (;;) {
      try {
        return await this.ports.log.append(input);
      } catch (error) {
        if (!mayPass(error) || stop.aborted) throw error;
      }
      await pause(this.ports.scheduler, storePauseMs, stop);
    }
  }

  #input({ intent, revision: known, correlationId }: TrackedEffect, heads: StreamHeads, fact: EffectFact): AppendInput {
    const now = this.ports.clock.now();
    const { type, data } = fact;
    const revision = known + 1;
    const command: CommandStamp = {
      commandId: uuidV5(intent.id, `${this.epoch}|${String(revision)}`),
      commandHash: createHash('sha256')
        .update(JSON.stringify([intent.id, revision, type, data]))
        .digest('base64url'),
      correlationId,
      causationId: intent.causedBy,
      keyId: null,
      recordedAt: now,
      purpose: 'notification',
    };
    return {
      heads,
      parts: [
        {
          caseId: intent.request,
          keyOwner: requestOwner(intent.request),
          actor: { sub: 'worker', kind: 'worker', role: 'system', unitId: null, onBehalfOf: null },
          legalGround: null,
          facts: [{ type, schemaVersion: effectSchemaVersion(type), occurredAt: now, data, persons: {} }],
        },
      ],
      command,
    };
  }
}

const storePauseMs = 1_000;

function noticeOf({ intent }: TrackedEffect, { type, data }: EffectFact): EffectNotice {
  const code = 'code' in data ? data.code : null;
  const alarming = ['EffectRefused', 'EffectUncertain', 'EffectParked'].includes(type) || code === 'EAUTH';
  return { effect: intent.id, template: intent.template, event: type, code, alarm: alarming };
}
