import { Party, Procedure, RefusalCode, Role, State, Track } from '@sigill/domain';
import { Attempt, AttemptOf as Of } from './attempt';

/** The lifecycle told once more, by hand from the contract, knowing nothing of the program's tables: what a clerk with a
 *  pencil would keep of one request. */
export interface Model {
  readonly track: Track;
  readonly rules: ModelRules;
  readonly state: State;
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | null;
  readonly incident: boolean;
  readonly events: number;
  readonly assessor: 'clinician' | 'head' | null;
  /** Why the answers do not allow a grant. */
  readonly barred: RefusalCode | null;
  readonly heard: readonly Party[];
  /** Numbers of the events that recorded consultations. */
  readonly hearings: readonly number[];
  readonly receipts: readonly string[];
  readonly voided: readonly string[];
  readonly documented: boolean;
  /** A sibling is said to need the same; `opened`: and has a request. */
  readonly sibling: 'unsaid' | 'in-need' | 'opened';
}

/** What procedures may differ in, as far as the lifecycle asks. */
export interface ModelRules {
  readonly byRight: boolean;
  readonly designee: boolean;
  readonly perGuardian: boolean;
  readonly siblings: boolean;
  /** The child is asked what it wants. */
  readonly childAsked: boolean;
  readonly parties: readonly Party[];
  readonly required: readonly Party[];
}

export const rulesOf = ({ name, decided, consults, perGuardian, checklist }: Procedure): ModelRules => ({
  siblings: name === 'block',
  byRight: decided.by === 'right',
  designee: decided.by === 'head' && decided.designee,
  perGuardian,
  childAsked: checklist.some(({ id }) => id === 'EG6'),
  parties: consults.map(({ party }) => party),
  required: consults.filter(({ required }) => required).map(({ party }) => party),
});

export const openedModel = (rules: ModelRules, track: Track): Model => ({
  track,
  rules,
  state: track === 'urgent' ? 'called' : 'registered',
  outcome: null,
  incident: false,
  events: 1,
  assessor: null,
  barred: null,
  heard: [],
  hearings: [],
  receipts: [],
  voided: [],
  documented: false,
  sibling: 'unsaid',
});

/** `facts`: accepted, unless a fact outside the lifecycle (register, other measures, another plan) stands in the way. */
export type Prediction = 'accepted' | 'accepted-by-facts' | RefusalCode;

const no: RefusalCode = 'not-allowed-in-state';

/** What comes of the attempt while these required items have no receipt yet. */
export function predict(model: Model, attempt: Attempt, missing: readonly string[]): Prediction {
  switch (attempt.action) {
    case 'assessment':
      return assessment(model, attempt);
    case 'consultation':
      return consultation(model, attempt);
    case 'decision':
      return decision(model, attempt);
    case 'submission':
      return submission(model, attempt, missing);
    case 'execution':
      return execution(model, attempt);
    case 'return':
      return model.state === 'submitted' && model.receipts.length === 0 ? 'accepted' : no;
    case 'documentation':
      return documentation(model, attempt, missing);
    case 'withdrawal':
      return withdrawal(model);
    case 'siblings':
      return siblings(model, attempt);
    case 'review':
      return review(model, attempt);
    case 'correction':
      return correction(model, attempt);
  }
}

function assessment({ state, track, rules }: Model, { answers }: Of<'assessment'>): Prediction {
  if (state !== (track === 'urgent' ? 'executed-provisionally' : 'registered')) return no;
  if (answers === 'unknown' || (answers === 'objecting' && !rules.childAsked)) return 'invalid-body';
  if (answers === 'incomplete') return 'incomplete-assessment';
  if (!rules.byRight) return 'accepted';
  return answers === 'barring' ? 'patient-identity-not-proven' : 'accepted-by-facts';
}

function consultation({ state, rules }: Model, { party, late }: Of<'consultation'>): Prediction {
  if (late) return 'invalid-body';
  if (state !== 'assessed' && state !== 'consulted') return no;
  return rules.parties.includes(party) ? 'accepted' : 'invalid-body';
}

function decision(model: Model, { by, outcome, treating, guardians }: Of<'decision'>): Prediction {
  const { state, rules, assessor } = model;
  const barred = decider(by, rules);
  if (barred !== null) return barred;
  if (state === 'assessed') return 'consultation-missing';
  if (state !== 'consulted') return no;
  if (by === assessor && !treating) return 'same-person';
  const asked = rules.perGuardian && outcome === 'granted';
  if (asked ? guardians === 'none' : guardians === 'given') return 'invalid-body';
  if (outcome === 'refused') return 'accepted';
  return model.barred ?? 'accepted-by-facts';
}

/** Why it is not for them to decide; null = it is. */
function decider(by: Of<'decision'>['by'], { designee }: ModelRules): RefusalCode | null {
  switch (by) {
    case 'head':
      return null;
    case 'clinician':
      return 'no-mandate';
    case 'designee':
      return designee ? null : 'no-mandate';
    case 'former-designee':
      return designee ? 'delegation-not-valid' : 'no-mandate';
    case 'parent':
      return 'party-to-case';
  }
}

function submission(
  { state, outcome, track }: Model,
  { form, late }: Of<'submission'>,
  missing: readonly string[],
): Prediction {
  if (late && form !== 'record') return 'invalid-body';
  if (state !== 'decided' || outcome !== 'granted') return no;
  if (track === 'urgent' && missing.length > 0) return 'receipts-missing';
  return form === 'other-paper' ? 'form-changed' : 'accepted';
}

function execution({ state, track, outcome, receipts }: Model, { items, time }: Of<'execution'>): Prediction {
  if (time === 'late' && items.length > 0) return 'invalid-body';
  const before: readonly State[] = ['called', 'executed-provisionally', 'assessed', 'consulted', 'decided'];
  const open = track === 'urgent' ? before.includes(state) : state === 'submitted';
  if (!open || outcome === 'refused') return no;
  if (items.includes('no-such-item')) return 'invalid-body';
  if (items.some((item) => receipts.includes(item))) return no;
  return time === 'early' && track === 'ordinary' && items.length > 0 ? 'date-not-allowed' : 'accepted-by-facts';
}

function documentation(
  { state, outcome }: Model,
  { late }: Of<'documentation'>,
  missing: readonly string[],
): Prediction {
  if (late) return 'invalid-body';
  if (state === 'submitted' || (state === 'executed' && missing.length > 0)) return 'receipts-missing';
  return state === 'executed' || (state === 'decided' && outcome === 'refused') ? 'accepted' : no;
}

function withdrawal({ state, track, outcome, receipts }: Model): Prediction {
  const before: readonly State[] = track === 'urgent' ? ['called'] : ['registered', 'assessed', 'consulted', 'decided'];
  return before.includes(state) && outcome !== 'refused' && receipts.length === 0 ? 'accepted' : no;
}

function siblings({ rules, outcome, sibling }: Model, { stranger }: Of<'siblings'>): Prediction {
  if (!rules.siblings || outcome === 'refused' || outcome === 'withdrawn') return no;
  return stranger || sibling === 'unsaid' ? 'invalid-body' : 'accepted';
}

/** Whether what the receipts began is still in force, facts tell. */
function review({ receipts }: Model, { early }: Of<'review'>): Prediction {
  if (receipts.length === 0) return 'no-measure-in-force';
  return early ? 'date-not-allowed' : 'accepted-by-facts';
}

function correction(model: Model, attempt: Of<'correction'>): Prediction {
  const { receipts, voided, hearings, documented, outcome } = model;
  const executed = receipts.length + voided.length > 0 && outcome !== 'withdrawn';
  if (!executed && hearings.length === 0 && !documented) return no;
  if (attempt.step === 'execution') return executionCorrection(executed, model, attempt);
  if (attempt.by === 'executor') return 'not-authorized';
  if (attempt.step === 'documentation') {
    if (!documented) return no;
  } else {
    if (hearings.length === 0) return no;
    if (!hearings.includes(attempt.revision)) return 'invalid-body';
  }
  return attempt.by === doneBy ? 'accepted' : 'not-authorized';
}

function executionCorrection(
  executed: boolean,
  { receipts, voided }: Model,
  { item, by, voided: voids }: Extract<Attempt, { step: 'execution' }>,
): Prediction {
  if (by !== 'executor') return 'not-authorized';
  if (!executed) return no;
  if (item === 'no-such-item') return 'invalid-body';
  return receipts.includes(item) || (!voids && voided.includes(item)) ? 'accepted-by-facts' : no;
}

/** In a random life the clerks of the unit are staff. */
const doneBy: Role = 'staff';

/** Whether a refusal is the one predicted, or one that only facts outside the lifecycle can bring. */
export function agrees(attempt: Attempt, code: RefusalCode, prediction: Prediction, alone: boolean): boolean {
  if (code === prediction) return true;
  if (attempt.action === 'review') return code === 'no-measure-in-force';
  if (attempt.action === 'execution' && prediction === 'accepted-by-facts' && code === 'date-not-allowed') return true;
  if (attempt.action === 'execution') return !alone && prediction !== no && ofPlans.includes(code);
  return prediction === 'accepted-by-facts' && ofFacts.includes(code);
}

/** Other requests of the patient may change what is left of a plan. */
const ofPlans: readonly RefusalCode[] = ['extension-still-set', 'guardian-blocked', 'patient-sealed', 'invalid-body'];
const ofFacts: readonly RefusalCode[] = [
  'unknown-person',
  'deceased',
  'unit-excluded',
  'age-outside-window',
  'date-not-allowed',
  'not-a-guardian',
  'protected-identity',
  'patient-sealed',
  'guardian-blocked',
  'no-measure-in-force',
  'measure-already-in-force',
  'duplicate-request',
];
