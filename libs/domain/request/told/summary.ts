import { assertNever, Wording } from '../../terms';
import { Consulted, RequestEvent } from '../events';

const parties: Readonly<Record<Consulted['party'], Wording>> = {
  'head-of-operations': { sv: 'verksamhetschefen', en: 'the head of operations' },
  guardian: { sv: 'vårdnadshavaren', en: 'the guardian' },
  child: { sv: 'barnet', en: 'the child' },
  patient: { sv: 'patienten', en: 'the patient' },
  'social-services': { sv: 'socialtjänsten', en: 'social services' },
  staff: { sv: 'personalen', en: 'staff' },
};

/** What happened, in one sentence for a reader of the history; names nobody. */
export function summaryOf(event: RequestEvent): Wording {
  switch (event.type) {
    case 'RequestOpened':
      return event.data.track === 'urgent'
        ? { sv: 'Brådskande samtal mottaget', en: 'Urgent call received' }
        : { sv: 'Ärendet registrerades', en: 'The request was registered' };
    case 'RequestAssessed':
      return event.data.recommendation === 'grant'
        ? { sv: 'Bedömning gjord: föreslår bifall', en: 'Assessed: recommends a grant' }
        : { sv: 'Bedömning gjord: föreslår avslag', en: 'Assessed: recommends a refusal' };
    case 'ConsultationHeld': {
      const { sv, en } = parties[event.data.party];
      return { sv: `Samråd hölls med ${sv}`, en: `Consultation held with ${en}` };
    }
    case 'RequestDecided':
      return decided(event.data.outcome, event.data.capacity === 'by-right', event.data.endingRequest !== null);
    case 'FormSubmitted':
      return { sv: 'Undertecknad blankett skickades till VGR-IT', en: 'The signed form was sent to the executor' };
    case 'ExecutionRecorded':
      return event.data.completes
        ? { sv: 'Åtgärden är verkställd', en: 'The measure has been executed' }
        : { sv: 'En del av åtgärden är verkställd', en: 'Part of the measure has been executed' };
    case 'FormReturned':
      return { sv: 'Blanketten skickades tillbaka', en: 'The form was returned' };
    case 'DocumentationRecorded':
      return {
        sv: 'Beslutet är dokumenterat i journalen; ärendet avslutades',
        en: 'Documented in the record; the case was closed',
      };
    case 'RequestWithdrawn':
      return { sv: 'Ärendet återkallades', en: 'The request was withdrawn' };
    case 'ExecutionCorrected':
      return { sv: 'Verkställigheten rättades', en: 'The execution was corrected' };
    case 'DocumentationCorrected':
      return { sv: 'Dokumentationen rättades', en: 'The documentation was corrected' };
    case 'ConsultationCorrected':
      return { sv: 'Ett samråd rättades', en: 'A consultation was corrected' };
    default:
      return assertNever(event);
  }
}

function decided(outcome: 'granted' | 'refused', byRight: boolean, overturned: boolean): Wording {
  if (overturned) return { sv: 'Den brådskande åtgärden upphävdes', en: 'The urgent measure was overturned' };
  if (byRight) return { sv: 'Bifall: patientens egen rätt', en: "Granted: the patient's own right" };
  return outcome === 'granted'
    ? { sv: 'Beslut: bifall', en: 'Decided: granted' }
    : { sv: 'Beslut: avslag', en: 'Decided: refused' };
}
