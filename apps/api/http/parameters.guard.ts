import { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidQuery } from './errors';

/** Refuses query parameters that the description of a route under /v1 does not know: a misspelt one would otherwise be an
 *  answer to another question. */
export class ParametersGuard implements CanActivate {
  /** @param known names by method and pattern: `GET /v1/inbox` */
  constructor(private readonly known: ReadonlyMap<string, ReadonlySet<string>>) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const route = request.routeOptions.url ?? '';
    if (!route.startsWith('/v1/')) return true;
    const names = this.known.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${route}`);
    const unknown = Object.keys(request.query as object).find((name) => names?.has(name) !== true);
    if (unknown !== undefined) throw new InvalidQuery(unknown);
    return true;
  }
}
