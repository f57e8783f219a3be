import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Instant, RequestId, RequestState } from '@sigill/domain';
import type { RequestView } from '@sigill/projections';
import type { Asking } from '../asking';
import { Looking } from '../looking';
import { Presenter } from '../presenter';
import { CaseFile } from '../case-file';
import { CaseFiles } from '../case-files';
import { recordedBy, stateAfter } from '../states';
import { NotFound } from '../errors';

/** Which state of the request: the newest, the one after an event (from 1), or the one recorded at an instant. */
export type Moment =
  | { readonly at: 'now' }
  | { readonly at: 'revision'; readonly revision: number }
  | { readonly at: 'instant'; readonly instant: Instant };

export interface Shown {
  readonly view: RequestView;
  readonly revision: number;
}

/** `GET /v1/requests/{id}` */
export class GetRequest extends Query<Shown> {
  constructor(
    readonly asking: Asking,
    readonly request: RequestId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(GetRequest)
export class GetRequestHandler implements IQueryHandler<GetRequest> {
  constructor(
    private readonly looking: Looking,
    private readonly files: CaseFiles,
    private readonly presenter: Presenter,
  ) {}

  async execute({ asking, request, moment }: GetRequest): Promise<Shown> {
    const found = await this.looking.at(asking, request, 'view');
    const { state: newest, file, caller } = found;
    if (moment.at === 'now') {
      return { view: await this.presenter.show(found, caller, asking.language), revision: newest.revision };
    }
    const state = await this.past(file, request, moment);
    const { show } = await this.presenter.historic(newest, caller);
    return { view: show(state), revision: state.revision };
  }

  private async past(
    file: CaseFile,
    request: RequestId,
    moment: Exclude<Moment, { at: 'now' }>,
  ): Promise<RequestState> {
    const events = await this.files.eventsOf(file, request);
    const wanted = moment.at === 'revision' ? moment.revision : recordedBy(events, moment.instant);
    const state = stateAfter(request, events.slice(0, wanted));
    if (state === null || state.revision !== wanted) throw new NotFound();
    return state;
  }
}
