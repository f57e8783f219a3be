import { Injectable } from '@nestjs/common';
import {
  Dispatch,
  Due,
  dueName,
  effectSchemaVersion,
  Instant,
  PersonId,
  RequestedByTime,
  streamOf,
} from '@sigill/domain';
import { EventLog, Position, requestOwner } from '@sigill/event-log';
import { dueEffectOf } from '@sigill/projections';
import { isOvertaken } from './case-files';
import { stampOfDue } from './ids';
import { ReadSide } from './read-side';

const actor = { sub: 'worker', kind: 'worker', role: 'system', unitId: null, onBehalfOf: null } as const;
const type = 'EffectRequested';

/** The mails that time asks for, each by the first event of its own stream: of all that ask for it one is heard. */
@Injectable()
export class TimedMails {
  constructor(
    private readonly log: EventLog,
    private readonly readSide: ReadSide,
  ) {}

  /** Answers where in the log that stands; null: somebody has asked before. @throws StoreUnavailable, OutcomeUnknown: ask again */
  async ask(patient: PersonId, due: Due, dispatch: Dispatch, now: Instant): Promise<Position | null> {
    const { request, kind: fell, on, at } = due;
    const { kind, template, recipient, about } = dispatch;
    const { caseNumber } = about;
    const data: RequestedByTime = {
      ...{ request, patient, caseNumber, due: { kind: fell, on } },
      ...{ kind, template, recipient },
    };
    const fact = { type, schemaVersion: effectSchemaVersion(type), occurredAt: at, data, persons: {} };
    try {
      const { position } = await this.log.append({
        heads: this.log.beginning(streamOf('effect', dueEffectOf(request, due))),
        parts: [{ caseId: request, keyOwner: requestOwner(request), actor, legalGround: null, facts: [fact] }],
        command: { ...stampOfDue(request, dueName(due)), recordedAt: now, purpose: 'notification' },
      });
      this.readSide.acknowledged(position);
      return position;
    } catch (error) {
      if (isOvertaken(error)) return null;
      throw error;
    }
  }
}
