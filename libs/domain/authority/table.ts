import { Action } from '../request/lifecycle';
import { Role } from '../terms';

/** What can be read of one request. `form-draft`: the form before it was sent. */
export const readings = ['view', 'history', 'form', 'form-draft', 'preview'] as const;
export type Reading = (typeof readings)[number];

/** What is asked without naming a request. */
export const inquiries = ['search', 'inbox', 'access', 'persons', 'reports', 'procedures', 'register-changes'] as const;
export type Inquiry = (typeof inquiries)[number];

export type OpeningAct = 'opening' | 'urgent-opening';
export type AuthorizedAct = Action | Reading | Inquiry | OpeningAct;

/** At which requests a role holds: those of the caller's unit, those that have reached the executor, or all. */
export type Place = 'own-unit' | 'handed-over' | 'anywhere';
export type Holder = readonly [role: Role, place: Place];

const unitStaff = [
  ['staff', 'own-unit'],
  ['decision-maker', 'own-unit'],
] as const;
const executor = ['executor', 'handed-over'] as const;
const auditor = ['auditor', 'anywhere'] as const;
/** Whoever may read the whole case comes before the executor, who is shown a part of it. */
const readers = [...unitStaff, auditor, executor] as const;

/** Who may what (api.md 2): the one table. Of a caller's roles the first that stands here and holds at the request acts.
 *  What is not written here, nobody may. */
export const holders = {
  opening: unitStaff,
  'urgent-opening': [...unitStaff, ['executor', 'anywhere']],
  assessment: unitStaff,
  consultation: unitStaff,
  decision: [
    ['decision-maker', 'own-unit'],
    ['staff', 'own-unit'],
  ],
  submission: unitStaff,
  execution: [executor],
  return: [executor],
  documentation: unitStaff,
  withdrawal: unitStaff,
  correction: [...unitStaff, executor],
  siblings: unitStaff,
  review: [['decision-maker', 'own-unit']],
  view: readers,
  history: readers,
  form: readers,
  'form-draft': [...unitStaff, auditor],
  preview: [...unitStaff, auditor],
  search: readers,
  inbox: readers,
  access: [
    ['staff', 'anywhere'],
    ['decision-maker', 'anywhere'],
    ['auditor', 'anywhere'],
  ],
  persons: [
    ['staff', 'anywhere'],
    ['decision-maker', 'anywhere'],
    ['executor', 'anywhere'],
  ],
  reports: [...unitStaff, auditor],
  procedures: [
    ['staff', 'anywhere'],
    ['decision-maker', 'anywhere'],
    ['executor', 'anywhere'],
    ['auditor', 'anywhere'],
    ['operator', 'anywhere'],
  ],
  'register-changes': [['operator', 'anywhere']],
} as const satisfies Record<AuthorizedAct, readonly Holder[]>;

/** The roles that may ever; a caller with none of them is refused before anything is looked up. */
export const rolesThatEver = (act: AuthorizedAct): readonly Role[] => holders[act].map(([role]) => role);
