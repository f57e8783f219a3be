import { Dispatch, dispatchName, LegalDate, PersonId, RequestId } from '@sigill/domain';
import { CommandStamp, eventIdOf, uuidV5 } from '@sigill/event-log';
import { createHash, randomUUID } from 'node:crypto';
import { Call } from './call';

/** The namespace of every id that Sigill makes from names. STORAGE FORMAT, with the names below. */
const namespace = '5f0c6c1e-2a77-5d1b-9b1e-3f6d9a4c7e10';

type Keyed = Pick<Call, 'caller' | 'key'>;

/** The same for every use of a key by one actor; null where the call has none. */
export const keyIdOf = ({ caller, key }: Keyed): string | null =>
  key === null ? null : uuidV5(namespace, `key|${caller.hsaId}|${key}`);

/** A keyed command on a request is the same command whenever the same actor sends the key again. */
export const commandIdOf = ({ caller, key }: Keyed, request: RequestId): string =>
  key === null ? randomUUID() : uuidV5(namespace, `command|${caller.hsaId}|${key}|${request}`);

/** A keyed opening meets itself at the same place. */
export const requestIdOf = ({ caller, key }: Keyed): RequestId =>
  (key === null ? randomUUID() : uuidV5(namespace, `request|${caller.hsaId}|${key}`)) as RequestId;

/** The request that ends what a decision overturned: UUIDv5 of the decision's event id. */
export const endingRequestOf = (decisionCommand: string): RequestId =>
  uuidV5(eventIdOf(decisionCommand, 0), 'ending-request') as RequestId;

/** The case that a night's sweep is in the log. */
export const sweepCaseOf = (night: LegalDate): string => uuidV5(namespace, `sweep|${night}`);

/** The request that a case opens for a sibling: UUIDv5 of the case's id and the child's person id. */
export const siblingRequestOf = (request: RequestId, child: PersonId): RequestId => uuidV5(request, child) as RequestId;

/** The same for every opening of this request, whoever opens it. */
export const openingHashOf = (request: RequestId): string => hashOf(`opening\n${request}`);

const hashOf = (name: string): string => createHash('sha256').update(name).digest('base64url');

/** Why whatever concerns cases is recorded. STORAGE FORMAT */
export const casePurpose = 'direct-access-case';

/** What the program does by itself, under a name: nobody's command. @param commandId another one each time, unless told */
export const stampOfProgram = (
  name: string,
  commandId: string = randomUUID(),
): Omit<CommandStamp, 'recordedAt' | 'purpose'> => ({
  commandId,
  commandHash: hashOf(name),
  keyId: null,
  correlationId: commandId,
  causationId: commandId,
});

/** What time does: the same command whoever carries it out. */
export const stampOfDue = (request: RequestId, name: string): ReturnType<typeof stampOfProgram> =>
  stampOfProgram(`due|${request}|${name}`, uuidV5(request, `due|${name}`));

/** The effect that an event asks for with this dispatch. */
export const effectIdOf = (eventId: string, dispatch: Dispatch): string => uuidV5(eventId, dispatchName(dispatch));
