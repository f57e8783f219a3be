import { Dispatch } from '../../effects/intent';
import { assertNever, Sha256 } from '../../terms';
import { RequestEvent } from '../events';
import { RequestState } from '../state';

/** What a dispatch says of its case. */
export type CaseRef = Pick<RequestState, 'id' | 'caseNumber' | 'unit'>;

/** Whom an event asks the worker to tell, of what. Pure and total.
 *  Never a guardian, a child or an address from a body: such a recipient does not type. */
export function dispatchesFor(event: RequestEvent, of: CaseRef): readonly Dispatch[] {
  const unit = of.unit.hsaId;
  switch (event.type) {
    case 'RequestOpened':
      return event.data.track === 'urgent' ? [notice('urgent-call', { role: 'head', unit }, of)] : [];
    case 'ConsultationHeld':
      return event.data.completes ? [notice('decision-awaited', { role: 'head', unit }, of)] : [];
    case 'RequestDecided':
      return event.data.endingRequest === null ? [] : [notice('overturned', { role: 'unit', unit }, of)];
    case 'FormSubmitted':
      return [workOrder(of, event.data.form.sha256)];
    case 'ExecutionRecorded':
      return event.data.completes ? [notice('executed', { role: 'unit', unit }, of)] : [];
    case 'FormReturned':
      return [notice('returned', { role: 'unit', unit }, of)];
    case 'RequestAssessed':
    case 'DocumentationRecorded':
    case 'RequestWithdrawn':
    case 'ExecutionCorrected':
    case 'DocumentationCorrected':
    case 'ConsultationCorrected':
      return [];
    default:
      return assertNever(event);
  }
}

const notice = (template: Dispatch['template'], recipient: Dispatch['recipient'], of: CaseRef): Dispatch => ({
  kind: 'mail',
  template,
  request: of.id,
  caseNumber: of.caseNumber,
  recipient,
  attachForm: null,
  class: 'A',
});

const workOrder = (of: CaseRef, form: Sha256): Dispatch => ({
  ...notice('work-order', { role: 'executor' }, of),
  attachForm: form,
  class: 'B',
});
