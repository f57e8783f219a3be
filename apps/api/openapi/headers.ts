import type { OperationObject, ParameterObject } from './document-types';
import { AnswerHeader, Manner, Operation } from './operation';
import { Route } from '../http/routes';
import { text } from './schema';

const revision = { type: 'string', pattern: '^"[1-9][0-9]*"$' };
const position = { type: 'string', pattern: '^[0-9]{1,15}$' };

const header = (name: string, required: boolean, schema: object, description: string) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

/** By the names under which the document holds them. */
export const requestHeaders = {
  IfMatch: header('If-Match', true, revision, 'The ETag of the request as it was read last.'),
  IdempotencyKey: header(
    'Idempotency-Key',
    false,
    { type: 'string', pattern: '^[!-~]{1,255}$' },
    'Sent again with the same body, the command answers what it answered first, and nothing happens twice.',
  ),
  SigillPosition: header(
    'Sigill-Position',
    false,
    position,
    'The position that a command answered with: the answer is at least as new.',
  ),
  AcceptLanguage: header('Accept-Language', false, text, 'Swedish unless English is asked for first.'),
} as const;

export const answerHeaders: Readonly<Record<AnswerHeader, object>> = {
  ETag: { description: 'The revision of the request.', schema: revision },
  'Sigill-Position': { description: 'Where in the log the command’s events are.', schema: position },
  Location: { description: 'The path of the new request.', schema: { type: 'string', format: 'uri-reference' } },
  'Idempotency-Replayed': {
    description: '`true` where the key was used before and this is the first answer again.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Content-Disposition': { description: 'The name of the file.', schema: text },
  'Retry-After': {
    description: 'Seconds after which the same call may be answered.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const sent: Readonly<Record<Manner, readonly (keyof typeof requestHeaders)[]>> = {
  opening: ['IdempotencyKey', 'AcceptLanguage'],
  command: ['IfMatch', 'IdempotencyKey', 'AcceptLanguage'],
  question: ['SigillPosition', 'AcceptLanguage'],
  plain: [],
};

const answered: Readonly<Record<Manner, readonly AnswerHeader[]>> = {
  opening: ['Location', 'ETag', 'Sigill-Position', 'Idempotency-Replayed'],
  command: ['ETag', 'Sigill-Position', 'Idempotency-Replayed'],
  question: [],
  plain: [],
};

/** Of the path, of the query, and of the headers. */
export function parametersOf({ path }: Route, operation: Operation): readonly ParameterObject[] {
  const names = [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => name);
  return [
    ...names.map((name) => ({ name, in: 'path' as const, required: true, schema: text })),
    ...(operation.parameters ?? []).map((one) => ({ ...one, in: 'query' as const, required: false })),
    ...sent[operation.manner].map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

/** Null where the answer has none that are worth a word. */
export function headersOf({ manner, headers = [] }: Operation): OperationObject['responses'][string]['headers'] | null {
  const names = [...answered[manner], ...headers];
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
