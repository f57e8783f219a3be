import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { invalidBody, sees, sightOf } from '@sigill/domain';
import type { RequestPlace, RequestView } from '@sigill/projections';
import type { Asking } from '../asking';
import { readRequestCursor, requestCursor } from '../cursor';
import { Looking } from '../looking';
import { Presenter } from '../presenter';
import { ReadSide } from '../read-side';
import { filledPage } from './filled-page';
import { SearchBody, SearchedFor } from './searched-for';

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
    private readonly searchedFor: SearchedFor,
    private readonly presenter: Presenter,
  ) {}

  async execute({ asking, body }: SearchRequests): Promise<Page<RequestView>> {
    const caller = await this.looking.caller(asking);
    const limit = body.limit ?? defaultLimit;
    this.searchedFor.judge(body);
    const place = placeAt(body.cursor ?? null);
    const filter = this.searchedFor.filterOf(body, caller);
    const sight = sightOf('search', caller);
    const { rows, next } = await filledPage(limit, place, {
      read: (after, count) => this.readSide.search(sight, { ...filter, after }, count),
      isShown: ({ state }) => sees(caller, state),
      placeOf: ({ openedAt, request }) => ({ openedAt, request }),
    });
    const items = await this.presenter.list(
      rows.map(({ state }) => state),
      caller,
    );
    return { items, nextCursor: next === null ? null : requestCursor(next) };
  }
}

export const defaultLimit = 50;

/** @throws Refusal `invalid-body` at /cursor */
function placeAt(cursor: string | null): RequestPlace | null {
  if (cursor === null) return null;
  const place = readRequestCursor(cursor);
  if (place === null) throw invalidBody('/cursor', 'not-an-option');
  return place;
}
