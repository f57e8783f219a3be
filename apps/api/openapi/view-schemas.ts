import { Actor, RequestState, states, UnitRef, Wording } from '@sigill/domain';
import { EffectView, PersonView, RequestView } from '@sigill/projections';
import { judgedSchemas } from './judged-schemas';
import { saidSchemas } from './said-schemas';
import {
  count,
  date,
  described,
  enumeration,
  flag,
  instant,
  JsonSchema,
  list,
  MayBeAbsent,
  oneOf,
  orNull,
  ref,
  sha256,
  shape,
  text,
  uuid,
} from './schema';

type Some<Type> = NonNullable<Type>;

export const stateNames = enumeration(states);
export const tracks = oneOf<RequestState['track']>({ ordinary: 0, urgent: 0 });

const hsaId = described(text, 'HSA-id.');
const procedureName = described(text, 'A name of `GET /v1/procedures`.');
const done = { at: instant, by: ref('Actor') };

const wording = shape<Wording>({ sv: text, en: text }, 'A text in Swedish and in English.');

const unit = shape<UnitRef>({ hsaId, name: text });

const person = shape<PersonView>({
  id: described(uuid, 'Opaque, and the same for the same person for ever.'),
  personalNumber: {
    type: ['string', 'null'],
    pattern: '^[0-9]{8}-([0-9]{4}|[*]{4})$',
    description: 'YYYYMMDD-NNNN; YYYYMMDD-**** for those without need; null once the data of the person are erased.',
  },
  name: described(orNull(text), 'Null once the data of the person are erased.'),
  protected: described(flag, 'The population register protects the data of the person.'),
});

const actor = shape<Actor>({
  hsaId: described(text, 'HSA-id; `system` for the program itself.'),
  name: text,
  role: oneOf<Actor['role']>({ staff: 0, 'decision-maker': 0, executor: 0, auditor: 0, operator: 0, system: 0 }),
  unit: orNull(hsaId),
  onBehalfOf: new MayBeAbsent(described(hsaId, 'The head whose delegation was used.')),
});

const assessment = shape<Some<RequestView['assessment']>>({
  answers: {
    type: 'object',
    description: 'By the ids of the checklist; empty in lists.',
    additionalProperties: {
      type: 'object',
      properties: { answer: { type: ['boolean', 'string'] }, note: text },
      required: ['answer'],
      additionalProperties: false,
    },
  },
  recommendation: oneOf<Some<RequestView['assessment']>['recommendation']>({ grant: 0, refuse: 0 }),
  ...done,
});

const consultation = shape<RequestView['consultations'][number]>({
  revision: described(count, 'Number of the event that recorded it; a correction names it.'),
  party: oneOf<RequestView['consultations'][number]['party']>({
    'head-of-operations': 0,
    guardian: 0,
    child: 0,
    patient: 0,
    'social-services': 0,
    staff: 0,
  }),
  with: text,
  heldAt: instant,
  opinion: described(orNull(text), 'Null in lists.'),
  ...done,
});

const guardianOutcome = shape<Some<Some<RequestView['decision']>['guardians']>[number]>({
  guardian: uuid,
  outcome: oneOf({ continue: 0, end: 0 }),
});

const decision = shape<Some<RequestView['decision']>>({
  outcome: oneOf<Some<RequestView['decision']>['outcome']>({ granted: 0, refused: 0 }),
  grounds: described(orNull(text), 'Null in lists and for the executor.'),
  capacity: oneOf<Some<RequestView['decision']>['capacity']>({ head: 0, designee: 0, 'on-call': 0, 'by-right': 0 }),
  treatingReason: orNull(text),
  guardians: orNull(list(ref('GuardianOutcome'))),
  ...done,
});

const submission: JsonSchema = shape<Some<RequestView['submission']>>({
  method: oneOf<Some<RequestView['submission']>['method']>({ 'decision-record': 0, paper: 0 }),
  formSha256: described(sha256, 'Of the form as it was sent.'),
  signedAt: new MayBeAbsent(described(instant, 'On paper only.')),
  signedBy: new MayBeAbsent(described(text, 'On paper only.')),
  ...done,
});

const documentation = shape<Some<RequestView['documentation']>>({
  recordSystem: text,
  documentedAt: instant,
  ...done,
});

type Item = RequestView['execution']['plan'][number];

const planItem = shape<Item>({
  item: described(text, 'What a receipt names, for example `journal-sealed` or `guardian-blocked:<person id>`.'),
  title: ref('Wording'),
  required: flag,
  receipt: orNull(
    shape<Some<Item['receipt']>>({ performedAt: instant, reference: orNull(text), at: instant, by: ref('Actor') }),
  ),
});

const effect = shape<EffectView>({
  id: uuid,
  kind: oneOf({ mail: 0 }),
  template: text,
  state: oneOf({ requested: 0, sent: 0, failed: 0, uncertain: 0, refused: 0, parked: 0 }),
  at: instant,
});

const view = shape<RequestView>(
  {
    id: uuid,
    caseNumber: described(text, 'Year of opening and eight characters, for example 2026-7K3QX9TM.'),
    procedure: procedureName,
    procedureVersion: described(count, 'The version that the request began under and is finished under.'),
    kind: described(text, 'The part of the procedure before the dot, or the whole name.'),
    track: tracks,
    state: stateNames,
    outcome: orNull(oneOf<Some<RequestView['outcome']>>({ granted: 0, refused: 0, withdrawn: 0 })),
    revision: described(count, 'Number of the request’s own events, from 1; the ETag.'),
    incident: described(flag, 'Something was corrected.'),
    patient: ref('Person'),
    guardians: list(ref('Person')),
    unit: ref('Unit'),
    concerns: described(
      orNull(uuid),
      'The request that began the measure which this one renews or ends; null for a caller who may not read that one.',
    ),
    endingRequest: described(
      orNull(uuid),
      'The request that ends what was overturned here; null for a caller who may not read that one.',
    ),
    validFrom: described(date, 'First day.'),
    validUntil: described(orNull(date), 'Last day, inclusive.'),
    reviewBy: orNull(date),
    registryReference: orNull(text),
    openedAt: instant,
    openedBy: ref('Actor'),
    contact: orNull(shape<Some<RequestView['contact']>>({ email: text, phone: text })),
    caller: orNull(shape<Some<RequestView['caller']>>({ name: text, vgrId: text, email: text, phone: text })),
    responsibleHead: orNull(text),
    assessment: orNull(ref('Assessment')),
    siblings: described(
      list(ref('Sibling')),
      'Block only: the other registered children of the guardians in the case; in a historical view those that the assessment names. Empty in lists and for the executor.',
    ),
    consultations: list(ref('Consultation')),
    decision: orNull(ref('Decision')),
    submission: orNull(ref('Submission')),
    documentation: orNull(ref('Documentation')),
    withdrawal: orNull(ref('Withdrawal')),
    returns: list(ref('FormReturn')),
    corrections: list(ref('Correction')),
    execution: shape<RequestView['execution']>({ plan: list(ref('PlanItem')), notes: list(ref('ExecutionNote')) }),
    measures: described(list(ref('Measure')), 'What the request began, as it stands now.'),
    form: shape<RequestView['form']>({
      name: text,
      sha256: described(orNull(sha256), 'Of the form as it was sent; null while it is a draft.'),
      draft: flag,
    }),
    effects: described(list(ref('Effect')), 'Mails, and what became of each.'),
    deadlines: list(ref('Deadline')),
    warnings: list(ref('Warning')),
    allowedActions: described(list(ref('AllowedAction')), 'Every action, and whether the caller may take it now.'),
  },
  'A request. What is absent is null, never left out. Measures, effects, deadlines, warnings and allowed actions are judged when asked, and empty in a historical view.',
);

const siblingsAnswer: JsonSchema = {
  ...view,
  properties: {
    ...(view['properties'] as object),
    refused: described(list(ref('SiblingRefusal')), 'For whom no request could be opened.'),
  },
  required: [...(view['required'] as readonly string[]), 'refused'],
  description: 'The request, and beside it for whom nothing could be opened.',
};

export const viewSchemas: Readonly<Record<string, JsonSchema>> = {
  RequestView: view,
  Person: person,
  Actor: actor,
  Unit: unit,
  Wording: wording,
  Assessment: assessment,
  Consultation: consultation,
  Decision: decision,
  GuardianOutcome: guardianOutcome,
  Submission: submission,
  Documentation: documentation,
  ...saidSchemas,
  SiblingsAnswer: siblingsAnswer,
  PlanItem: planItem,
  Effect: effect,
  ...judgedSchemas,
};

/** The view's own members, for what changed of them. */
export const viewMembers = view['properties'] as Readonly<Record<string, JsonSchema>>;
