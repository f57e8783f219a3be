import { Injectable } from '@nestjs/common';
import { RequestId, RequestState } from '@sigill/domain';
import { Lru, Position } from '@sigill/event-log';
import {
  commandOfKey,
  effectCounts,
  EffectRow,
  effectsOf,
  InboxOf,
  inboxOf,
  InboxRow,
  MilestoneRow,
  milestonesWithin,
  ReportWindow,
  RequestFilter,
  searchRequests,
  Sight,
} from '@sigill/read-models';
import { checkpointOf, Projector } from './projector';

/** The questions that the read models answer; each waits until they have reached what the asker has seen. */
@Injectable()
export class ReadSide {
  private readonly recentKeys = new Lru<string, string>(10_000);

  constructor(private readonly projector: Projector) {}

  /** Everything that this process has acknowledged, and the position that a caller brings along, is in the read models. @throws ReadModelBehind */
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

  effects(request: RequestId): readonly EffectRow[] {
    return effectsOf(this.projector.db, request);
  }

  /** Which command an idempotency key stands for; null: none, as far as is known here. */
  commandOfKey(keyId: string): string | null {
    return this.recentKeys.get(keyId) ?? commandOfKey(this.projector.db, keyId);
  }

  /** Until the row is there. */
  keyUsed(keyId: string, commandId: string): void {
    this.recentKeys.set(keyId, commandId);
  }

  /** This process has said that what stands up to here is in the log. */
  acknowledged(position: Position): void {
    this.projector.acknowledged(position);
  }

  search(sight: Sight, filter: RequestFilter, limit: number): readonly RequestState[] {
    return searchRequests(this.projector.db, sight, filter, limit).map((row) =>
      this.projector.open(row.request, row.sealed),
    );
  }

  inbox(of: InboxOf, limit: number, offset: number): readonly (InboxRow & { readonly state: RequestState })[] {
    return inboxOf(this.projector.db, of, limit, offset).map((row) => ({
      ...row,
      state: this.projector.open(row.request, row.sealed),
    }));
  }

  milestones(window: ReportWindow): readonly MilestoneRow[] {
    return milestonesWithin(this.projector.db, window);
  }
}
