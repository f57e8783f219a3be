import { Injectable } from '@nestjs/common';
import { Measure, PersonId, RequestId, RequestState, Sight, Tasks } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import {
  commandRow,
  CommandRow,
  effectCounts,
  EffectRow,
  effectsOf,
  inboxOf,
  InboxRow,
  measuresFor,
  MilestoneRow,
  milestonesWithin,
  missingEndings,
  patientFile,
  ReportWindow,
  RequestFilter,
  requestRow,
  searchRequests,
} from '@sigill/read-models';
import { checkpointOf, Projector } from './projector';

/** A request as the read models know it. */
export interface Known {
  readonly state: RequestState;
  readonly position: Position;
}

/** The questions that the read models answer; each waits until they have reached what the asker has seen. */
@Injectable()
export class ReadSide {
  constructor(private readonly projector: Projector) {}

  /** Everything in the log now, and the position that a caller brings along, is in the read models. @throws ReadModelBehind */
  async upTo(position: Position | null = null): Promise<void> {
    await this.projector.reach(position);
  }

  /** How much of the log is in the rows. */
  position(): Position {
    return checkpointOf(this.projector.db) ?? 0;
  }

  /** How many effects stand in each state; states without any are left out. */
  effectCounts(): ReturnType<typeof effectCounts> {
    return effectCounts(this.projector.db);
  }

  request(id: RequestId): Known | null {
    const row = requestRow(this.projector.db, id);
    return row === undefined ? null : { state: this.projector.open(row.request, row.sealed), position: row.position };
  }

  patientOf(id: RequestId): PersonId | null {
    return requestRow(this.projector.db, id)?.patient ?? null;
  }

  /** Every request of the patient, oldest first. */
  patientFile(patient: PersonId): readonly RequestState[] {
    return patientFile(this.projector.db, patient).map((row) => this.projector.open(row.request, row.sealed));
  }

  measures(patient: PersonId): readonly Measure[] {
    return measuresFor(this.projector.db, patient);
  }

  effects(request: RequestId): readonly EffectRow[] {
    return effectsOf(this.projector.db, request);
  }

  command(commandId: string): CommandRow | null {
    return commandRow(this.projector.db, commandId) ?? null;
  }

  search(sight: Sight, filter: RequestFilter, limit: number): readonly RequestState[] {
    return searchRequests(this.projector.db, sight, filter, limit).map((row) =>
      this.projector.open(row.request, row.sealed),
    );
  }

  inbox(of: Tasks, limit: number, offset: number): readonly (InboxRow & { readonly state: RequestState })[] {
    return inboxOf(this.projector.db, of, limit, offset).map((row) => ({
      ...row,
      state: this.projector.open(row.request, row.sealed),
    }));
  }

  milestones(window: ReportWindow): readonly MilestoneRow[] {
    return milestonesWithin(this.projector.db, window);
  }

  missingEndings(): readonly RequestState[] {
    return missingEndings(this.projector.db).map((row) => this.projector.open(row.request, row.sealed));
  }
}
