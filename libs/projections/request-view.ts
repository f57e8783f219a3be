import {
  AssessedSibling,
  formatPersonalNumber,
  GivenReceipt,
  HsaId,
  Identity,
  isProtected,
  kindOf,
  LegalDate,
  MeasureKind,
  PersonId,
  pinnedProcedure,
  RegisterSnapshot,
  RequestId,
  RequestState,
  Said,
  Wording,
} from '@sigill/domain';

/** A person in an answer. `personalNumber` is `YYYYMMDD-NNNN`; number and name are null once the person's key is destroyed. */
export interface PersonView {
  readonly id: PersonId;
  readonly personalNumber: string | null;
  readonly name: string | null;
  readonly protected: boolean;
}

export type RequestView = ReturnType<typeof viewOf>;

/** The request as api.md 6.1 shows it, as far as its own events tell: what is judged when asked is empty here. */
export function viewOf(state: RequestState) {
  return {
    id: state.id,
    caseNumber: state.caseNumber,
    procedure: state.procedure.name,
    procedureVersion: state.procedure.version,
    kind: kindOf(state.procedure.name),
    track: state.track,
    state: state.state,
    outcome: state.outcome,
    revision: state.revision,
    incident: state.incident,
    patient: personView(state, state.patient),
    guardians: state.guardians.map((guardian) => personView(state, guardian)),
    unit: state.unit,
    concerns: state.concerns,
    endingRequest: state.endingRequest,
    validFrom: state.validFrom,
    validUntil: state.validUntil,
    reviewBy: state.reviewBy,
    registryReference: state.registryReference,
    openedAt: state.opened.at,
    openedBy: state.opened.by,
    contact: state.contact,
    caller: state.caller,
    responsibleHead: state.responsibleHead,
    assessment: state.assessment,
    siblings: state.said.siblings.map((one) => siblingView(state, one)) as readonly SiblingView[],
    consultations: state.consultations.map((held) => ({ ...held, opinion: held.opinion as string | null })),
    decision: state.decision,
    submission: submissionView(state),
    documentation: state.documentation,
    ...saidView(state.said),
    execution: executionView(state),
    form: formView(state),
    ...unjudged,
  };
}

/** The fields that are judged when asked, and belong neither to the historic view nor to what an event changed. */
const unjudged = {
  measures: [] as readonly MeasureView[],
  effects: [] as readonly EffectView[],
  deadlines: [] as readonly DeadlineView[],
  warnings: [] as readonly WarningView[],
  allowedActions: [] as readonly AllowedAction[],
};

export const toldByEvents = (view: RequestView): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(view).filter(([field]) => !Object.hasOwn(unjudged, field)));

/** A measure that the request began, as it stands now. */
export interface MeasureView {
  readonly kind: MeasureKind;
  /** Of a block or an extension: whose access it is about; of a seal or a lock the patient. */
  readonly person: PersonId;
  readonly unit: HsaId | null;
  readonly from: LegalDate;
  /** Last day, inclusive; null = until further notice. */
  readonly until: LegalDate | null;
  readonly inForce: boolean;
  /** The request that ended it; null for a caller who may not read that one. */
  readonly endedBy: RequestId | null;
}

export interface EffectView {
  readonly id: string;
  readonly kind: string;
  readonly template: string;
  readonly state: string;
  readonly at: string;
}

/** Another child of a guardian in the case. `answer` null: none was given. `request`: the one opened for it from this case. */
export interface SiblingView {
  readonly person: PersonView;
  readonly answer: AssessedSibling['answer'] | null;
  readonly note: string | null;
  readonly request: RequestId | null;
}

export interface DeadlineView {
  readonly kind: string;
  readonly dueAt: string;
}

export interface WarningView {
  readonly code: string;
  readonly message: string;
  /** Of a warning about persons: those of them whom the caller may see. */
  readonly persons?: readonly PersonView[];
}

export interface AllowedAction {
  readonly action: string;
  readonly allowed: boolean;
  readonly because?: string;
}

export const personView = ({ persons, register }: RequestState, id: PersonId): PersonView =>
  personViewOf(persons[id] ?? { id, personalNumber: null, name: null }, register);

export function personViewOf(
  { id, personalNumber, name }: Identity | (Record<'personalNumber' | 'name', null> & Pick<Identity, 'id'>),
  { patient, guardians }: RegisterSnapshot,
): PersonView {
  const registered = [patient, ...guardians].find((person) => person.id === id);
  return {
    id,
    personalNumber: personalNumber === null ? null : formatPersonalNumber(personalNumber),
    name,
    protected: registered !== undefined && isProtected(registered),
  };
}

export const siblingView = (state: RequestState, sibling: AssessedSibling): SiblingView => ({
  person: { ...personView(state, sibling.person), protected: isProtected(sibling) },
  answer: sibling.answer,
  note: sibling.note,
  request: sibling.request,
});

function submissionView({ submission }: RequestState) {
  if (submission === null) return null;
  const { at, by, signature, form } = submission;
  const paper = signature.method === 'paper' ? { signedAt: signature.signedAt, signedBy: signature.signedBy } : {};
  return { method: signature.method, at, by, formSha256: form.sha256, ...paper };
}

/** A reason, or null where the reader is not told it. */
type Reason = string | null;

const saidView = ({ withdrawal, returns, corrections }: Said) => ({
  withdrawal: withdrawal === null ? null : { ...withdrawal, reason: withdrawal.reason as Reason },
  returns: returns.map((one) => ({ ...one, reason: one.reason as Reason })),
  corrections: corrections.map((one) => ({ ...one, reason: one.reason as Reason })),
});

const executionView = ({ plan, receipts, said }: RequestState) => ({
  plan: plan.map((item) => planItemView(item, receipts[item.item])),
  notes: said.notes.map((one) => ({ ...one, note: one.note as Reason })),
});

const formView = ({ procedure, submission }: RequestState) => ({
  name: pinnedProcedure(procedure).formName,
  sha256: submission?.form.sha256 ?? null,
  draft: submission === null,
});

const planItemView = (
  item: { item: string; title: Wording; required: boolean },
  receipt: GivenReceipt | undefined,
) => ({
  item: item.item,
  title: item.title,
  required: item.required,
  receipt:
    receipt === undefined
      ? null
      : { performedAt: receipt.performedAt, reference: receipt.reference, at: receipt.at, by: receipt.by },
});
