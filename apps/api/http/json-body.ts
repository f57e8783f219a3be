import type { FastifyInstance } from 'fastify';
import { FieldFault } from '@sigill/domain';
import { hasRepeatedName } from './repeated-names';

/** A body that is not the JSON that a route can take. It is refused after the roles have been judged, not while it is read. */
export class UnusableBody {
  constructor(readonly fault: FieldFault) {}
}

const limitDepth = 8;
const notJson: FieldFault = { pointer: '', code: 'not-json' };
/** Names that reach into an object's prototype, or that class-transformer leaves out without a word because every object
 *  has them already. */
const forbidden: readonly string[] = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/** JSON and nothing else; every other content type is refused by Fastify itself (415). */
export function acceptJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, parseJson(body as Buffer));
  });
}

export function parseJson(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const fault = hasRepeatedName(text) ? notJson : faultIn(value, '', 1);
    return fault === null ? value : new UnusableBody(fault);
  } catch {
    return new UnusableBody(notJson);
  }
}

function faultIn(value: unknown, pointer: string, depth: number): FieldFault | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > limitDepth) return { pointer, code: 'too-deep' };
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const fault = forbidden.includes(name)
      ? ({ pointer: at, code: 'forbidden-name' } as const)
      : faultIn(member, at, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
