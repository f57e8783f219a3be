import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '@sigill/application';
import { Unauthenticated } from './errors';
import { problemOf, sendProblem } from './problems';

/** Routes that take no token, by the pattern that matched: an encoded path cannot pass for one of these. */
const publicRoutes = [
  '/health/live',
  '/health/ready',
  '/metrics',
  '/openapi.json',
  '/docs',
  '/dev/clock',
  '/dev/mail',
  '/dev/mail/:id',
];

/** Verifies the token before anything else is looked at, the body included. */
export function authenticate(fastify: FastifyInstance, verify: (token: string) => Promise<Caller>): void {
  fastify.decorateRequest('caller', null);
  fastify.addHook('onRequest', async (request, reply) => {
    if (!needsToken(request)) return;
    try {
      request.caller = await verify(tokenOf(request));
    } catch (error) {
      await refuse(error, request, reply);
    }
  });
}

function needsToken(request: FastifyRequest): boolean {
  if (request.is404) return request.url.startsWith('/v1');
  return !publicRoutes.includes(request.routeOptions.url ?? '');
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Unauthenticated();
  return token;
}

async function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await sendProblem(reply, problemOf(error, request));
}
