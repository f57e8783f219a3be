import { Actor, Instant, PersonId, PlanItem, Receipt, RequestCommand, RequestEvent } from '@sigill/domain';
import { minorAccessChecked, registryReferenceNoted } from '../../../libs/domain/procedures/items/plan-items';
import { rendered } from './asking';
import {
  child,
  clinician,
  date,
  executor,
  father,
  head,
  identities,
  instant,
  mother,
  partille,
  registerOf,
} from './people';

/** A block of both guardians, told as data: what each step of an ordinary and of an urgent case leaves in the log.
 *  Monday 23 November 2026, an hour between the steps. */

type Of<Type extends RequestEvent['type']> = Extract<RequestEvent, { type: Type }>;

export const hour = (utc: number): Instant => instant(`2026-11-23T${String(utc).padStart(2, '0')}:00:00.000Z`);
const act = (by: Actor, at: Instant) => ({ by, at });
const named = identities.filter(({ id }) => [child, mother, father].some((one) => one.id === id));
const register = (at: Instant) => registerOf(child.id, { at });

export const blocked = (guardian: PersonId): string => `guardian-blocked:${guardian}`;
export const unblocked = (guardian: PersonId): string => `guardian-unblocked:${guardian}`;

const blockItem = (guardian: PersonId, from: 'valid-from' | 'receipt'): PlanItem => ({
  item: blocked(guardian),
  title: { sv: 'Blockera vårdnadshavarens tillgång', en: "Block the guardian's access" },
  required: true,
  effects: [{ does: 'begin', measure: 'block', person: guardian, unit: null, from, until: null }],
});

export const planOfBlock = (from: 'valid-from' | 'receipt'): readonly PlanItem[] => [
  minorAccessChecked({ guardians: [mother.id, father.id] }),
  blockItem(mother.id, from),
  blockItem(father.id, from),
  registryReferenceNoted,
];
export const plan = planOfBlock('valid-from');
export const urgentPlan = planOfBlock('receipt');

export const contact = { email: 'ssk@vgr.example', phone: '010-473 71 00' };
export const caller = { name: 'Karin Vik', vgrId: 'v90101', email: 'karin@vgr.example', phone: '010-473 70 00' };

export const opened = {
  type: 'RequestOpened',
  occurredAt: hour(8),
  persons: named,
  data: {
    ...act(clinician, hour(8)),
    procedure: { name: 'block', version: 1 },
    track: 'ordinary',
    caseNumber: '2026-00000000',
    unit: partille,
    patient: child.id,
    guardians: [mother.id, father.id],
    concerns: null,
    validFrom: date('2026-11-23'),
    validUntil: null,
    contact,
    registryReference: null,
    caller: null,
    responsibleHead: null,
    plan,
    register: register(hour(8)),
  },
} satisfies Of<'RequestOpened'>;

export const called = {
  ...opened,
  data: {
    ...opened.data,
    ...act(executor, hour(8)),
    track: 'urgent',
    contact: null,
    caller,
    responsibleHead: head.name,
    plan: urgentPlan,
  },
} satisfies Of<'RequestOpened'>;

export const answers = { B4: { answer: true, note: 'Oro efter samtal.' }, B9: { answer: true } };

export const assess = { action: 'assessment', data: { answers, recommendation: 'grant' } } satisfies RequestCommand;
export const assessed = {
  type: 'RequestAssessed',
  occurredAt: hour(9),
  persons: [],
  data: { ...act(clinician, hour(9)), answers, recommendation: 'grant', register: register(hour(9)), plan: null },
} satisfies Of<'RequestAssessed'>;

const heard = {
  party: 'head-of-operations',
  with: head.name,
  heldAt: hour(10),
  opinion: 'Delar bedömningen.',
} as const;
export const consult = { action: 'consultation', data: heard } satisfies RequestCommand;
export const consulted = {
  type: 'ConsultationHeld',
  occurredAt: hour(10),
  persons: [],
  data: { ...act(clinician, hour(10)), ...heard, completes: true },
} satisfies Of<'ConsultationHeld'>;

export const grant = {
  action: 'decision',
  data: { outcome: 'granted', grounds: 'Skälen för beslutet.' },
} satisfies RequestCommand;
export const refuse = {
  action: 'decision',
  data: { outcome: 'refused', grounds: 'Grund saknas.' },
} satisfies RequestCommand;
export const granted = {
  type: 'RequestDecided',
  occurredAt: hour(11),
  persons: [],
  data: {
    ...act(head, hour(11)),
    outcome: 'granted',
    grounds: 'Skälen för beslutet.',
    capacity: 'head',
    validFrom: date('2026-11-23'),
    validUntil: null,
    reviewBy: null,
    treatingReason: null,
    guardians: null,
    plan,
    register: register(hour(11)),
    legalGround: 'OSL 12:3',
    endingRequest: null,
  },
} satisfies Of<'RequestDecided'>;
export const refused = {
  ...granted,
  data: { ...granted.data, outcome: 'refused', grounds: 'Grund saknas.' },
} satisfies Of<'RequestDecided'>;

export const submit = {
  action: 'submission',
  data: { signature: { method: 'decision-record' } },
} satisfies RequestCommand;
export const submitted = {
  type: 'FormSubmitted',
  occurredAt: hour(12),
  persons: [],
  data: { ...act(clinician, hour(12)), signature: { method: 'decision-record' }, form: rendered.final },
} satisfies Of<'FormSubmitted'>;

export const receipt = (item: string, performedAt: Instant, reference: string | null = null): Receipt => ({
  item,
  performedAt,
  reference,
});
export const requiredItems = ['minor-access-checked', blocked(mother.id), blocked(father.id)];
export const allReceipts = (at: Instant): readonly Receipt[] => requiredItems.map((item) => receipt(item, at));

export const execute = (...receipts: readonly Receipt[]): RequestCommand => ({
  action: 'execution',
  data: { receipts },
});

/** The receipts of the event are what was performed by then. */
export const executedWith = (
  receipts: readonly Receipt[],
  completes: boolean,
  at: Instant = hour(13),
): Of<'ExecutionRecorded'> => ({
  type: 'ExecutionRecorded',
  occurredAt: at,
  persons: [],
  data: { ...act(executor, at), receipts, note: null, plan: null, register: register(at), completes },
});
export const executed = executedWith(allReceipts(hour(13)), true);
export const executedAtOnce = executedWith(allReceipts(hour(8)), true, hour(8));

export const returned = {
  type: 'FormReturned',
  occurredAt: hour(13),
  persons: [],
  data: { ...act(executor, hour(13)), reason: 'Underskrift saknas.', errors: ['missing-signature'] },
} satisfies Of<'FormReturned'>;

export const document = {
  action: 'documentation',
  data: { recordSystem: 'Melior', documentedAt: hour(14) },
} satisfies RequestCommand;
export const documented = {
  type: 'DocumentationRecorded',
  occurredAt: hour(14),
  persons: [],
  data: { ...act(clinician, hour(14)), recordSystem: 'Melior', documentedAt: hour(14) },
} satisfies Of<'DocumentationRecorded'>;

export const withdraw = { action: 'withdrawal', data: { reason: 'Behovet har upphört.' } } satisfies RequestCommand;
export const withdrawn = {
  type: 'RequestWithdrawn',
  occurredAt: hour(14),
  persons: [],
  data: { ...act(clinician, hour(14)), reason: 'Behovet har upphört.' },
} satisfies Of<'RequestWithdrawn'>;

/** The ordinary case up to each step. */
export const past = {
  registered: [opened],
  assessed: [opened, assessed],
  consulted: [opened, assessed, consulted],
  granted: [opened, assessed, consulted, granted],
  refused: [opened, assessed, consulted, refused],
  submitted: [opened, assessed, consulted, granted, submitted],
  executed: [opened, assessed, consulted, granted, submitted, executed],
  closed: [opened, assessed, consulted, granted, submitted, executed, documented],
} as const satisfies Record<string, readonly RequestEvent[]>;

const urgentDecision = { ...granted, data: { ...granted.data, plan: urgentPlan } } satisfies RequestEvent;

/** The urgent case up to each step. */
export const urgentPast = {
  called: [called],
  executed: [called, executedAtOnce],
  assessed: [called, executedAtOnce, assessed],
  consulted: [called, executedAtOnce, assessed, consulted],
  granted: [called, executedAtOnce, assessed, consulted, urgentDecision],
  submitted: [called, executedAtOnce, assessed, consulted, urgentDecision, submitted],
  closed: [called, executedAtOnce, assessed, consulted, urgentDecision, submitted, documented],
} as const satisfies Record<string, readonly RequestEvent[]>;
