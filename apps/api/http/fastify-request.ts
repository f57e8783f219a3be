import type { Caller, Language } from '@sigill/application';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the token has been verified; every route but the public ones has it. */
    caller: Caller | null;
  }
}

export type { Caller, Language };
