import { guardiansIn } from '../register/snapshot';
import { Identity } from '../terms';
import { Act, Executed, Opened, PerEvent, RequestEvent, RequestEventType, TypedEvent } from './events';
import { State } from './lifecycle';
import { Receipt } from '../measures/measures';
import { missedAfter, withFormer } from './earlier';
import { withGuardians, withPersons } from './known-persons';
import { BrokenHistory } from './refusal';
import {
  Consultation,
  copyOf,
  CorrectionMade,
  GivenReceipt,
  lostReceipts,
  RequestState,
  ReviewDay,
  Said,
} from './state';

/** The state after one more event. Never judges; a history that cannot be is `BrokenHistory`. What an event does not touch
 *  is the very object that it was before. */
export function evolve(state: RequestState | null, event: RequestEvent, id: RequestState['id']): RequestState {
  if (state === null) return begun(event, id);
  const { at } = event.data;
  const change = changeBy(state, event);
  const next = Object.assign(copyOf(state), change);
  next.persons = withPersons(state.persons, event.persons);
  next.registeredGuardians = withGuardians(state.registeredGuardians, next.register);
  next.revision = state.revision + 1;
  next.changedAt = at;
  next.said = withFormer(state, change, at);
  next.missed = missedAfter(state.missed, lostReceipts(next).length > 0, at);
  if (state.reached[next.state] === undefined) next.reached = { ...state.reached, [next.state]: at };
  return next;
}

function begun(event: RequestEvent, id: RequestState['id']): RequestState {
  if (event.type !== 'RequestOpened') throw new BrokenHistory(`request ${id} begins with ${event.type}`);
  return opened(event, id, event.data.track === 'urgent' ? 'called' : 'registered');
}

type Change = Partial<RequestState>;

function changeBy<Type extends RequestEventType>(state: RequestState, event: TypedEvent<Type>): Change {
  if (!Object.hasOwn(changes, event.type)) throw new BrokenHistory(`request ${state.id} holds a ${event.type}`);
  return changes[event.type](event.data, state);
}

/** What each event changes. Persons, counting and times are the same for all of them. */
const changes: PerEvent<Change, [state: RequestState]> = {
  RequestOpened: (_, { id }) => {
    throw new BrokenHistory(`request ${id} is opened twice`);
  },
  RequestAssessed: ({ answers, recommendation, register, plan, siblings = [], at, by }, state) => ({
    state: 'assessed',
    assessment: { answers, recommendation, at, by },
    said: { ...state.said, siblings: siblings.map((one) => ({ ...one, request: null })) },
    register,
    ...planIn(plan),
  }),
  ConsultationHeld: ({ party, with: heard, heldAt, opinion, completes, at, by }, state) => ({
    state: completes ? 'consulted' : state.state,
    consultations: [
      ...state.consultations,
      { revision: state.revision + 1, party, with: heard, heldAt, opinion, at, by },
    ],
  }),
  RequestDecided: (data, { said }) => {
    const { outcome, grounds, capacity, treatingReason, guardians, at, by } = data;
    return {
      state: 'decided',
      outcome,
      decision: { outcome, grounds, capacity, treatingReason, guardians, at, by },
      validFrom: data.validFrom,
      validUntil: data.validUntil,
      ...(data.reviewBy === null
        ? {}
        : { reviewBy: data.reviewBy, said: withReviewDay(said, { in: 'decision', reviewBy: data.reviewBy, at, by }) }),
      plan: data.plan,
      register: data.register,
      endingRequest: data.endingRequest,
    };
  },
  FormSubmitted: ({ signature, form, at, by }, { track }) => ({
    state: track === 'urgent' ? 'executed' : 'submitted',
    submission: { signature, form, at, by },
    handedOver: true,
  }),
  ExecutionRecorded: (data, state) => ({
    state: data.completes ? executed(state) : state.state,
    ...planIn(data.plan),
    receipts: { ...state.receipts, ...byItem(data.receipts, data, state) },
    said: noted(state.said, data),
    voided: state.voided.filter((item) => !data.receipts.some((receipt) => receipt.item === item)),
    register: data.register,
  }),
  FormReturned: ({ reason, errors, ...act }, { said }) => ({
    state: 'decided',
    submission: null,
    said: { ...said, returns: [...said.returns, { reason, errors, ...done(act) }] },
  }),
  DocumentationRecorded: ({ recordSystem, documentedAt, at, by }) => ({
    state: 'closed',
    documentation: { recordSystem, documentedAt, at, by },
  }),
  RequestWithdrawn: ({ reason, ...act }, { said }) => ({
    state: 'closed',
    outcome: 'withdrawn',
    said: { ...said, withdrawal: { reason, ...done(act) } },
  }),
  ExecutionCorrected: (data, state) => {
    const voided = data.receipts.filter((receipt) => receipt.voided).map((receipt) => receipt.item);
    const given = data.receipts.filter((receipt) => !receipt.voided);
    const kept = Object.fromEntries(Object.entries(state.receipts).filter(([item]) => !voided.includes(item)));
    const receipts = { ...kept, ...byItem(given, data, state) };
    return {
      ...corrected('execution', data, state),
      receipts,
      voided: [...new Set([...state.voided, ...voided])].filter((item) => receipts[item] === undefined),
      register: data.register,
    };
  },
  DocumentationCorrected: (data, state) => ({
    ...corrected('documentation', data, state),
    documentation: { recordSystem: data.recordSystem, documentedAt: data.documentedAt, ...done(data) },
  }),
  ConsultationCorrected: (data, state) => ({
    ...corrected('consultation', data, state),
    consultations: state.consultations.map((held): Consultation =>
      held.revision === data.revision
        ? { ...held, with: data.with, heldAt: data.heldAt, opinion: data.opinion, ...done(data) }
        : held,
    ),
  }),
  RelatedRequestsOpened: ({ opened: beside }, { said }) => ({
    said: {
      ...said,
      siblings: said.siblings.map((one) => ({
        ...one,
        request: beside.find(({ person }) => person === one.person)?.request ?? one.request,
      })),
    },
  }),
  MeasureReviewed: ({ reviewBy, at, by }, { said }) => ({
    reviewBy,
    said: withReviewDay(said, { in: 'review', reviewBy, at, by }),
  }),
  MeasureLapsed: ({ measure, guardians, from, at }, { lapses, revision }) => ({
    lapses: [...lapses, { measure, guardians, from, at, revision: revision + 1 }],
  }),
};

/** Null: the one before stands. */
const planIn = (plan: RequestState['plan'] | null | undefined): Change => (plan == null ? {} : { plan });

/** Nothing is erased: the case is an incident from now on, and says who corrected what, and why. */
const corrected = (
  step: CorrectionMade['step'],
  { reason, ...act }: Act & { readonly reason: string },
  { said, revision }: RequestState,
): Change => ({
  incident: true,
  said: { ...said, corrections: [...said.corrections, { step, reason, revision: revision + 1, ...done(act) }] },
});

const noted = (said: Said, { note, ...act }: Executed): Said =>
  note === null ? said : { ...said, notes: [...said.notes, { note, ...done(act) }] };

const done = ({ at, by }: Act): Act => ({ at, by });

/** Where a case stands with its last required receipt; one that came before the submission leaves the rest as it is. */
function executed({ state, track }: RequestState): State {
  if (state !== 'submitted' && state !== 'called') return state;
  return track === 'urgent' ? 'executed-provisionally' : 'executed';
}

interface Opening {
  readonly data: Opened;
  readonly persons: readonly Identity[];
}

/** Field by field, for the reason that `copyOf` gives. */
const opened = ({ data, persons }: Opening, id: RequestState['id'], state: State): RequestState => ({
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
  persons: withPersons({}, persons),
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
  said: nothingSaid,
  plan: data.plan,
  receipts: {},
  voided: [],
  missed: { since: null, before: [] },
  lapses: [],
  register: data.register,
  registeredGuardians: guardiansIn(data.register),
  handedOver: false,
  changedAt: data.at,
  reached: { [state]: data.at },
});

const nothingSaid: Said = {
  withdrawal: null,
  returns: [],
  corrections: [],
  notes: [],
  siblings: [],
  reviewDays: [],
  formerly: [],
};

const withReviewDay = (said: Said, day: ReviewDay): Said => ({ ...said, reviewDays: [...said.reviewDays, day] });

const byItem = (
  receipts: readonly Receipt[],
  { at, by }: Pick<GivenReceipt, 'at' | 'by'>,
  before: RequestState,
): Record<string, GivenReceipt> => {
  const revision = before.revision + 1;
  return Object.fromEntries(
    receipts.map(({ item, performedAt, reference }) => [item, { item, performedAt, reference, at, by, revision }]),
  );
};
