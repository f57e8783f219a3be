import { Injectable } from '@nestjs/common';
import { Measure, PersonId, RequestId, RequestState } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import {
  commandRow,
  CommandRow,
  effectCounts,
  EffectRow,
  effectsOf,
  InboxOf,
  inboxOf,
  InboxPlace,
  InboxRow,
  leadTimesOf,
  measuresFor,
  missingEndings,
  patientFile,
  ReportWindow,
  RequestFilter,
  requestRow,
  RequestRow,
  searchRequests,
  Sight,
  volumesOf,
} from '@sigill/projections';
import { Projector } from './projector';

/** A request as the read models know it. */
export interface Known {
  readonly state: RequestState;
  readonly position: Position;
}

/** The questions that the read models answer; each waits until they have reached what the asker has seen. */
@Injectable()
export class ReadSide {
  constructor(private readonly projector: Projector) {}

  /** What this process has acknowledged, and the position that a caller brings along, is in the read models: never the log's
   *  head, which others move. @throws ReadModelBehind */
  async upTo(position: Position | null = null): Promise<void> {
    await this.projector.reach(position);
  }

  /** A command of this process was answered with this position: no read of it shows less from now on. */
  acknowledged(position: Position): void {
    this.projector.acknowledge(position);
  }

  /** How much of the log is in the rows. */
  position(): Position {
    return this.projector.position();
  }

  /** How many effects stand in each state; states without any are left out. */
  effectCounts(): ReturnType<typeof effectCounts> {
    return effectCounts(this.projector.db);
  }

  request(id: RequestId): Known | null {
    const row = requestRow(this.projector.db, id);
    return row === undefined ? null : { state: this.stateOf(row), position: row.position };
  }

  patientOf(id: RequestId): PersonId | null {
    return requestRow(this.projector.db, id)?.patient ?? null;
  }

  /** Every request of the patient, oldest first. */
  patientFile(patient: PersonId): readonly RequestState[] {
    return patientFile(this.projector.db, patient).map((row) => this.stateOf(row));
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
    return searchRequests(this.projector.db, sight, filter, limit).map((row) => this.stateOf(row));
  }

  inbox(
    of: InboxOf,
    after: InboxPlace | null,
    limit: number,
  ): readonly (InboxRow & { readonly state: RequestState })[] {
    return inboxOf(this.projector.db, of, after, limit).map((row) => ({ ...row, state: this.stateOf(row) }));
  }

  volumes(window: ReportWindow): ReturnType<typeof volumesOf> {
    return volumesOf(this.projector.db, window);
  }

  leadTimes(window: ReportWindow): ReturnType<typeof leadTimesOf> {
    return leadTimesOf(this.projector.db, window);
  }

  missingEndings(): readonly RequestState[] {
    return missingEndings(this.projector.db).map((row) => this.stateOf(row));
  }

  /** The one place where a row becomes the request that it is of. */
  private stateOf({ request, sealed }: Pick<RequestRow, 'request' | 'sealed'>): RequestState {
    return this.projector.open(request, sealed);
  }
}
