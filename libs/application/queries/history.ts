import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { RequestId, summaryOf, Wording } from '@sigill/domain';
import { changesBetween, toldByEvents } from '@sigill/projections';
import type { Asking } from '../asking';
import { Looking } from '../looking';
import { Presenter } from '../presenter';
import { RecordedRequestEvent } from '../case-file';
import { CaseFiles } from '../case-files';
import { statesAfter } from '../states';

export interface HistoryItem {
  /** From 1. */
  readonly revision: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: object;
  readonly summary: Wording;
  /** Exactly the view's fields that the event changed. */
  readonly before: object;
  readonly after: object;
  readonly eventId: string;
  readonly hash: string;
}

/** `GET /v1/requests/{id}/history`: the events themselves, not a table made of them. */
export class GetHistory extends Query<readonly HistoryItem[]> {
  constructor(
    readonly asking: Asking,
    readonly request: RequestId,
  ) {
    super();
  }
}

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory> {
  constructor(
    private readonly looking: Looking,
    private readonly files: CaseFiles,
    private readonly presenter: Presenter,
  ) {}

  async execute({ asking, request }: GetHistory): Promise<readonly HistoryItem[]> {
    const { state: newest, file, caller } = await this.looking.at(asking, request, 'history');
    const events = await this.files.eventsOf(file, request);
    const states = statesAfter(request, events);
    const { show, untold } = await this.presenter.historic({ state: newest, file }, caller);
    const views = states.map((state) => toldByEvents(show(state)));
    const part = this.presenter.partFor(newest, caller);
    return events.map((recorded, index) => {
      const summary = summaryOf(recorded.event, { state: states[index] ?? newest, part, untold });
      return item(recorded, index + 1, { summary, ...changesBetween(views[index - 1] ?? {}, views[index] ?? {}) });
    });
  }
}

function item(
  { logged, event }: RecordedRequestEvent,
  revision: number,
  told: Pick<HistoryItem, 'summary' | 'before' | 'after'>,
): HistoryItem {
  return {
    revision,
    type: logged.type,
    occurredAt: logged.occurredAt,
    recordedAt: logged.recordedAt,
    actor: event.data.by,
    ...told,
    eventId: logged.eventId,
    hash: logged.hash,
  };
}
