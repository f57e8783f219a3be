import { RequestId } from '@sigill/domain';
import { eventIdOf, uuidV5 } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { Call } from './call';

/** The namespace of every id that Sigill makes from names. */
const namespace = '5f0c6c1e-2a77-5d1b-9b1e-3f6d9a4c7e10';

/** A keyed command is the same command whenever the same actor sends the key again. */
export const commandIdOf = ({ caller, key }: Pick<Call, 'caller' | 'key'>): string =>
  key === null ? randomUUID() : uuidV5(namespace, `command|${caller.hsaId}|${key}`);

/** A keyed opening meets itself on the same stream. */
export const requestIdOf = ({ caller, key }: Pick<Call, 'caller' | 'key'>): RequestId =>
  (key === null ? randomUUID() : uuidV5(namespace, `request|${caller.hsaId}|${key}`)) as RequestId;

/** The request that ends what a decision overturned: UUIDv5 of the decision's event id. */
export const endingRequestOf = (decisionCommand: string): RequestId =>
  uuidV5(eventIdOf(decisionCommand, 0), 'ending-request') as RequestId;

/** The command under which the program opens that request. */
export const endingCommandOf = (ending: RequestId): string => uuidV5(ending, 'opening');
