import { Dispatch } from '../effects/intent';
import { assertNever, Sha256 } from '../terms';
import { RequestEvent } from './events';
import { RequestState } from './state';

/** Whom an event asks the worker to tell, of what. Pure and total; `after` is the state with the event.
 *  Never a guardian, a child or an address from a body: such a recipient does not type. */
export function dispatchesFor(event: RequestEvent, after: RequestState): readonly Dispatch[] {
  const unit = after.unit.hsaId;
  switch (event.type) {
    case 'RequestOpened':
      return event.data.track === 'urgent' ? [notice('urgent-call', { role: 'head', unit }, after)] : [];
    case 'ConsultationHeld':
      return event.data.completes ? [notice('decision-awaited', { role: 'head', unit }, after)] : [];
    case 'RequestDecided':
      return event.data.endingRequest === null ? [] : [notice('overturned', { role: 'unit', unit }, after)];
    case 'FormSubmitted':
      return [workOrder(after, event.data.form.sha256)];
    case 'ExecutionRecorded':
      return event.data.completes ? [notice('executed', { role: 'unit', unit }, after)] : [];
    case 'FormReturned':
      return [notice('returned', { role: 'unit', unit }, after)];
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

const notice = (template: Dispatch['template'], recipient: Dispatch['recipient'], of: RequestState): Dispatch => ({
  kind: 'mail',
  template,
  request: of.id,
  caseNumber: of.caseNumber,
  recipient,
  attachForm: null,
  class: 'A',
});

const workOrder = (of: RequestState, form: Sha256): Dispatch => ({
  ...notice('work-order', { role: 'executor' }, of),
  attachForm: form,
  class: 'B',
});
