import { RequestEventType } from './events';

/** The newest shape of each event; test/golden holds an example of every shape ever released. */
export const requestSchemaVersions: Readonly<Record<RequestEventType, number>> = {
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
  RelatedRequestsOpened: 1,
  MeasureReviewed: 1,
  MeasureLapsed: 1,
};

export const schemaVersionOf = (type: RequestEventType): number => requestSchemaVersions[type];
