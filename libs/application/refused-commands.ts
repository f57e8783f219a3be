import { Injectable } from '@nestjs/common';
import { CommandRefused, refusedSchemaVersions, streamOf } from '@sigill/domain';
import { EventLog, refusalsOwner } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { casePurpose, stampOfProgram } from './ids';
import { Clock } from './ports';
import { ReadSide } from './read-side';
import { CallRefused, RefusedSubjects } from './refused-subjects';

/** Refused commands are kept, each in a stream of its own: no two writers meet, and no request's revision moves. Of its body
 *  nothing is kept but the ids that its words were found to mean; not even its hash, from which a number could be guessed. */
@Injectable()
export class RefusedCommands {
  constructor(
    private readonly log: EventLog,
    private readonly subjects: RefusedSubjects,
    private readonly clock: Clock,
    private readonly readSide: ReadSide,
  ) {}

  /** Resolves when it is durable, and questions of this process know of it. @throws what the log throws, and the registers */
  async keep(refused: CallRefused): Promise<void> {
    const { role, ...subject } = await this.subjects.of(refused);
    const { hsaId, name, unit } = refused.caller;
    const { act: action, code, traceId } = refused;
    const at = this.clock.now();
    const id = randomUUID();
    const { position } = await this.log.append({
      heads: this.log.beginning(streamOf('refused', id)),
      parts: [
        {
          caseId: subject.request ?? id,
          keyOwner: refusalsOwner,
          actor: { sub: hsaId, kind: 'user', role: role ?? 'none', unitId: unit, onBehalfOf: null },
          legalGround: null,
          facts: [
            {
              type: 'CommandRefused' satisfies CommandRefused['type'],
              schemaVersion: refusedSchemaVersions.CommandRefused,
              occurredAt: at,
              data: { by: { hsaId, name, role, unit }, at, action, code, ...subject } satisfies CommandRefused['data'],
              persons: {},
            },
          ],
        },
      ],
      command: {
        ...stampOfProgram(`refused ${id}`, id),
        correlationId: traceId,
        recordedAt: at,
        purpose: casePurpose,
      },
    });
    this.readSide.acknowledged(position);
  }
}
