import { Dispatch } from '../../effects/intent';
import { Sha256 } from '../../terms';
import { CaseElsewhere, PerEvent, RequestEventType, TypedEvent } from '../events';
import { RequestState } from '../state';

/** What a dispatch says of its case. */
export type CaseRef = Pick<RequestState, 'id' | 'caseNumber' | 'unit'>;

/** Whom an event asks the worker to tell, of what. Pure and total.
 *  Never a guardian, a child or an address from a body: such a recipient does not type. */
export const dispatchesFor = <Type extends RequestEventType>(
  { type, data }: TypedEvent<Type>,
  of: CaseRef,
): readonly Dispatch[] => dispatches[type](data, of);

const nobody = (): readonly Dispatch[] => [];

const dispatches: PerEvent<readonly Dispatch[], [of: CaseRef]> = {
  RequestOpened: ({ by, track, begunElsewhere }, of) => [
    ...(by.role === 'system' ? [toUnit('opened-by-program', of)] : []),
    ...(track === 'urgent' ? [toHead('urgent-call', of), toExecutor('urgent-call', of)] : []),
    ...(begunElsewhere === undefined ? [] : [toOtherUnit('other-unit-acts', begunElsewhere, of)]),
  ],
  RequestAssessed: nobody,
  ConsultationHeld: ({ completes }, of) => (completes ? [toHead('decision-awaited', of)] : []),
  RequestDecided: ({ endingRequest }, of) => (endingRequest === null ? [] : [toUnit('overturned', of)]),
  FormSubmitted: ({ form }, of) => [workOrder(of, form.sha256)],
  ExecutionRecorded: ({ completes, endedElsewhere }, of) => [
    ...(completes ? [toUnit('executed', of)] : []),
    ...toOtherUnits(endedElsewhere, of),
  ],
  FormReturned: (_, of) => [toUnit('returned', of)],
  DocumentationRecorded: nobody,
  RequestWithdrawn: nobody,
  ExecutionCorrected: ({ lost = [], endedElsewhere }, of) => [
    ...(lost.length > 0 ? [toUnit('receipts-missing', of)] : []),
    ...toOtherUnits(endedElsewhere, of),
  ],
  DocumentationCorrected: nobody,
  ConsultationCorrected: nobody,
  RelatedRequestsOpened: nobody,
  MeasureReviewed: nobody,
  MeasureLapsed: nobody,
};

const toHead = (template: Dispatch['template'], of: CaseRef): Dispatch =>
  notice(template, { role: 'head', unit: of.unit.hsaId }, of);

const toExecutor = (template: Dispatch['template'], of: CaseRef): Dispatch =>
  notice(template, { role: 'executor' }, of);

/** Each unit is told of its own case alone: nothing of the one that acts on its measure. */
const toOtherUnit = (template: Dispatch['template'], its: CaseElsewhere, of: CaseRef): Dispatch => ({
  ...notice(template, { role: 'unit', unit: its.unit }, of),
  about: { request: its.request, caseNumber: its.caseNumber },
});

const toOtherUnits = (ended: readonly CaseElsewhere[] = [], of: CaseRef): readonly Dispatch[] =>
  ended.map((its) => toOtherUnit('measure-ended-elsewhere', its, of));

const toUnit = (template: Dispatch['template'], of: CaseRef): Dispatch =>
  notice(template, { role: 'unit', unit: of.unit.hsaId }, of);

const notice = (template: Dispatch['template'], recipient: Dispatch['recipient'], of: CaseRef): Dispatch => ({
  kind: 'mail',
  template,
  request: of.id,
  about: { request: of.id, caseNumber: of.caseNumber },
  recipient,
  attachForm: null,
  class: 'A',
});

const workOrder = (of: CaseRef, form: Sha256): Dispatch => ({
  ...toExecutor('work-order', of),
  attachForm: form,
  class: 'B',
});
