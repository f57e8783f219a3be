import { Case } from '../../support/case';
import { Answer, problemOf } from '../../support/client';
import { Problem } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

const absent = '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';

describe('an address', () => {
  let program: RunningProgram;
  let story: Case;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.open(program);
  });

  const get = (path: string, by: string | null = 'clinician-partille'): Promise<Answer> =>
    (by === null ? program.anyone : program.as(by)).get(path);
  const absolute = (path: string) => `${program.url}${path}`;

  it.each(['/v1/inbox', '/%761/inbox', '/v%31/inbox', '/v1/%69nbox'])(
    'of a route is kept by nobody: %s',
    async (path) => {
      for (const address of [path, absolute(path)]) {
        const answer = await get(address);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      }
    },
  );

  it('of a form is kept by nobody, however it is written', async () => {
    await story.to('decided');
    for (const path of [`/v1/requests/${story.id}/form`, `/%761/requests/${story.id.toUpperCase()}/f%6frm`]) {
      for (const address of [path, absolute(path)]) {
        const answer = await get(address);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      }
    }
  });

  it.each([
    '/v1/inbox',
    '/%761/inbox',
    '/v1/nothing',
    '/%761/nothing',
    '/v1/requests/%zz',
    '/%761/%zz',
    `/v1/requests/${'a'.repeat(500)}`,
  ])('under /v1 is nothing to whoever has no token: %s', async (path) => {
    for (const address of [path, absolute(path)]) {
      const answer = await get(address, null);
      problemOf(answer, 401, 'unauthenticated');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each(['/v1x/inbox', '/favicon.ico', '/V1/inbox', '/'])('outside /v1 asks for no token: %s', async (path) => {
    expect((await get(path, null)).status).not.toBe(401);
    expect((await get(absolute(path), null)).status).not.toBe(401);
  });

  it.each<readonly [string, string]>([
    [`/v1/requests/${absent}`, `/v1/requests/${absent}`],
    [`/%761/requests/${absent.toUpperCase()}/form?`, `/v1/requests/${absent}/form`],
    ['/v1/requests/20170101-2393', '/v1/requests/*'],
    ['/v1/requests/2017%3001012393/history', '/v1/requests/*/history'],
    ['/v1/requests/%D9%A2%D9%A0%D9%A1%D9%A7%D9%A0%D9%A1%D9%A0%D9%A1%D9%A2%D9%A3%D9%A9%D9%A3', '/v1/requests/*'],
    ['/v1/requests/Test%20Barn-06', '/v1/requests/*'],
    ['/v1/procedures/Test.Barn', '/v1/procedures/*'],
    ['/v1/Test.Barn', '/v1/*'],
    ['/v1/20170101-2393/x', '/v1/*'],
    ['/v1/requests/%zz20170101-2393', '/v1/*'],
    ['/20170101-2393', '/*'],
  ])('that leads nowhere is echoed by its route alone: %s', async (path, instance) => {
    for (const address of [path, absolute(path)]) {
      const problem = problemOf(await get(address), 404, 'not-found') as Problem;
      expect(problem.instance).toBe(instance);
    }
  });

  it('with a host in front gets a token as well', async () => {
    const basic = Buffer.from('executor:demo').toString('base64');
    const answer = await program.anyone.send('POST', absolute('/oidc/token'), 'grant_type=client_credentials', {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('is the same command under one key, however it is written', async () => {
    const { child, guardians } = families.infant;
    const other = await Case.open(program, { patient: child, guardians });
    const body = { reason: 'Öppnat av misstag.' };
    const send = (path: string) =>
      program.as('clinician-partille').post(path, body, { 'if-match': '"1"', 'idempotency-key': 'one-address' });
    expect((await send(`/v1/requests/${other.id}/withdrawal`)).status).toBe(200);
    for (const path of [
      `/v1/requests/${other.id.toUpperCase()}/withdrawal`,
      `/%761/requests/${other.id}/withdr%61wal`,
      absolute(`/v1/requests/${other.id}/withdrawal?`),
    ]) {
      const again = await send(path);
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    }
    const opening = { 'idempotency-key': 'one-opening' };
    const { child: twin, guardians: both } = families.sibling;
    const block = { procedure: 'block', patient: twin, unit: other.view.unit.hsaId, guardians: both };
    const contact = other.view.contact;
    const opened = await program.as('clinician-partille').post('/v1/requests', { ...block, contact }, opening);
    const again = await program.as('clinician-partille').post('/v1/r%65quests', { ...block, contact }, opening);
    expect([opened.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
  });
});
