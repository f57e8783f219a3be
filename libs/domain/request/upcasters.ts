import { RequestEventType } from './events';
import { BrokenHistory } from './refusal';

/** The newest shape of each event; test/golden holds an example of every shape ever released. */
const requestSchemaVersions: Readonly<Record<RequestEventType, number>> = {
  RequestOpened: 1,
  RequestAssessed: 1,
  ConsultationHeld: 1,
  RequestDecided: 1,
  FormSubmitted: 1,
  ExecutionRecorded: 1,
  FormReturned: 1,
  DocumentationRecorded: 1,
  RequestWithdrawn: 1,
  ExecutionCorrected: 1,
  DocumentationCorrected: 1,
  ConsultationCorrected: 1,
};

export const schemaVersionOf = (type: RequestEventType): number => requestSchemaVersions[type];

/** Lifts a request's event as stored to the newest shape, on the log's read path and nowhere else; an effect's events are
 *  judged in ../effects/stored. No shape has changed yet. @throws BrokenHistory for a type or version that no release has written */
export function upcast<Stored extends { readonly type: string; readonly schemaVersion: number }>(
  stored: Stored,
): Stored {
  if (stored.type.startsWith('Effect')) return stored;
  const known: Readonly<Record<string, number>> = requestSchemaVersions;
  if (known[stored.type] !== stored.schemaVersion) {
    throw new BrokenHistory(`no such event: ${stored.type}.v${String(stored.schemaVersion)}`);
  }
  return stored;
}
