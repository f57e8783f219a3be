import type { Caller, Language } from '@sigill/application';
import type { AuthorizedAct } from '@sigill/domain';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the token has been verified; every route but the public ones has it. */
    caller: Caller | null;
    /** What its route is for; set before it is judged who may. */
    act: AuthorizedAct | null;
  }
}

export type { Caller, Language };
