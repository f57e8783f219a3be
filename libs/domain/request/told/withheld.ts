import { Disclosure } from '../../authority/disclosure';
import { Wording } from '../../terms';
import { RequestEventType } from '../events';

/** The sentence of a history for a reader who is shown the execution alone, where the whole one would tell what the view leaves
 *  out; null: nothing of it is withheld. */
export const withheldSummary = (type: RequestEventType, part: Disclosure['part']): Wording | null =>
  part === 'execution' ? ofExecution[type] : null;

const ofExecution: Readonly<Record<RequestEventType, Wording | null>> = {
  RequestOpened: null,
  RequestAssessed: { sv: 'Bedömning gjord', en: 'Assessed' },
  ConsultationHeld: { sv: 'Ett samråd hölls', en: 'A consultation was held' },
  RequestDecided: null,
  FormSubmitted: null,
  ExecutionRecorded: null,
  FormReturned: null,
  DocumentationRecorded: null,
  RequestWithdrawn: { sv: 'Ärendet återkallades', en: 'The request was withdrawn' },
  ExecutionCorrected: null,
  DocumentationCorrected: { sv: 'Dokumentationen rättades', en: 'The documentation was corrected' },
  ConsultationCorrected: { sv: 'Ett samråd rättades', en: 'A consultation was corrected' },
};
