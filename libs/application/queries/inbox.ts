import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { awaits, legalDateOf, tasksOf, titleOf } from '@sigill/domain';
import type { UnitRef, Wording } from '@sigill/domain';
import type { InboxPlace } from '@sigill/projections';
import type { Asking } from '../asking';
import { inboxCursor } from '../cursor';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { Directory } from '../ports';
import { ReadSide } from '../read-side';
import { filledPage } from './filled-page';
import type { Page } from './search-requests';

export interface InboxItem {
  readonly request: {
    readonly id: string;
    readonly caseNumber: string;
    readonly procedure: string;
    readonly state: string;
    readonly unit: UnitRef;
  };
  readonly action: string;
  readonly title: Wording;
  readonly since: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
}

/** `GET /v1/inbox`: what waits for the caller, what is due first before the rest */
export class GetInbox extends Query<Page<InboxItem>> {
  constructor(
    readonly asking: Asking,
    readonly limit: number,
    /** The last line of the page before. */
    readonly after: InboxPlace | null,
  ) {
    super();
  }
}

@QueryHandler(GetInbox)
export class GetInboxHandler implements IQueryHandler<GetInbox> {
  constructor(
    private readonly looking: Looking,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
    private readonly directory: Directory,
  ) {}

  async execute({ asking, limit, after }: GetInbox): Promise<Page<InboxItem>> {
    const caller = await this.looking.caller(asking);
    const now = this.facts.now();
    const today = legalDateOf(now);
    const delegations = await this.directory.delegations(caller.hsaId);
    const delegated = { delegations, policy: this.facts.policyOn(today), today };
    const tasks = tasksOf(caller, delegated);
    const { rows, next } = await filledPage(limit, after, {
      read: (place, count) => this.readSide.inbox(tasks, { now, after: place, limit: count }),
      isShown: ({ state, action }) => awaits(caller, state, action, delegated),
      placeOf: ({ dueAt, since, request, action }) => ({ dueAt, since, request, action }),
    });
    const items = rows.map(({ state, action, since, dueAt }) => ({
      request: {
        id: state.id,
        caseNumber: state.caseNumber,
        procedure: state.procedure.name,
        state: state.state,
        unit: state.unit,
      },
      action,
      title: titleOf(action),
      since,
      dueAt,
      overdue: dueAt !== null && dueAt < now,
    }));
    return { items, nextCursor: next === null ? null : inboxCursor(next) };
  }
}
