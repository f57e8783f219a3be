import { HttpException } from '@nestjs/common';
import { ClockMovesForwardOnly, InvalidToken, IssuerUnavailable, RegisterFault } from '@sigill/adapters';
import { KeyReused, NotAuthorized, NotFound, PreconditionRequired, RevisionConflict } from '@sigill/application';
import { Refusal } from '@sigill/domain';
import { OutcomeUnknown, StoreUnavailable, UnreadableFile } from '@sigill/event-log';
import { ReadModelBehind } from '@sigill/following';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shownPath } from './address';
import { languageOf } from './calls';
import { InvalidHeader, InvalidQuery, RefusedCall, TooManyRequests, Unauthenticated, UnusableEncoding } from './errors';
import { mayPass, problemStatuses } from './problem-statuses';
import { faultTexts } from './fault-texts';
import { ProblemCode, problemTexts } from './problem-texts';

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
  readonly plan?: Refusal['details']['plan'];
  readonly currentRevision?: number;
  readonly header?: string;
  readonly parameter?: string;
}

type Extra = Partial<Omit<Problem, 'errors'>> & Pick<Refusal['details'], 'faults' | 'limit'>;

/** What the caller is told of an error; an unknown one says nothing of itself. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  const [code, extra] = judged(error);
  const { faults, limit, ...rest } = extra ?? {};
  const language = languageOf(request);
  return {
    type: `urn:sigill:problem:${code}`,
    title: problemTexts[code].title[language],
    status: problemStatuses[code],
    detail: [problemTexts[code].detail, ...(limit === undefined ? [] : [limit])]
      .map((text) => text[language])
      .join(' '),
    instance: shownPath(request),
    code,
    traceId: request.id,
    ...(faults === undefined
      ? {}
      : {
          errors: faults.slice(0, mostErrors).map(({ code, pointer }) => ({
            pointer: shown(pointer),
            code,
            message: faultTexts[code][language],
          })),
        }),
    ...rest,
  };
}

const mostErrors = 20;

/** A caller may have put a personal number where a name belongs, in one piece or in several. No name that is known here has
 *  so many digits. */
const shown = (pointer: string): string => {
  const names = pointer.split('/').map((name) => (hasNumber(name) ? '*' : name));
  return (hasNumber(names.join('')) ? names.map((name) => (/\p{N}/u.test(name) ? '*' : name)) : names).join('/');
};

const hasNumber = (text: string): boolean => (text.match(/\p{N}/gu) ?? []).length >= 6;

/** Written as problem+json; an answer that may pass says when to come back. */
export async function sendProblem(reply: FastifyReply, problem: Problem, error: unknown): Promise<void> {
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (mayPass(problem.status)) void reply.header('Retry-After', String(secondsUntilAgain(error)));
  if (error instanceof UnusableEncoding) void reply.header('Accept-Encoding', 'identity');
  await reply
    .code(problem.status)
    .header('Cache-Control', 'no-store')
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** Before then an issuer of tokens is not asked, and no call is counted anew; a file that cannot be read waits for a person; all else
 *  may be well in a moment. */
function secondsUntilAgain(error: unknown): number {
  if (error instanceof IssuerUnavailable || error instanceof TooManyRequests) return error.secondsUntilAgain;
  return error instanceof UnreadableFile ? 60 : 1;
}

type Judgement = readonly [ProblemCode, Extra?];

/** The class of an error decides; the first line that fits. */
const byClass: readonly (readonly [new (...args: never[]) => Error, (error: never) => Judgement])[] = [
  [RefusedCall, ({ refusal, allowed, existing }: RefusedCall) => withMore(ofRefusal(refusal), allowed, existing)],
  [Refusal, (refusal: Refusal) => ofRefusal(refusal)],
  [Unauthenticated, () => ['unauthenticated']],
  [InvalidToken, () => ['unauthenticated']],
  [NotFound, () => ['not-found']],
  [NotAuthorized, () => ['not-authorized']],
  [UnusableEncoding, () => ['unsupported-media-type']],
  [InvalidHeader, ({ header }: InvalidHeader) => ['invalid-header', { header }]],
  [InvalidQuery, (error: InvalidQuery) => ofQuery(error)],
  [KeyReused, () => ['idempotency-key-reused']],
  [TooManyRequests, () => ['too-many-requests']],
  [PreconditionRequired, () => ['precondition-required']],
  [RevisionConflict, ({ currentRevision }: RevisionConflict) => ['revision-conflict', { currentRevision }]],
  [ClockMovesForwardOnly, () => ['clock-moves-forward-only']],
  [ReadModelBehind, () => ['read-model-behind']],
  [StoreUnavailable, () => ['store-unavailable']],
  [OutcomeUnknown, () => ['store-unavailable']],
  [UnreadableFile, () => ['store-unavailable']],
  [RegisterFault, () => ['service-unavailable']],
  [IssuerUnavailable, () => ['service-unavailable']],
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
      return ['not-found'];
    case 413:
      return ['payload-too-large'];
    case 415:
      return ['unsupported-media-type'];
    case 401:
      return ['unauthenticated'];
    default:
      return [status >= 400 && status < 500 ? 'invalid-body' : 'internal-error'];
  }
}

const ofQuery = ({ parameter, fault }: InvalidQuery): Judgement => [
  'invalid-query',
  { parameter: shown(parameter), ...(fault === null ? {} : { faults: [{ pointer: `/${parameter}`, code: fault }] }) },
];

const ofRefusal = ({ code, details: { faults, plan, limit } }: Refusal): Judgement => [
  code,
  {
    ...(faults === undefined ? {} : { faults }),
    ...(plan === undefined ? {} : { plan }),
    ...(limit === undefined ? {} : { limit }),
  },
];

const withMore = ([code, extra]: Judgement, allowed: RefusedCall['allowed'], existing: string | null): Judgement => [
  code,
  {
    ...extra,
    ...(existing === null ? {} : { existing }),
    ...(allowed === null ? {} : { allowedActions: allowed.filter((one) => one.allowed).map(({ action }) => action) }),
  },
];
