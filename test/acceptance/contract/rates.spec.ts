import { randomUUID } from 'node:crypto';
import { Case } from '../../support/case';
import { Answer, problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

/** Limits of rate (api.md 9.5): what the contract says, told once more in numbers. */
const calls = 300;
const byNumber = 30;

const { child } = families.urgent;
let program: RunningProgram;
beforeEach(async () => {
  program = await startProgram({ env: { RATE_LIMITS: 'on' }, clockStart: '2026-11-14T01:40:00Z' });
});
afterEach(() => program.stop());

async function times(count: number, call: () => Promise<Answer>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 1) statuses.push((await call()).status);
  return [...new Set(statuses)];
}

function isStopped(answer: Answer): void {
  const { detail } = problemOf(answer, 429, 'too-many-requests');
  expect(detail).toContain('Retry-After');
  const seconds = answer.headers.get('retry-after') ?? '';
  expect(seconds).toMatch(/^[1-9][0-9]?$/);
  expect(Number(seconds)).toBeLessThanOrEqual(60);
}

it('an actor’s call beyond the limit is answered 429, whatever it asks, and nobody else’s is', async () => {
  const staff = program.as('clinician-partille');
  expect(await times(calls, () => staff.get('/v1/procedures'))).toEqual([200]);
  isStopped(await staff.get('/v1/procedures'));
  isStopped(await staff.get('/v1/inbox'));
  isStopped(await staff.post('/v1/requests', {}));
  expect((await program.as('head-partille').get('/v1/inbox')).status).toBe(200);
  expect((await program.anyone.get('/health/ready')).status).toBe(200);
});

it('questions that name a person by number have a limit of their own, on all routes together', async () => {
  const staff = program.as('clinician-partille');
  const third = byNumber / 3;
  expect(await times(third, () => staff.post('/v1/access/search', { patient: child }))).toEqual([200]);
  expect(await times(third, () => staff.post('/v1/requests/search', { patient: child }))).toEqual([200]);
  expect(await times(third, () => staff.post('/v1/persons', { number: child }))).toEqual([200]);
  isStopped(await staff.post('/v1/access/timeline', { patient: child }));
  isStopped(await staff.post('/v1/requests/search', { guardian: child }));
  isStopped(await staff.post('/v1/persons', { number: child }));
  expect((await staff.post('/v1/requests/search', { state: 'decided' })).status).toBe(200);
  expect((await staff.get('/v1/inbox')).status).toBe(200);
});

it('urgent calls, their execution and the executor’s look at a person are never stopped', async () => {
  const executor = program.as('executor');
  expect(await times(calls, () => executor.get('/v1/procedures'))).toEqual([200]);
  isStopped(await executor.get('/v1/procedures'));
  expect(await times(byNumber + 1, () => executor.post('/v1/persons', { number: child }))).toEqual([200]);
  const call = await Case.call(program);
  const receipts = call.missing().map((item) => ({ item, performedAt: '2026-11-14T01:40:00.000Z' }));
  await call.take('executor', 'execution', { receipts });
  expect(call.view.state).toBe('executed-provisionally');
  const ordinary = await Case.open(program);
  for (const step of ['assess', 'consult', 'decide', 'submit'] as const) await ordinary[step]();
  isStopped(await ordinary.send('executor', 'execution', { receipts: await ordinary.receipts() }));
  isStopped(await executor.post(`/v1/requests/${randomUUID()}/execution`, { receipts: [] }, { 'if-match': '"1"' }));
});
