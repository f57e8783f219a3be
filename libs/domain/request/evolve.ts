import { guardiansIn } from '../register/snapshot';
import { assertNever, Identity } from '../terms';
import { Decided, Executed, Opened, RequestEvent } from './events';
import { State } from './lifecycle';
import { Receipt } from '../measures/measures';
import { BrokenHistory } from './refusal';
import { Consultation, GivenReceipt, RequestState } from './state';

/** The state after one more event. Never judges; a history that cannot be is `BrokenHistory`. */
export function evolve(state: RequestState | null, event: RequestEvent, id: RequestState['id']): RequestState {
  if (state === null) {
    if (event.type !== 'RequestOpened') throw new BrokenHistory(`request ${id} begins with ${event.type}`);
    return withPersons(opened(event.data, id), event.persons);
  }
  const next = withPersons(changed(state, event), event.persons);
  return {
    ...next,
    registeredGuardians: [...new Set([...state.registeredGuardians, ...guardiansIn(next.register)])],
    revision: state.revision + 1,
    changedAt: event.data.at,
    reached: next.reached[next.state] === undefined ? { ...next.reached, [next.state]: event.data.at } : next.reached,
  };
}

function changed(state: RequestState, event: RequestEvent): RequestState {
  const done = { at: event.data.at, by: event.data.by };
  switch (event.type) {
    case 'RequestOpened':
      throw new BrokenHistory(`request ${state.id} is opened twice`);
    case 'RequestAssessed': {
      const { answers, recommendation, register, plan } = event.data;
      return {
        ...state,
        state: 'assessed',
        assessment: { answers, recommendation, ...done },
        register,
        plan: plan ?? state.plan,
      };
    }
    case 'ConsultationHeld': {
      const { party, with: heardWith, heldAt, opinion, completes } = event.data;
      const consultation = { revision: state.revision + 1, party, with: heardWith, heldAt, opinion, ...done };
      return {
        ...state,
        state: completes ? 'consulted' : state.state,
        consultations: [...state.consultations, consultation],
      };
    }
    case 'RequestDecided':
      return decided(state, event.data);
    case 'FormSubmitted': {
      const { signature, form } = event.data;
      const reached: State = state.track === 'urgent' ? 'executed' : 'submitted';
      return { ...state, state: reached, submission: { signature, form, ...done }, handedOver: true };
    }
    case 'ExecutionRecorded':
      return executed(state, event.data);
    case 'FormReturned':
      return { ...state, state: 'decided', submission: null };
    case 'DocumentationRecorded': {
      const { recordSystem, documentedAt } = event.data;
      return { ...state, state: 'closed', documentation: { recordSystem, documentedAt, ...done } };
    }
    case 'RequestWithdrawn':
      return { ...state, state: 'closed', outcome: 'withdrawn' };
    case 'ExecutionCorrected': {
      const voided = event.data.receipts.filter((receipt) => receipt.voided).map((receipt) => receipt.item);
      const given = event.data.receipts.filter((receipt) => !receipt.voided);
      const kept = Object.fromEntries(Object.entries(state.receipts).filter(([item]) => !voided.includes(item)));
      const receipts = { ...kept, ...byItem(given, done) };
      return {
        ...state,
        incident: true,
        receipts,
        voided: [...new Set([...state.voided, ...voided])].filter((item) => receipts[item] === undefined),
        register: event.data.register,
      };
    }
    case 'DocumentationCorrected': {
      const { recordSystem, documentedAt } = event.data;
      return { ...state, incident: true, documentation: { recordSystem, documentedAt, ...done } };
    }
    case 'ConsultationCorrected': {
      const { with: heardWith, heldAt, opinion, revision } = event.data;
      const corrected = (held: Consultation): Consultation =>
        held.revision === revision ? { ...held, with: heardWith, heldAt, opinion, ...done } : held;
      return { ...state, incident: true, consultations: state.consultations.map(corrected) };
    }
    default:
      return assertNever(event);
  }
}

function opened(data: Opened, id: RequestState['id']): RequestState {
  const state: State = data.track === 'urgent' ? 'called' : 'registered';
  return {
    id,
    revision: 1,
    caseNumber: data.caseNumber,
    procedure: data.procedure,
    track: data.track,
    state,
    outcome: null,
    incident: false,
    patient: data.patient,
    guardians: data.guardians,
    persons: {},
    unit: data.unit,
    concerns: data.concerns,
    endingRequest: null,
    validFrom: data.validFrom,
    validUntil: data.validUntil,
    reviewBy: null,
    registryReference: data.registryReference,
    opened: { at: data.at, by: data.by },
    contact: data.contact,
    caller: data.caller,
    responsibleHead: data.responsibleHead,
    assessment: null,
    consultations: [],
    decision: null,
    submission: null,
    documentation: null,
    plan: data.plan,
    receipts: {},
    voided: [],
    register: data.register,
    registeredGuardians: guardiansIn(data.register),
    handedOver: false,
    changedAt: data.at,
    reached: { [state]: data.at },
  };
}

function decided(state: RequestState, data: Decided): RequestState {
  const { outcome, grounds, capacity, treatingReason, guardians, at, by } = data;
  return {
    ...state,
    state: 'decided',
    outcome,
    decision: { outcome, grounds, capacity, treatingReason, guardians, at, by },
    validFrom: data.validFrom,
    validUntil: data.validUntil,
    reviewBy: data.reviewBy,
    plan: data.plan,
    register: data.register,
    endingRequest: data.endingRequest,
  };
}

function executed(state: RequestState, data: Executed): RequestState {
  const reached = { ordinary: 'executed', urgent: 'executed-provisionally' } as const;
  const moves = data.completes && (state.state === 'submitted' || state.state === 'called');
  return {
    ...state,
    state: moves ? reached[state.track] : state.state,
    plan: data.plan ?? state.plan,
    receipts: { ...state.receipts, ...byItem(data.receipts, { at: data.at, by: data.by }) },
    voided: state.voided.filter((item) => !data.receipts.some((receipt) => receipt.item === item)),
    register: data.register,
  };
}

const byItem = (receipts: readonly Receipt[], done: Pick<GivenReceipt, 'at' | 'by'>): Record<string, GivenReceipt> =>
  Object.fromEntries(
    receipts.map(({ item, performedAt, reference }) => [item, { item, performedAt, reference, ...done }]),
  );

const withPersons = (state: RequestState, persons: readonly Identity[]): RequestState =>
  persons.length === 0
    ? state
    : { ...state, persons: { ...state.persons, ...Object.fromEntries(persons.map((person) => [person.id, person])) } };
