import { createHash } from 'node:crypto';
import { Clock } from '@sigill/application/plain';
import { effectSchemaVersion, evolveEffect, Instant } from '@sigill/domain';
import { AppendInput, CommandStamp, EventLog, requestOwner, uuidV5, WrongRevision } from '@sigill/event-log';
import { EffectInHand } from './effect-in-hand';
import { patiently } from './patiently';
import { EffectFact, EffectNotice, Scheduler } from './ports';

export interface JournalPorts {
  readonly log: Pick<EventLog, 'append'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Told of every fact recorded; holds nothing personal, so that it may be logged. */
  readonly notice: (notice: EffectNotice) => void;
}

/** Writes the effects' streams, each step at the exact revision that it was decided on. */
export class EffectJournal {
  constructor(
    private readonly ports: JournalPorts,
    private readonly epoch: string,
  ) {}

  /** False: somebody else has written there, the effect is not ours to go on with before it is read anew.
   *  While the store cannot be used or does not answer, the same append is tried again, until the signal aborts.
   *  @throws BrokenHistory before anything is written, for a step that the automaton does not allow */
  async record(effect: EffectInHand, fact: EffectFact, stop: AbortSignal): Promise<boolean> {
    const { log, clock, scheduler, notice } = this.ports;
    const now = clock.now();
    evolveEffect(effect.state, { ...fact, at: now });
    const input = this.#input(effect, fact, now);
    try {
      const { heads, recordedAt } = await patiently(scheduler, stop, () => log.append(input));
      effect.advance({ ...fact, at: recordedAt as Instant }, heads);
    } catch (error) {
      if (error instanceof WrongRevision) return false;
      throw error;
    }
    notice(noticeOf(effect, fact));
    return true;
  }

  #input({ intent, revision, correlationId, heads }: EffectInHand, fact: EffectFact, now: Instant): AppendInput {
    const { type, data } = fact;
    const command: CommandStamp = {
      commandId: uuidV5(intent.id, `${this.epoch}|${String(revision + 1)}`),
      commandHash: createHash('sha256')
        .update(JSON.stringify([intent.id, revision + 1, type, data]))
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

function noticeOf({ intent }: EffectInHand, { type, data }: EffectFact): EffectNotice {
  const code = 'code' in data ? data.code : null;
  const alarming = ['EffectRefused', 'EffectUncertain', 'EffectParked'].includes(type) || code === 'EAUTH';
  return { effect: intent.id, template: intent.template, event: type, code, alarm: alarming };
}
