import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '@sigill/application';
import { Unauthenticated } from './errors';
import { problemOf, sendProblem } from './problems';

/** Verifies the token before anything else is looked at, the body included.
 *  @param open patterns of the routes that take none: an encoded path cannot pass for one of these */
export function authenticate(
  fastify: FastifyInstance,
  verify: (token: string) => Promise<Caller>,
  open: ReadonlySet<string>,
): void {
  fastify.decorateRequest('caller', null);
  fastify.addHook('onRequest', async (request, reply) => {
    if (!needsToken(request, open)) return;
    try {
      request.caller = await verify(tokenOf(request));
    } catch (error) {
      await refuse(error, request, reply);
    }
  });
}

function needsToken(request: FastifyRequest, open: ReadonlySet<string>): boolean {
  if (request.is404) return request.url.startsWith('/v1');
  return !open.has(request.routeOptions.url ?? '');
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Unauthenticated();
  return token;
}

async function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await sendProblem(reply, problemOf(error, request));
}
