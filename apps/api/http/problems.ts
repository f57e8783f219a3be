import { HttpException } from '@nestjs/common';
import { ClockMovesForwardOnly, InvalidToken, IssuerUnavailable, RegisterFault } from '@sigill/adapters';
import {
  KeyReused,
  NotAuthorized,
  NotFound,
  PreconditionRequired,
  ReadModelBehind,
  RevisionConflict,
} from '@sigill/application';
import { Refusal, RefusalCode } from '@sigill/domain';
import { OutcomeUnknown, StoreUnavailable } from '@sigill/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './calls';
import { InvalidHeader, InvalidQuery, RefusedCall, Unauthenticated } from './errors';
import { faultTexts, ProblemCode, problemTexts } from './problem-texts';

/** RFC 9457 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: ProblemCode;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly allowedActions?: readonly string[];
  readonly existing?: string;
  readonly currentRevision?: number;
  readonly header?: string;
  readonly parameter?: string;
}

type Extra = Partial<Omit<Problem, 'errors'>> & { readonly faults?: Refusal['details']['faults'] };

/** What the caller is told of an error; an unknown one says nothing of itself. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  const [code, status, extra] = judged(error);
  const { faults, ...rest } = extra ?? {};
  const language = languageOf(request);
  const [instance = ''] = request.url.split('?');
  return {
    type: `urn:sigill:problem:${code}`,
    title: problemTexts[code].title[language],
    status,
    detail: problemTexts[code].detail[language],
    instance,
    code,
    traceId: request.id,
    ...(faults === undefined
      ? {}
      : { errors: faults.map((fault) => ({ ...fault, message: faultTexts[fault.code][language] })) }),
    ...rest,
  };
}

/** Written as problem+json; an answer that may pass says when to come back. */
export async function sendProblem(reply: FastifyReply, problem: Problem): Promise<void> {
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (problem.status === 503) void reply.header('Retry-After', '1');
  await reply
    .code(problem.status)
    .header('Cache-Control', 'no-store')
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

type Judgement = readonly [ProblemCode, number, Extra?];

/** The class of an error decides; the first line that fits. */
const byClass: readonly (readonly [new (...args: never[]) => Error, (error: never) => Judgement])[] = [
  [RefusedCall, ({ refusal, allowed, existing }: RefusedCall) => withMore(ofRefusal(refusal), allowed, existing)],
  [Refusal, (refusal: Refusal) => ofRefusal(refusal)],
  [Unauthenticated, () => ['unauthenticated', 401]],
  [InvalidToken, () => ['unauthenticated', 401]],
  [NotFound, () => ['not-found', 404]],
  [NotAuthorized, () => ['not-authorized', 403]],
  [InvalidHeader, ({ header }: InvalidHeader) => ['invalid-header', 400, { header }]],
  [InvalidQuery, ({ parameter }: InvalidQuery) => ['invalid-query', 400, { parameter }]],
  [KeyReused, () => ['idempotency-key-reused', 422]],
  [PreconditionRequired, () => ['precondition-required', 428]],
  [RevisionConflict, ({ currentRevision }: RevisionConflict) => ['revision-conflict', 412, { currentRevision }]],
  [ClockMovesForwardOnly, () => ['clock-moves-forward-only', 409]],
  [ReadModelBehind, () => ['read-model-behind', 503]],
  [StoreUnavailable, () => ['store-unavailable', 503]],
  [OutcomeUnknown, () => ['store-unavailable', 503]],
  [RegisterFault, () => ['service-unavailable', 503]],
  [IssuerUnavailable, () => ['service-unavailable', 503]],
  [HttpException, (error: HttpException) => ofStatus(error.getStatus())],
];

function judged(error: unknown): Judgement {
  const found = byClass.find(([errorClass]) => error instanceof errorClass);
  if (found !== undefined) return found[1](error as never);
  const status: unknown = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return ofStatus(typeof status === 'number' ? status : 500);
}

/** What Fastify and Nest say by a status alone. */
function ofStatus(status: number): Judgement {
  switch (status) {
    case 404:
    case 405:
      return ['not-found', 404];
    case 413:
      return ['payload-too-large', 413];
    case 415:
      return ['unsupported-media-type', 415];
    case 401:
      return ['unauthenticated', 401];
    default:
      return status >= 400 && status < 500 ? ['invalid-body', 400] : ['internal-error', 500];
  }
}

const statusOf: Readonly<Partial<Record<RefusalCode, number>>> = {
  'not-authorized': 403,
  'no-mandate': 403,
  'delegation-not-valid': 403,
  'invalid-body': 400,
};

const ofRefusal = ({ code, details: { faults } }: Refusal): Judgement => [
  code,
  statusOf[code] ?? 409,
  faults === undefined ? {} : { faults },
];

const withMore = (
  [code, status, extra]: Judgement,
  allowed: RefusedCall['allowed'],
  existing: string | null,
): Judgement => [
  code,
  status,
  {
    ...extra,
    ...(existing === null ? {} : { existing }),
    ...(allowed === null ? {} : { allowedActions: allowed.filter((one) => one.allowed).map(({ action }) => action) }),
  },
];
