import { effectEventOf, idIn } from '@sigill/domain';
import { LoggedEvent, uuidV5 } from '@sigill/event-log';
import { Fed } from '@sigill/projections';
import { requestEventOf, requestIn } from './case-file';

/** An event of the log as the projections take it in. @throws BrokenHistory for an effect's event that no release has written */
export function fedOf(logged: LoggedEvent): Fed {
  const { position, command, eventId, stream, caseRevision: revision } = logged;
  const request = requestIn(logged);
  if (request !== null) {
    const { commandId, keyId } = command;
    const idFor = (name: string): string => uuidV5(eventId, name);
    return { of: 'request', position, request, revision, event: requestEventOf(logged), commandId, keyId, idFor };
  }
  const effect = idIn('effect', stream);
  return effect === null ? { of: 'other', position } : { of: 'effect', position, effect, event: effectEventOf(logged) };
}
