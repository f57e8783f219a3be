import { Injectable } from '@nestjs/common';
import { Instant, LegalDate, streamKinds, streamOf, Sweep, SweepEvent, sweepSchemaVersions } from '@sigill/domain';
import { EventLog, LoggedEvent, StreamHeads } from '@sigill/event-log';
import { systemActor } from './authority';
import { envelopeActor } from './case-file';
import { isOvertaken } from './case-files';
import { casePurpose, stampOfProgram, sweepCaseOf } from './ids';

/** A night's sweep as the log has it. */
export interface SweepStanding {
  readonly night: LegalDate;
  readonly sweep: Sweep;
  readonly heads: StreamHeads;
}

/** How far the nights' sweeps have come, in the log. */
@Injectable()
export class SweepLog {
  constructor(private readonly log: EventLog) {}

  async of(night: LegalDate): Promise<SweepStanding> {
    const { events, heads } = await this.log.read(streamOf('sweep', night));
    const { begin, fold } = streamKinds.sweep;
    return { night, sweep: fold(begin(), events.map(sweepEventOf)), heads };
  }

  /** Null: another worker is at it. @throws StoreUnavailable, OutcomeUnknown */
  async advanced({ night, heads }: SweepStanding, sweep: Sweep, now: Instant): Promise<SweepStanding | null> {
    const { finished, ...data } = sweep;
    const event: SweepEvent = { type: finished ? 'SweepFinished' : 'SweepAdvanced', data: { night, ...data } };
    const facts = [{ ...event, schemaVersion: sweepSchemaVersions[event.type], occurredAt: now, persons: {} }];
    const actor = envelopeActor(systemActor);
    const part = { caseId: sweepCaseOf(night), keyOwner: null, actor, legalGround: null, facts };
    try {
      const command = { ...stampOfProgram(`sweep|${night}`), recordedAt: now, purpose: casePurpose };
      const appended = await this.log.append({ heads, parts: [part], command });
      return { night, sweep, heads: appended.heads };
    } catch (error) {
      if (isOvertaken(error)) return null;
      throw error;
    }
  }
}

/** What the log holds is what a sweep wrote: type and version were checked by the log's upcaster. */
const sweepEventOf = ({ type, data }: LoggedEvent): SweepEvent => ({ type, data }) as SweepEvent;
