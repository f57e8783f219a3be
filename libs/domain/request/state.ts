import { Actor, Identity, Instant, LegalDate, PersonId, RequestId, Track, UnitRef } from '../terms';
import { Answers, Caller, Contact, GuardianOutcome, Lapsed, Party, Signature, SignedForm } from './events';
import { AssessedSibling } from './beside';
import { RegisterSnapshot } from '../register/snapshot';
import { Correction } from './commands';
import { State } from './lifecycle';
import { PlanItem, Receipt } from '../measures/measures';
import { Spans } from '../words/spans';

interface Done {
  readonly at: Instant;
  readonly by: Actor;
}

export interface Consultation extends Done {
  /** Number of the event that recorded it, from 1; a correction names it. */
  readonly revision: number;
  readonly party: Party;
  readonly with: string;
  readonly heldAt: Instant;
  readonly opinion: string;
}

export interface Decision extends Done {
  readonly outcome: 'granted' | 'refused';
  readonly grounds: string | null;
  readonly capacity: 'head' | 'designee' | 'on-call' | 'by-right';
  readonly treatingReason: string | null;
  readonly guardians: readonly GuardianOutcome[] | null;
}

export interface Submission extends Done {
  readonly signature: Signature;
  readonly form: SignedForm;
}

export interface GivenReceipt extends Receipt, Done {
  /** Number of the event that recorded it, from 1; 0: it is supposed. */
  readonly revision: number;
}

export interface FormReturn extends Done {
  readonly reason: string;
  readonly errors: readonly string[];
}

export interface CorrectionMade extends Done {
  readonly step: Correction['step'];
  readonly reason: string;
  /** Number of the correction's own event, from 1. */
  readonly revision: number;
}

export interface ExecutionNote extends Done {
  readonly note: string;
}

/** By when what the request began is to be looked at again, as its decision or a review of it said. */
export interface ReviewDay extends Done {
  readonly in: 'decision' | 'review';
  readonly reviewBy: LegalDate;
}

/** Why something was undone or done again, and what was noted beside the steps. */
export interface Said {
  readonly withdrawal: (Done & { readonly reason: string }) | null;
  readonly returns: readonly FormReturn[];
  readonly corrections: readonly CorrectionMade[];
  readonly notes: readonly ExecutionNote[];
  /** Those that the assessment names. */
  readonly siblings: readonly AssessedSibling[];
  /** The newest last. */
  readonly reviewDays: readonly ReviewDay[];
  /** Since the first receipt, the oldest first. */
  readonly formerly: readonly FormerMakings[];
}

/** What time has ended of what the request began, and when that was recorded. */
export interface Lapse extends Pick<Lapsed, 'at' | 'measure' | 'guardians' | 'from'> {
  /** Number of the event that says so, from 1. */
  readonly revision: number;
}

/** Of what the measures of a request are made. */
export interface Makings {
  readonly validFrom: LegalDate;
  readonly plan: readonly PlanItem[];
  readonly receipts: Readonly<Record<string, GivenReceipt>>;
}

/** What they were made of until something took its place. */
export interface FormerMakings extends Makings {
  readonly until: Instant;
}

export interface Missed {
  /** Null: none is missing now. */
  readonly since: Instant | null;
  /** The times that are over in which one was. */
  readonly before: Spans;
}

/** A request as its own events tell it. */
export interface RequestState extends Makings {
  readonly id: RequestId;
  /** Number of its events, from 1. */
  readonly revision: number;
  readonly caseNumber: string;
  readonly procedure: { readonly name: string; readonly version: number };
  readonly track: Track;
  readonly state: State;
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | null;
  readonly incident: boolean;
  readonly patient: PersonId;
  readonly guardians: readonly PersonId[];
  readonly persons: Readonly<Record<string, Identity>>;
  readonly unit: UnitRef;
  readonly concerns: RequestId | null;
  readonly endingRequest: RequestId | null;
  readonly validUntil: LegalDate | null;
  readonly reviewBy: LegalDate | null;
  readonly registryReference: string | null;
  readonly opened: Done;
  readonly contact: Contact | null;
  readonly caller: Caller | null;
  readonly responsibleHead: string | null;
  readonly assessment: (Done & { readonly answers: Answers; readonly recommendation: 'grant' | 'refuse' }) | null;
  readonly consultations: readonly Consultation[];
  readonly decision: Decision | null;
  readonly submission: Submission | null;
  readonly documentation: (Done & { readonly recordSystem: string; readonly documentedAt: Instant }) | null;
  readonly said: Said;
  /** Items whose receipt was declared wrong and that have none now. */
  readonly voided: readonly string[];
  /** When a correction has left a required item without a receipt. */
  readonly missed: Missed;
  readonly lapses: readonly Lapse[];
  /** What the population register said last. */
  readonly register: RegisterSnapshot;
  /** Everyone whom a register answer recorded in the request names as guardian, also those that a later one leaves out. */
  readonly registeredGuardians: readonly PersonId[];
  /** The form has been with the executor at least once. */
  readonly handedOver: boolean;
  /** `recordedAt` of the newest event. */
  readonly changedAt: Instant;
  /** When each state was first reached. */
  readonly reached: Readonly<Partial<Record<State, Instant>>>;
}

/** A state of one's own to write in, field by field: a spread takes some twenty times as long, and this is on the way of
 *  every event that is read. */
export const copyOf = (state: RequestState): { -readonly [Field in keyof RequestState]: RequestState[Field] } => ({
  id: state.id,
  revision: state.revision,
  caseNumber: state.caseNumber,
  procedure: state.procedure,
  track: state.track,
  state: state.state,
  outcome: state.outcome,
  incident: state.incident,
  patient: state.patient,
  guardians: state.guardians,
  persons: state.persons,
  unit: state.unit,
  concerns: state.concerns,
  endingRequest: state.endingRequest,
  validFrom: state.validFrom,
  validUntil: state.validUntil,
  reviewBy: state.reviewBy,
  registryReference: state.registryReference,
  opened: state.opened,
  contact: state.contact,
  caller: state.caller,
  responsibleHead: state.responsibleHead,
  assessment: state.assessment,
  consultations: state.consultations,
  decision: state.decision,
  submission: state.submission,
  documentation: state.documentation,
  said: state.said,
  plan: state.plan,
  receipts: state.receipts,
  voided: state.voided,
  missed: state.missed,
  lapses: state.lapses,
  register: state.register,
  registeredGuardians: state.registeredGuardians,
  handedOver: state.handedOver,
  changedAt: state.changedAt,
  reached: state.reached,
});

/** Open: neither closed, nor refused, nor executed (api.md 5, `duplicate-request`). */
export const isOpen = (request: RequestState): boolean =>
  request.state !== 'closed' && request.state !== 'executed' && request.outcome !== 'refused';

/** Items of the plan that are required and have no receipt. */
export const missingReceipts = (request: Pick<RequestState, 'plan' | 'receipts'>): readonly PlanItem[] =>
  request.plan.filter((item) => item.required && request.receipts[item.item] === undefined);

/** Required items whose receipt a correction has taken away. A case that is sent back, or comes to nothing, misses none. */
export const lostReceipts = (request: RequestState): readonly PlanItem[] =>
  mayMissReceipts(request) ? missingReceipts(request).filter(({ item }) => request.voided.includes(item)) : [];

const mayMissReceipts = ({ track, state, outcome }: RequestState): boolean =>
  outcome !== 'withdrawn' && (track === 'urgent' || !beforeHandover.includes(state));

const beforeHandover: readonly State[] = ['registered', 'assessed', 'consulted', 'decided'];

/** A receipt was given, even if it was voided since; of a withdrawn case nothing is, and nothing becomes, executed. */
export const hasExecution = ({
  receipts,
  voided,
  outcome,
}: Pick<RequestState, 'receipts' | 'voided' | 'outcome'>): boolean =>
  outcome !== 'withdrawn' && Object.keys(receipts).length + voided.length > 0;
