import { isUuid } from '@sigill/event-log';
import type { FastifyRequest } from 'fastify';

/** Where a call goes. An address can be written in many ways (letters as %61, a host in front); the route that it matches is
 *  one, so the route is what is judged by, recorded and shown. */

/** The matched route with what the caller put into it, ids in lower case: the same however the address was written. */
export const routedPath = (request: FastifyRequest): string =>
  filled(request, (value) => encodeURIComponent(isUuid(value.toLowerCase()) ? value.toLowerCase() : value));

/** What may be shown of the address: the matched route, and of what a caller put into it ids alone. The rest may be a
 *  personal number or a name. */
export const shownPath = (request: FastifyRequest): string =>
  filled(request, (value) => (isUuid(value.toLowerCase()) ? value.toLowerCase() : '*'));

/** Below /v1, whether there is a route or not. */
export function isBelowV1(request: FastifyRequest): boolean {
  const first = (patternOf(request) ?? pathOf(request.raw.url ?? '')).split('/')[1] ?? '';
  return decoded(first) === 'v1';
}

/** The path of an address as it came, without host and query. */
export const pathOf = (address: string): string => withoutHost(address).split(/[?#]/)[0] ?? '';

export const withoutHost = (address: string): string => address.replace(/^https?:\/\/[^/?#]*/i, '');

const patternOf = (request: FastifyRequest): string | undefined => request.routeOptions.url;

function filled(request: FastifyRequest, shown: (value: string) => string): string {
  const pattern = patternOf(request);
  if (pattern === undefined) return isBelowV1(request) ? '/v1/*' : '/*';
  const given = request.params as Readonly<Record<string, string | undefined>>;
  return pattern.replace(/:([a-z]+)/gi, (_, name: string) => shown(given[name] ?? ''));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
