import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { Asking, Call, CallOn, Caller, Language, NotFound } from '@sigill/application';
import { RequestId } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { routedPath } from './address';
import { InvalidHeader, Unauthenticated } from './errors';

/** Who calls, as the token says. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw new Unauthenticated();
  return request.caller;
};

/** A call as it came in: what of it the application needs, and the language of its answer. */
export type Incoming = Call & { readonly ifMatch: number | null; readonly language: Language };
export type IncomingOn = CallOn & { readonly language: Language };

/** A call that changes something; `callOn` adds the request of its path. */
export const TheCall = createParamDecorator((_: unknown, context: ExecutionContext): Incoming => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    caller: callerOf(request),
    key: idempotencyKey(request.headers['idempotency-key']),
    hash: hashOf(request),
    traceId: request.id,
    ifMatch: ifMatch(request.headers['if-match']),
    language: languageOf(request),
  };
});

export const TheAsking = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    caller: callerOf(request),
    language: languageOf(request),
    position: position(request.headers['sigill-position']),
  };
});

/** The asking behind a call, for the view that answers it. */
export const askingOf = ({ caller, language }: Pick<Incoming, 'caller' | 'language'>): Asking => ({
  caller,
  language,
  position: null,
});

export const callOn = (id: string, call: Incoming): IncomingOn => ({ ...call, request: requestId(id) });

/** An id that is no UUID is nobody's. @throws NotFound */
export function requestId(text: string): RequestId {
  const id = text.toLowerCase();
  if (!isUuid(id)) throw new NotFound();
  return id as RequestId;
}

/** Swedish unless English is asked for first. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const ranges = (request.headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((one) => /^\s*q=([0-9.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  });
  const best = (language: Language): number =>
    Math.max(
      0,
      ...ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ quality }) => quality),
    );
  return best('en') > best('sv') ? 'en' : 'sv';
}

function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) throw new InvalidHeader('Idempotency-Key');
  return header;
}

function ifMatch(header: string | undefined): number | null {
  if (header === undefined) return null;
  const revision = /^"([1-9][0-9]{0,8})"$/.exec(header)?.[1];
  if (revision === undefined) throw new InvalidHeader('If-Match');
  return Number(revision);
}

function position(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[0-9]{1,15}$/.test(header)) throw new InvalidHeader('Sigill-Position');
  return Number(header);
}

/** Of method, matched route and body, whatever the order of the body's names. */
function hashOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method}\n${routedPath(request)}\n${ordered(request.body)}`)
    .digest('base64url');
}

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${ordered(member)}`).join(',')}}`;
}
