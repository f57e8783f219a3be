import { Injectable } from '@nestjs/common';
import { Instant, LegalDate, PersonId, RegisterHistory, RequestId, RequestState, Sight, Tasks } from '@sigill/domain';
import { Lru, Position } from '@sigill/event-log';
import { Rows } from '@sigill/following';
import {
  commandOfKey,
  effectCounts,
  EffectRow,
  effectsOf,
  inboxOf,
  InboxPart,
  InboxRow,
  leadTimesOf,
  measuresAt,
  mismatchesAt,
  patientsConcerned,
  refusalsOf,
  ReportWindow,
  RequestFilter,
  RequestPlace,
  RequestRow,
  reviewsAt,
  sealedRequest,
  searchRequests,
  StandingAt,
  urgentOf,
  volumesOf,
  wardsOf,
} from '@sigill/projections';

interface Opened {
  readonly state: RequestState;
}

/** The questions that the read models answer; each waits until they have reached what the asker has seen. */
@Injectable()
export class ReadSide {
  private readonly recentKeys = new Lru<string, string>(10_000);

  constructor(private readonly rows: Rows) {}

  /** What this process has acknowledged, and the position that a caller brings along, is in the read models: never the log's
   *  head, which others move. @throws ReadModelBehind */
  async upTo(position: Position | null = null): Promise<void> {
    await this.rows.reach(position);
  }

  /** A command of this process was answered with this position: no read of it shows less from now on. */
  acknowledged(position: Position): void {
    this.rows.acknowledged(position);
  }

  /** How much of the log is in the rows. */
  position(): Position {
    return this.rows.position();
  }

  /** Those with an open request or a measure in force, in the order of their ids, after the one given. */
  patientsToLookAt(after: PersonId | null, today: LegalDate, limit: number): readonly PersonId[] {
    return patientsConcerned(this.rows.db, after, today, limit);
  }

  /** What the population register has said of the patient; rows that lag say less, never something else. */
  registerOf(patient: PersonId): RegisterHistory {
    return this.rows.register(patient);
  }

  /** How many effects stand in each state; states without any are left out. */
  effectCounts(): ReturnType<typeof effectCounts> {
    return effectCounts(this.rows.db);
  }

  effects(request: RequestId): readonly EffectRow[] {
    return effectsOf(this.rows.db, request);
  }

  /** Which command an idempotency key stands for; null: none, as far as is known here. */
  commandOfKey(keyId: string): string | null {
    return this.recentKeys.get(keyId) ?? commandOfKey(this.rows.db, keyId);
  }

  /** Until the row is there. */
  keyUsed(keyId: string, commandId: string): void {
    this.recentKeys.set(keyId, commandId);
  }

  /** The patients to whose cases the person is a party by what is recorded. */
  wardsOf(person: PersonId): readonly PersonId[] {
    return wardsOf(this.rows.db, person);
  }

  /** Each where its row stands in the list. */
  search(sight: Sight, filter: RequestFilter, limit: number): readonly (RequestPlace & Opened)[] {
    return searchRequests(this.rows.db, sight, filter, limit).map((row) => ({
      openedAt: row.opened_at,
      request: row.request,
      state: this.stateOf(row),
    }));
  }

  /** As its row has it; null where there is none. */
  request(request: RequestId): RequestState | null {
    const sealed = sealedRequest(this.rows.db, request);
    return sealed === null ? null : this.stateOf({ request, sealed });
  }

  inbox(of: Tasks, part: InboxPart): readonly (InboxRow & Opened)[] {
    return inboxOf(this.rows.db, of, part).map((row) => ({ ...row, state: this.stateOf(row) }));
  }

  volumes(window: ReportWindow): ReturnType<typeof volumesOf> {
    return volumesOf(this.rows.db, window);
  }

  leadTimes(window: ReportWindow): ReturnType<typeof leadTimesOf> {
    return leadTimesOf(this.rows.db, window);
  }

  refusals(window: ReportWindow): ReturnType<typeof refusalsOf> {
    return refusalsOf(this.rows.db, window);
  }

  measures(at: StandingAt): ReturnType<typeof measuresAt> {
    return measuresAt(this.rows.db, at);
  }

  reviews(at: StandingAt): ReturnType<typeof reviewsAt> {
    return reviewsAt(this.rows.db, at);
  }

  mismatches(at: StandingAt): ReturnType<typeof mismatchesAt> {
    return mismatchesAt(this.rows.db, at);
  }

  urgent(window: ReportWindow, asOf: Instant): ReturnType<typeof urgentOf> {
    return urgentOf(this.rows.db, window, asOf);
  }

  /** The one place where a row becomes the request that it is of. */
  private stateOf({ request, sealed }: Pick<RequestRow, 'request' | 'sealed'>): RequestState {
    return this.rows.open(request, sealed);
  }
}
