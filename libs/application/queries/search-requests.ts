import { isUuid } from '@sigill/event-log';
import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  addDays,
  legalDateOf,
  parsePersonNumber,
  sees,
  sightOf,
  startOfDay,
  states,
  invalidBody,
} from '@sigill/domain';
import type { HsaId, LegalDate, PersonId, RequestState } from '@sigill/domain';
import type { RequestPlace, RequestView } from '@sigill/projections';
import { IsHsaId, IsLegalDate, IsLimit, IsOneOf, IsTrueOrFalse, IsWords, limits, Optional } from '../bodies';
import type { Asking } from '../asking';
import { readRequestCursor, requestCursor } from '../cursor';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { PersonIds } from '../ports';
import { Presenter } from '../presenter';
import { ReadSide } from '../read-side';

export class SearchBody {
  @Optional()
  @IsOneOf(states)
  readonly state?: string | null;

  @Optional()
  @IsWords(limits.reference)
  readonly procedure?: string | null;

  @Optional()
  @IsWords(limits.reference)
  readonly kind?: string | null;

  @Optional()
  @IsHsaId()
  readonly unit?: HsaId | null;

  @Optional()
  @IsOneOf(['ordinary', 'urgent'])
  readonly track?: string | null;

  @Optional()
  @IsOneOf(['granted', 'refused', 'withdrawn'])
  readonly outcome?: string | null;

  /** A number as written, or a person's id. */
  @Optional()
  @IsWords(limits.reference)
  readonly patient?: string | null;

  /** First and last day of opening, both inclusive. */
  @Optional()
  @IsLegalDate()
  readonly openedFrom?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly openedTo?: LegalDate | null;

  @Optional()
  @IsTrueOrFalse()
  readonly overdue?: boolean | null;

  @Optional()
  @IsLimit()
  readonly limit?: number | null;

  @Optional()
  @IsWords(limits.freeText)
  readonly cursor?: string | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** `POST /v1/requests/search`, newest first */
export class SearchRequests extends Query<Page<RequestView>> {
  constructor(
    readonly asking: Asking,
    readonly body: SearchBody,
  ) {
    super();
  }
}

@QueryHandler(SearchRequests)
export class SearchRequestsHandler implements IQueryHandler<SearchRequests> {
  constructor(
    private readonly looking: Looking,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
    private readonly personIds: PersonIds,
    private readonly presenter: Presenter,
  ) {}

  async execute({ asking, body }: SearchRequests): Promise<Page<RequestView>> {
    const caller = await this.looking.caller(asking);
    const limit = body.limit ?? defaultLimit;
    const { openedFrom, openedTo, overdue, patient, cursor, ...equal } = body;
    const filter = {
      ...equal,
      patient: patient === undefined || patient === null ? null : this.patientId(patient),
      openedFrom: openedFrom ? startOfDay(openedFrom) : null,
      openedBefore: openedTo ? startOfDay(addDays(openedTo, 1)) : null,
      dueBefore: overdue === true ? this.facts.now() : null,
      after: cursor === undefined || cursor === null ? null : placeOf(cursor),
    };
    const found = this.readSide.search(sightOf('search', caller), filter, limit + 1);
    const page = found.slice(0, limit);
    const shown = page.filter((state) => sees(caller, state));
    const items = await this.presenter.list(shown, caller);
    return { items, nextCursor: found.length > limit ? cursorAfter(page.at(-1)) : null };
  }

  private patientId(text: string): PersonId {
    const id = text.toLowerCase();
    if (isUuid(id)) return id as PersonId;
    const parsed = parsePersonNumber(text, legalDateOf(this.facts.now()));
    if (parsed.kind !== 'personal') throw invalidBody('/patient', 'no-number');
    return this.personIds.idOf(parsed.number);
  }
}

export const defaultLimit = 50;

const cursorAfter = (last: RequestState | undefined): string | null =>
  last === undefined ? null : requestCursor({ openedAt: last.opened.at, request: last.id });

/** @throws Refusal `invalid-body` at /cursor */
function placeOf(cursor: string): RequestPlace {
  const place = readRequestCursor(cursor);
  if (place === null) throw invalidBody('/cursor', 'not-an-option');
  return place;
}
