import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { legalDateOf, mandateOf, procedures } from '@sigill/domain';
import type { UnitRef } from '@sigill/domain';
import type { InboxPlace } from '@sigill/projections';
import type { Asking } from '../asking';
import { actorAs, isUnitStaff } from '../authority';
import { inboxCursor } from '../cursor';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { Caller, Directory } from '../ports';
import { ReadSide } from '../read-side';
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
    const notParty = await this.looking.person(asking);
    const { caller } = asking;
    const unit =
      isUnitStaff(caller) && caller.unit !== null ? { id: caller.unit, decides: await this.decides(caller) } : null;
    const of = { unit, executor: caller.roles.includes('executor'), notParty };
    const found = this.readSide.inbox(of, after, limit + 1);
    const now = this.facts.now();
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map(({ state, action, dueAt }) => ({
      request: {
        id: state.id,
        caseNumber: state.caseNumber,
        procedure: state.procedure.name,
        state: state.state,
        unit: state.unit,
      },
      action,
      dueAt,
      overdue: dueAt !== null && dueAt < now,
    }));
    return {
      items,
      nextCursor: found.length > limit && last !== undefined ? inboxCursor(last) : null,
    };
  }

  /** A head decides everything of the unit; a designee what the delegations say today. */
  private async decides(caller: Caller): Promise<readonly string[] | null> {
    if (caller.roles.includes('decision-maker') || caller.unit === null) return null;
    const { unit } = caller;
    const delegations = await this.directory.delegations(caller.hsaId);
    const today = legalDateOf(this.facts.now());
    const actor = actorAs(caller, 'staff');
    return procedures
      .filter((procedure) => mandateOf(actor, { delegations, procedure, today }, unit).as === 'designee')
      .map(({ name }) => name);
  }
}
