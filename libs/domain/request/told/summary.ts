import { Wording } from '../../terms';
import { Consulted, Decided, PerEvent, RequestEventType, TypedEvent } from '../events';

const parties: Readonly<Record<Consulted['party'], Wording>> = {
  'head-of-operations': { sv: 'verksamhetschefen', en: 'the head of operations' },
  guardian: { sv: 'vårdnadshavaren', en: 'the guardian' },
  child: { sv: 'barnet', en: 'the child' },
  patient: { sv: 'patienten', en: 'the patient' },
  'social-services': { sv: 'socialtjänsten', en: 'social services' },
  staff: { sv: 'personalen', en: 'staff' },
};

/** What happened, in one sentence for a reader of the history; names nobody. */
export const summaryOf = <Type extends RequestEventType>({ type, data }: TypedEvent<Type>): Wording =>
  sentences[type](data);

const sentences: PerEvent<Wording> = {
  RequestOpened: ({ track }) =>
    track === 'urgent'
      ? { sv: 'Brådskande samtal mottaget', en: 'Urgent call received' }
      : { sv: 'Ärendet registrerades', en: 'The request was registered' },
  RequestAssessed: ({ recommendation }) =>
    recommendation === 'grant'
      ? { sv: 'Bedömning gjord: föreslår bifall', en: 'Assessed: recommends a grant' }
      : { sv: 'Bedömning gjord: föreslår avslag', en: 'Assessed: recommends a refusal' },
  ConsultationHeld: ({ party }) => ({
    sv: `Samråd hölls med ${parties[party].sv}`,
    en: `Consultation held with ${parties[party].en}`,
  }),
  RequestDecided: decided,
  FormSubmitted: () => ({
    sv: 'Undertecknad blankett skickades till VGR-IT',
    en: 'The signed form was sent to the executor',
  }),
  ExecutionRecorded: ({ completes }) =>
    completes
      ? { sv: 'Åtgärden är verkställd', en: 'The measure has been executed' }
      : { sv: 'En del av åtgärden är verkställd', en: 'Part of the measure has been executed' },
  FormReturned: () => ({ sv: 'Blanketten skickades tillbaka', en: 'The form was returned' }),
  DocumentationRecorded: () => ({
    sv: 'Beslutet är dokumenterat i journalen; ärendet avslutades',
    en: 'Documented in the record; the case was closed',
  }),
  RequestWithdrawn: () => ({ sv: 'Ärendet återkallades', en: 'The request was withdrawn' }),
  ExecutionCorrected: () => ({ sv: 'Verkställigheten rättades', en: 'The execution was corrected' }),
  DocumentationCorrected: () => ({ sv: 'Dokumentationen rättades', en: 'The documentation was corrected' }),
  ConsultationCorrected: () => ({ sv: 'Ett samråd rättades', en: 'A consultation was corrected' }),
};

function decided({ outcome, capacity, endingRequest }: Decided): Wording {
  if (endingRequest !== null)
    return { sv: 'Den brådskande åtgärden upphävdes', en: 'The urgent measure was overturned' };
  if (capacity === 'by-right') return { sv: 'Bifall: patientens egen rätt', en: "Granted: the patient's own right" };
  return outcome === 'granted'
    ? { sv: 'Beslut: bifall', en: 'Decided: granted' }
    : { sv: 'Beslut: avslag', en: 'Decided: refused' };
}
