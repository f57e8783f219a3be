import { neverAsked, RegisterAnswered, RegisterHistory, withAnswer } from '../register/history';
import { RequestEvent } from '../request/events';
import { evolve } from '../request/evolve';
import { RequestState } from '../request/state';
import { Identity, PersonId, RequestId } from '../terms';

/** All that is known of one patient. */
export interface PatientFile {
  /** In the order of their opening. */
  readonly requests: ReadonlyMap<RequestId, RequestState>;
  readonly register: RegisterHistory;
}

export const emptyFile = (): PatientFile => ({ requests: new Map(), register: neverAsked });

/** An event of one of the patient's requests. */
export interface OfRequest {
  readonly of: 'request';
  readonly request: RequestId;
  readonly event: RequestEvent;
}

/** What the population register said of the patient. */
export interface OfRegister {
  readonly of: 'register';
  readonly patient: PersonId;
  readonly event: RegisterAnswered;
}

export type FileEvent = OfRequest | OfRegister;

/** The file after more events. @throws BrokenHistory */
export function evolvedFile(file: PatientFile, events: readonly FileEvent[]): PatientFile {
  const requests = new Map(file.requests);
  let { register } = file;
  for (const one of events)
    if (one.of === 'register') register = withAnswer(register, one.event);
    else requests.set(one.request, evolve(requests.get(one.request) ?? null, one.event, one.request));
  return { requests, register };
}

/** The patient's other requests. */
export const othersIn = ({ requests }: Pick<PatientFile, 'requests'>, request: RequestId): readonly RequestState[] =>
  [...requests.values()].filter(({ id }) => id !== request);

/** Who somebody of the file is, by the register's newest word, else by the newest request that names him or her. */
export function identityIn({ requests, register }: PatientFile, person: PersonId): Identity | undefined {
  return register.persons[person] ?? [...requests.values()].flatMap(({ persons }) => persons[person] ?? []).at(-1);
}
