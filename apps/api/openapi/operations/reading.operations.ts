import { ReadingController } from '../../controllers/reading.controller';
import { json, Operation, Operations, QueryParameter } from '../operation';
import { date, enumeration, instant, list, text, uuid } from '../schema';

const question = (tag: Operation['tag'], summary: string, answer: string, description?: string): Operation => ({
  tag,
  summary,
  ...(description === undefined ? {} : { description }),
  manner: 'question',
  answers: json(answer),
});

const parameter = (name: string, schema: QueryParameter['schema'], description: string): QueryParameter => ({
  name,
  schema,
  description,
});

const limit = parameter('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'How many items.');
const cursor = parameter('cursor', text, '`nextCursor` of the page before.');

export const readingOperations: Operations<ReadingController> = {
  request: {
    ...question(
      'Reading',
      'Get a request',
      'RequestView',
      'Now, after one of its events, or as recorded at an instant.',
    ),
    headers: ['ETag'],
    parameters: [
      parameter('revision', { type: 'integer', minimum: 1 }, 'As it was after that event. Not together with `at`.'),
      parameter('at', instant, 'As it was recorded at that instant.'),
    ],
  },
  history: question(
    'Reading',
    'Get the history of a request',
    'History',
    'The events themselves: who did what and when, and exactly what it changed.',
  ),
  preview: {
    ...question(
      'Access',
      'See what a request would change',
      'Preview',
      'Who reads what before and after, as if the request were executed on a day. Writes nothing.',
    ),
    parameters: [
      parameter('outcome', { ...enumeration(['granted', 'refused']), default: 'granted' }, 'The decision supposed.'),
      parameter('on', date, 'The day supposed; the later of `validFrom` and today where it is left out.'),
      parameter('end', list(uuid), 'Renewals: guardians whose block ends; all others continue. Repeatable.'),
    ],
    problems: ['not-allowed-in-state', 'invalid-body'],
  },
  form: {
    tag: 'Reading',
    summary: 'Get the form',
    description: 'The very bytes that were sent; from a granting decision until then a draft, marked UTKAST.',
    manner: 'question',
    answers: { 'application/pdf': { type: 'string', contentMediaType: 'application/pdf' } },
    headers: ['Content-Disposition'],
  },
  search: {
    ...question('Reading', 'Search requests', 'RequestPage', 'Newest first, without answers, opinions and grounds.'),
    problems: ['person-number-type'],
    example: { state: 'decided', procedure: 'block', limit: 20 },
  },
  inbox: {
    ...question('Reading', 'Get what waits for the caller', 'InboxPage', 'What is due first comes first.'),
    parameters: [limit, cursor],
    problems: ['invalid-body'],
  },
  access: {
    ...question(
      'Access',
      'Search access',
      'AccessAnswer',
      'One entry for each reader and service: what is read, why, and on which days the same holds.',
    ),
    problems: ['unknown-person', 'person-number-type', 'party-to-case'],
    example: { patient: '20170101-2393', on: '2027-01-01' },
  },
  timeline: {
    ...question(
      'Access',
      'Get the timeline of a patient',
      'AccessTimeline',
      'For each reader and service the periods from a day to another, without gap or overlap; by what is known now, or was at an instant.',
    ),
    problems: ['unknown-person', 'person-number-type', 'party-to-case'],
    example: { patient: '20170101-2393', to: '2035-12-31' },
  },
  person: {
    ...question(
      'Access',
      'Find a person',
      'PersonFound',
      'Who somebody is and who the guardians are today, for the one who is about to open a request. Writes nothing.',
    ),
    problems: ['unknown-person', 'person-number-type', 'party-to-case'],
    example: { number: '20170101-2393' },
  },
  procedures: { ...question('Procedures', 'List the procedures', 'Procedures'), manner: 'plain' },
  procedure: { ...question('Procedures', 'Get a procedure', 'Procedure'), manner: 'plain' },
};
