import { RegisterAnswered } from '../register/history';
import { RequestEvent } from '../request/events';
import { idIn } from '../streams';
import { Identity, PersonId, RequestId } from '../terms';
import { FileEvent } from './file';

/** What the log keeps of an event of a patient's file. */
export interface StoredFileEvent {
  readonly type: string;
  readonly data: object;
  readonly occurredAt: string;
  readonly persons: Readonly<Record<string, object>>;
}

interface Placed {
  readonly stream: string;
  readonly caseId: string;
}

/** The request that the event is of; null where it is none of a request's. */
export const requestIn = ({ stream, caseId }: Placed): RequestId | null => {
  const patient = idIn('file', stream);
  return patient === null || patient === caseId ? null : (caseId as RequestId);
};

/** The patient whose file holds the event as the register's own; null where it is none of the register's. */
export const registerIn = ({ stream, caseId }: Placed): PersonId | null =>
  idIn('file', stream) === caseId ? (caseId as PersonId) : null;

/** What the log holds is what a command wrote: type and version were checked by the log's upcaster. */
export const requestEventOf = (stored: StoredFileEvent): RequestEvent => plain(stored) as unknown as RequestEvent;

export const registerEventOf = (stored: StoredFileEvent): RegisterAnswered =>
  plain(stored) as unknown as RegisterAnswered;

/** An event of a patient's file. */
export function fileEventOf(stored: StoredFileEvent & Placed): FileEvent {
  const patient = registerIn(stored);
  if (patient !== null) return { of: 'register', patient, event: registerEventOf(stored) };
  return { of: 'request', request: stored.caseId as RequestId, event: requestEventOf(stored) };
}

function plain({ type, data, occurredAt, persons: sealed }: StoredFileEvent): object {
  const persons = Object.entries(sealed).map(([id, person]): Identity => ({
    ...(person as Omit<Identity, 'id'>),
    id: id as PersonId,
  }));
  return { type, data, occurredAt, persons };
}
