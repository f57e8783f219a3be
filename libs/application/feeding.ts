import { effectEventOf, effectIdOf, RequestId } from '@sigill/domain';
import { LoggedEvent, uuidV5 } from '@sigill/event-log';
import { Fed } from '@sigill/projections';
import { requestEventOf, requestOf } from './request-log';

/** An event of the log as the projections take it in. @throws BrokenHistory for an effect's event that no release has written */
export function fedOf(logged: LoggedEvent): Fed {
  const { position, command, eventId, stream } = logged;
  const request = requestOfEvent(logged);
  if (request !== null) {
    const { commandId, commandHash } = command;
    const idFor = (name: string): string => uuidV5(eventId, name);
    return { of: 'request', position, request, event: requestEventOf(logged), commandId, commandHash, idFor };
  }
  const effect = effectIdOf(stream);
  return effect === null ? { of: 'other', position } : { of: 'effect', position, effect, event: effectEventOf(logged) };
}

/** Which request is this an event of? The one place in the projections that looks at a stream's name. */
const requestOfEvent = ({ stream }: LoggedEvent): RequestId | null => requestOf(stream);
