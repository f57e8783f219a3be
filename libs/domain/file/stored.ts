import { RequestEvent } from '../request/events';
import { idIn } from '../streams';
import { Identity, PersonId, RequestId } from '../terms';

/** What the log keeps of a request's event. */
export interface StoredRequestEvent {
  readonly type: string;
  readonly data: object;
  readonly occurredAt: string;
  readonly persons: Readonly<Record<string, object>>;
}

/** The request that the event is of; null where it is none of a request's. */
export const requestIn = ({
  stream,
  caseId,
}: {
  readonly stream: string;
  readonly caseId: string;
}): RequestId | null => (idIn('file', stream) === null ? null : (caseId as RequestId));

/** What the log holds is what a command wrote: type and version were checked by the log's upcaster. */
export function requestEventOf(stored: StoredRequestEvent): RequestEvent {
  const { type, data, occurredAt } = stored;
  const persons = Object.entries(stored.persons).map(([id, person]): Identity => ({
    ...(person as Omit<Identity, 'id'>),
    id: id as PersonId,
  }));
  return { type, data, occurredAt, persons } as unknown as RequestEvent;
}
