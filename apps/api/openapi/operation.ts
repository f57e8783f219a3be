import { ProblemCode } from '../http/problem-texts';
import { JsonSchema, ref } from './schema';

export const tags = {
  Requests: 'Commands: nouns under the request, each answered with the request as it is right after.',
  Reading: 'Requests, their history, their forms, and what waits for whom.',
  Access: 'Who may read what of a patient, on any day.',
  Procedures: 'What kinds of request there are.',
  Reports: 'Figures for the follow-up. No person stands in them.',
  Program: 'The program itself.',
  Development: 'Only in development: these routes take no token and are not there in production.',
} as const;
export type Tag = keyof typeof tags;

/** How a route is called, which says what headers it takes and gives and what can always go wrong with it. `plain`: as
 *  any HTTP resource. */
export type Manner = 'opening' | 'command' | 'question' | 'plain';

export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** What the code of a route cannot say of it. */
export interface Operation {
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly manner: Manner;
  /** By content type; a name is a schema of the document. */
  readonly answers: Readonly<Record<string, string | JsonSchema>>;
  /** The same answer under one more status, and what it means then. */
  readonly otherwise?: { readonly status: number; readonly meaning: string };
  /** Headers of the answer beyond those of the manner. */
  readonly headers?: readonly AnswerHeader[];
  readonly parameters?: readonly QueryParameter[];
  /** Beyond those of the manner. */
  readonly problems?: readonly ProblemCode[];
  /** A body that the program takes. */
  readonly example?: object;
}

export type AnswerHeader =
  'ETag' | 'Sigill-Position' | 'Location' | 'Idempotency-Replayed' | 'Content-Disposition' | 'Retry-After';

/** Every route of a controller: one that nobody describes does not compile. */
export type Operations<Controller> = { readonly [Route in keyof Controller]: Operation };

export const json = (name: string): Operation['answers'] => ({ 'application/json': name });

export const schemaOf = (answer: string | JsonSchema): JsonSchema =>
  typeof answer === 'string' ? ref(answer) : answer;
