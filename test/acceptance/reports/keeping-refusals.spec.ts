import { CallRefused } from '@sigill/application';
import { StoreUnavailable } from '@sigill/event-log';
import type { FastifyRequest } from 'fastify';
import { KeepingRefusals } from '../../../apps/api/http/keeping-refusals';

const call = { act: 'decision', caller: { hsaId: 'x' }, params: { id: 'y' }, body: {}, id: 'trace' } as unknown;
const problem = { status: 403, code: 'no-mandate', traceId: 'trace' } as const;

async function kept(keep: (refused: CallRefused) => Promise<void>, request: unknown = call, status: number = 403) {
  const faults: unknown[] = [];
  const keeping = new KeepingRefusals({ keep }, { fault: (error) => faults.push(error) });
  await keeping.keep(request as FastifyRequest, { ...problem, status });
  return faults;
}

describe('a refusal', () => {
  it('that cannot be kept is answered all the same, and is a fault in the program’s log', async () => {
    const unavailable = new StoreUnavailable('full');
    expect(await kept(() => Promise.reject(unavailable))).toEqual([unavailable]);
  });

  it('is answered after a second where nobody knows whether it is kept', async () => {
    const began = performance.now();
    expect(await kept(() => new Promise(() => undefined))).toEqual([]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['a question', { act: 'view' }, 403],
    ['a command that is not found', {}, 404],
    ['a stale command', {}, 412],
    ['a call that nobody made', { caller: null }, 403],
  ])('is not kept of %s', async (_, change, status) => {
    const refused: CallRefused[] = [];
    const keep = async (one: CallRefused): Promise<void> => void refused.push(one);
    await kept(keep, { ...(call as object), ...change }, status);
    expect(refused).toEqual([]);
    await kept(keep);
    expect(refused).toMatchObject([{ act: 'decision', code: 'no-mandate', request: 'y', traceId: 'trace' }]);
  });
});
