import { WrittenMail } from '@sigill/adapters';
import { HistoryItem, InboxItem, Page, Preview, ProcedureView } from '@sigill/application';
import { Procedure } from '@sigill/domain';
import { faultTexts } from '../http/fault-texts';
import { HealthNow } from '../health';
import { problemTexts } from '../http/problem-texts';
import { Problem } from '../http/problems';
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
  shape,
  text,
  uuid,
} from './schema';
import { accessSchemas } from './access-schemas';
import { reportSchemas } from './report-schemas';
import { stateNames, viewMembers } from './view-schemas';

const nextCursor = described(orNull(text), 'Sent as `cursor` it gets the next page; null on the last one.');

const pageOf = (name: string): JsonSchema => shape<Page<unknown>>({ items: list(ref(name)), nextCursor });

const judgedWhenAsked = ['effects', 'deadlines', 'warnings', 'allowedActions'];

const changedMembers: JsonSchema = {
  type: 'object',
  description: 'Exactly the members of the view that the event changed.',
  properties: Object.fromEntries(Object.entries(viewMembers).filter(([name]) => !judgedWhenAsked.includes(name))),
  additionalProperties: false,
};

const historyItem = shape<HistoryItem>({
  revision: described(count, 'From 1.'),
  type: text,
  occurredAt: described(instant, 'When it happened in the world.'),
  recordedAt: described(instant, 'When it was recorded.'),
  actor: ref('Actor'),
  summary: ref('Wording'),
  before: ref('ChangedMembers'),
  after: ref('ChangedMembers'),
  eventId: uuid,
  hash: described(text, 'Of the event and, through the one before it, of everything before.'),
});

const inboxItem = shape<InboxItem>({
  request: shape<InboxItem['request']>({
    id: uuid,
    caseNumber: text,
    procedure: text,
    state: stateNames,
    unit: ref('Unit'),
  }),
  action: described(text, 'What the request waits for, or a task beside its next step.'),
  title: ref('Wording'),
  since: instant,
  dueAt: orNull(instant),
  overdue: flag,
});

const preview = shape<Preview>({
  on: date,
  before: list(ref('AccessEntry')),
  after: list(ref('AccessEntry')),
  warnings: list(ref('Warning')),
});

type Question = Procedure['checklist'][number];
type Option = NonNullable<Question['options']>[number];

const question = shape<Question>({
  id: text,
  question: ref('Wording'),
  answer: oneOf<Question['answer']>({ 'yes-no': 0, choice: 0, text: 0 }),
  options: new MayBeAbsent(list(shape<Option>({ value: text, title: ref('Wording') }))),
  required: flag,
  grantNeeds: new MayBeAbsent({
    type: ['boolean', 'string'],
    description: 'The one answer without which the decision cannot be a grant.',
  }),
  grantRefusedBy: new MayBeAbsent(
    described(list({ type: ['boolean', 'string'] }), 'Answers with which the decision cannot be a grant.'),
  ),
  noteRequiredFor: new MayBeAbsent(list({ type: ['boolean', 'string'] })),
  source: described(text, 'Where the question comes from.'),
});

const procedure = shape<ProcedureView>({
  procedure: text,
  version: count,
  kind: text,
  title: ref('Wording'),
  formName: text,
  scope: oneOf<Procedure['scope']>({ unit: 0, account: 0 }),
  urgent: described(flag, 'May be taken on the urgent track.'),
  checklist: list(ref('Question')),
  consults: list(shape<Procedure['consults'][number]>({ party: text, required: flag })),
  executionPlan: list(
    shape<ProcedureView['executionPlan'][number]>({ item: text, title: ref('Wording'), required: flag }),
  ),
  legalGround: shape<Procedure['legalGround']>({ code: text, version: count, source: text }),
});

const problem = shape<Problem>(
  {
    type: described(text, '`urn:sigill:problem:<code>`'),
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    instance: described(text, 'The path that was called.'),
    code: enumeration(Object.keys(problemTexts)),
    traceId: text,
    errors: new MayBeAbsent(
      list(
        shape<NonNullable<Problem['errors']>[number]>({
          pointer: described(text, 'JSON pointer into the body.'),
          code: enumeration(Object.keys(faultTexts)),
          message: text,
        }),
      ),
    ),
    allowedActions: new MayBeAbsent(described(list(text), 'What the caller may do with the request now.')),
    existing: new MayBeAbsent(described(uuid, 'The request in the way, for a caller who may read it.')),
    plan: new MayBeAbsent(
      described(
        list(shape<NonNullable<Problem['plan']>[number]>({ item: text, required: flag })),
        'The items of the execution plan as judged now.',
      ),
    ),
    currentRevision: new MayBeAbsent(count),
    header: new MayBeAbsent(described(text, 'The header that cannot be read.')),
    parameter: new MayBeAbsent(described(text, 'The parameter that cannot be read.')),
  },
  'Problem details (RFC 9457), in the language asked for. They never hold a personal identity number.',
);

export const querySchemas: Readonly<Record<string, JsonSchema>> = {
  RequestPage: pageOf('RequestView'),
  InboxItem: inboxItem,
  InboxPage: pageOf('InboxItem'),
  HistoryItem: historyItem,
  ChangedMembers: changedMembers,
  History: shape<{ readonly items: unknown }>({ items: list(ref('HistoryItem')) }),
  ...accessSchemas,
  Preview: preview,
  Question: question,
  Procedure: procedure,
  Procedures: shape<{ readonly items: unknown }>({ items: list(ref('Procedure')) }),
  ...reportSchemas,
  Live: shape<{ readonly status: string }>({ status: oneOf({ live: 0 }) }),
  Health: shape<HealthNow>({
    status: oneOf({ ready: 0, 'not-ready': 0 }),
    store: oneOf({ available: 0, unavailable: 0 }),
    'read-models': shape<HealthNow['read-models']>({ status: oneOf({ following: 0, stopped: 0 }), lag: count }),
    worker: oneOf({ working: 0, none: 0 }),
  }),
  Clock: shape<{ readonly now: string }>({ now: instant }),
  Mail: shape<WrittenMail>({ id: text, to: text, subject: text, messageId: text, at: instant }),
  Mails: shape<{ readonly items: unknown }>({ items: list(ref('Mail')) }),
  Problem: problem,
};
