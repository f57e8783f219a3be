import type { FastifyInstance } from 'fastify';

export interface RequestCount {
  readonly method: string;
  /** The pattern, never the address; `none` where no route answered. */
  readonly route: string;
  readonly status: string;
  readonly count: number;
}

/** How many answers were given since the start. */
export class RequestCounts {
  private readonly counts = new Map<string, RequestCount>();

  follow(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      this.add(request.method, request.routeOptions.url ?? 'none', String(reply.statusCode));
      done();
    });
  }

  /** In the order in which they came up. */
  get all(): readonly RequestCount[] {
    return [...this.counts.values()];
  }

  private add(method: string, route: string, status: string): void {
    const key = `${method} ${route} ${status}`;
    const count = (this.counts.get(key)?.count ?? 0) + 1;
    this.counts.set(key, { method, route, status, count });
  }
}
