import {
  CommandRefused,
  effectEventOf,
  idIn,
  registerEventOf,
  registerIn,
  requestEventOf,
  requestIn,
} from '@sigill/domain';
import { LoggedEvent, uuidV5 } from '@sigill/event-log';
import { Fed } from '@sigill/projections';

/** An event of the log as the projections take it in. @throws BrokenHistory for an effect's event that no release has written */
export function fedOf(logged: LoggedEvent): Fed {
  const { position, command, eventId, stream, caseRevision } = logged;
  const request = requestIn(logged);
  if (request !== null) {
    const { commandId, keyId } = command;
    const idFor = (name: string): string => uuidV5(eventId, name);
    const event = requestEventOf(logged);
    return { of: 'request', position, request, revision: caseRevision, event, commandId, keyId, idFor };
  }
  const patient = registerIn(logged);
  if (patient !== null) return { of: 'register', position, patient, event: registerEventOf(logged) };
  const refusal = idIn('refused', stream);
  if (refusal !== null) return { of: 'refusal', position, refusal, refused: logged.data as CommandRefused['data'] };
  const effect = idIn('effect', stream);
  if (effect === null) return { of: 'other', position };
  return { of: 'effect', position, effect, revision: logged.revision, event: effectEventOf(logged) };
}
