import { RequestEvent } from '../request/events';
import { evolve } from '../request/evolve';
import { RequestState } from '../request/state';
import { RequestId } from '../terms';

/** All requests of one patient, in the order of their opening. */
export type PatientFile = ReadonlyMap<RequestId, RequestState>;

export const emptyFile = (): PatientFile => new Map();

/** An event of one of the patient's requests. */
export interface FileEvent {
  readonly request: RequestId;
  readonly event: RequestEvent;
}

/** The file after more events. @throws BrokenHistory */
export function evolvedFile(file: PatientFile, events: readonly FileEvent[]): PatientFile {
  const requests = new Map(file);
  for (const { request, event } of events) requests.set(request, evolve(requests.get(request) ?? null, event, request));
  return requests;
}

/** The patient's other requests. */
export const othersIn = (file: PatientFile, request: RequestId): readonly RequestState[] =>
  [...file.values()].filter(({ id }) => id !== request);
