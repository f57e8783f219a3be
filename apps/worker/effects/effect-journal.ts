import { createHash } from 'node:crypto';
import { EffectEvent, effectSchemaVersion, effectStream, evolveEffect } from '@sigill/domain';
import { AppendedFacts, AppendInput, CommandStamp, requestOwner, uuidV5, WrongRevision } from '@sigill/event-log';
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
    const input = this.#input(effect, fact);
    evolveEffect(effect.state, { ...fact, at: this.ports.clock.now() });
    try {
      const { events } = await this.#append(input, stop);
      events.forEach((event) => effect.absorb(event));
    } catch (error) {
      if (error instanceof WrongRevision) return false;
      throw error;
    }
    this.ports.notice(noticeOf(effect, fact));
    return true;
  }

  /** Takes in what others have written. */
  async reread(effect: TrackedEffect): Promise<void> {
    for (const event of await this.ports.log.read(effectStream(effect.intent.id))) effect.absorb(event);
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

  #input({ intent, head, correlationId }: TrackedEffect, fact: EffectFact): AppendInput {
    const now = this.ports.clock.now();
    const { type, data } = fact;
    const revision = (head?.revision ?? -1) + 1;
    const command: CommandStamp = {
      commandId: uuidV5(intent.id, `${this.epoch}|${String(revision)}`),
      commandHash: createHash('sha256')
        .update(JSON.stringify([intent.id, revision, type, data]))
        .digest('base64url'),
      correlationId,
      causationId: intent.causedBy,
      actor: { sub: 'worker', kind: 'worker', role: 'system', unitId: null, onBehalfOf: null },
      recordedAt: now,
      legalGround: null,
      purpose: 'notification',
    };
    return {
      stream: effectStream(intent.id),
      caseId: intent.request,
      keyOwner: requestOwner(intent.request),
      head,
      facts: [{ type, schemaVersion: effectSchemaVersion(type), occurredAt: now, data, persons: {} }],
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
