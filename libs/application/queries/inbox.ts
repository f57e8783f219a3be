import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { invalidBody, legalDateOf, mandateOf, procedures } from '@sigill/domain';
import type { UnitRef } from '@sigill/domain';
import type { Asking } from '../asking';
import { actorAs, isUnitStaff } from '../authority';
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
    readonly cursor: string | null,
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

  async execute({ asking, limit, cursor }: GetInbox): Promise<Page<InboxItem>> {
    const notParty = await this.looking.person(asking);
    const { caller } = asking;
    const unit = isUnitStaff(caller) ? caller.unit : null;
    const of = { unit, executor: caller.roles.includes('executor'), decides: await this.decides(caller), notParty };
    const offset = cursor === null ? 0 : offsetOf(cursor);
    const found = this.readSide.inbox(of, limit + 1, offset);
    const now = this.facts.now();
    const items = found.slice(0, limit).map(({ state, action, due_at: dueAt }) => ({
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
      nextCursor: found.length > limit ? Buffer.from(String(offset + limit)).toString('base64url') : null,
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

function offsetOf(cursor: string): number {
  const offset = Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(offset) || offset < 0) throw invalidBody('/cursor', 'not-an-option');
  return offset;
}
