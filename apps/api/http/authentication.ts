import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Caller, NotFound } from '@sigill/application';
import { isBelowV1 } from './address';
import { Unauthenticated } from './errors';
import { plainBody } from './framing';
import { problemOf, sendProblem } from './problems';

type Verify = (token: string) => Promise<Caller>;

/** Verifies the token before anything else is looked at, the body included.
 *  @param open patterns of the routes that take none: an encoded path cannot pass for one of these */
export function authenticate(fastify: FastifyInstance, verify: Verify, open: ReadonlySet<string>): void {
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('act', null);
  fastify.addHook('onRequest', async (request, reply) => {
    try {
      if (needsToken(request, open)) request.caller = await verified(verify, request);
      plainBody(request);
    } catch (error) {
      await refuse(error, request, reply);
    }
  });
}

/** Answers an address that cannot be read: nothing is there, and below /v1 not even that is told without a token. */
export const nowhere =
  (verify: Verify) =>
  (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const known = isBelowV1(request) ? verified(verify, request) : Promise.resolve();
    void known.then(
      () => refuse(new NotFound(), request, reply),
      (error: unknown) => refuse(error, request, reply),
    );
  };

const verified = async (verify: Verify, request: FastifyRequest): Promise<Caller> => verify(tokenOf(request));

function needsToken(request: FastifyRequest, open: ReadonlySet<string>): boolean {
  if (request.is404) return isBelowV1(request);
  return !open.has(request.routeOptions.url ?? '');
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Unauthenticated();
  return token;
}

async function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await sendProblem(reply, problemOf(error, request), error);
}
