import { ApiDocument } from '../../apps/api/openapi/document-types';
import { callBody, Case, openBody } from '../support/case';
import { Answer } from '../support/client';
import { View } from '../support/contract';
import { RunningProgram, startProgram } from '../support/program';
import { blockAnswers, families, grounds, opinion } from '../support/samples';
import { Validator } from './validator';

let program: RunningProgram;
let validator: Validator;
beforeAll(async () => {
  program = await startProgram();
  const { body } = await program.anyone.get<ApiDocument>('/openapi.json');
  validator = new Validator(body);
});

/** Sends, and expects the answer to be as described. */
async function get(by: string, path: string, status = 200): Promise<Answer> {
  return judged('GET', path, status, await program.as(by).get(path));
}

async function post(by: string, path: string, body: unknown, status: number, headers = {}): Promise<Answer> {
  return judged('POST', path, status, await program.as(by).post(path, body, headers));
}

function judged(method: string, path: string, status: number, answer: Answer): Answer {
  expect([method, path, answer.status, validator.judge(method, path, answer)]).toEqual([method, path, status, []]);
  return answer;
}

describe('answers are what the description says', () => {
  it('through a block from the opening to the closed case, and its questions', async () => {
    const opened = await post('clinician-partille', '/v1/requests', openBody(), 201, { 'idempotency-key': 'k-1' });
    const { id } = opened.body as View;
    const path = `/v1/requests/${id}`;
    let { etag } = opened;
    const step = async (by: string, command: string, body: unknown): Promise<View> => {
      const answer = await post(by, `${path}/${command}`, body, 200, { 'if-match': etag });
      etag = answer.etag;
      return answer.body as View;
    };
    const replayed = await post('clinician-partille', '/v1/requests', openBody(), 201, { 'idempotency-key': 'k-1' });
    expect(replayed.headers.get('idempotency-replayed')).toBe('true');
    await step('clinician-partille', 'assessment', { answers: blockAnswers, recommendation: 'grant' });
    const heldAt = await program.now();
    const held = { party: 'head-of-operations', with: 'Lena Sund', heldAt, opinion };
    const { revision } = await step('clinician-partille', 'consultation', held);
    await get('head-partille', `${path}/preview?outcome=granted&on=2099-01-01`);
    const decision = { outcome: 'granted', grounds, reviewBy: '2099-05-31', validFrom: null };
    await step('head-partille', 'decision', decision);
    await get('head-partille', `${path}/form`);
    const submission = { signature: { method: 'decision-record' } };
    await step('clinician-partille', 'submission', submission);
    await step('executor', 'return', { reason: 'Underskrift saknas.', errors: ['missing-signature'] });
    const { execution } = await step('clinician-partille', 'submission', submission);
    await get('executor', path);
    await get('executor', '/v1/inbox?limit=5');
    const performedAt = await program.now();
    const required = execution.plan.filter((one) => one.required);
    const receipts = required.map(({ item }) => ({ item, performedAt, reference: 'AJ-17' }));
    await step('executor', 'execution', { receipts, note: 'Klart.' });
    const documentation = { recordSystem: 'AsynjaVisph', documentedAt: performedAt };
    await step('clinician-partille', 'documentation', documentation);
    const reason = 'Rättelse.';
    await step('clinician-partille', 'correction', { step: 'documentation', reason, ...documentation });
    await step('clinician-partille', 'correction', {
      step: 'consultation',
      reason,
      revision,
      with: 'Lena Sund',
      heldAt,
      opinion,
    });
    const voided = [{ item: required[0]?.item, voided: true }];
    await step('executor', 'correction', { step: 'execution', reason, receipts: voided });
    for (const by of ['clinician-partille', 'executor', 'auditor']) {
      await get(by, path);
      await get(by, `${path}/history`);
      await get(by, `${path}?revision=2`);
      await get(by, `${path}/form`);
      await post(by, '/v1/requests/search', { kind: 'block' }, 200);
    }
    await get('clinician-partille', `${path}?at=${performedAt}`);
    await post('clinician-partille', '/v1/access/search', { patient: families.blockOfBoth.child }, 200);
    await post('executor', '/v1/persons', { number: families.blockOfBoth.child }, 200);
  });

  it('on the urgent track, with a case that is overturned and one that is withdrawn', async () => {
    await post('executor', '/v1/urgent-requests', { ...callBody(), procedure: 'block-end', guardians: [] }, 409);
    const story = new Judge(await Case.call(program));
    await story.step('executor', 'execution', { receipts: await story.followed.receipts() });
    await story.step('clinician-partille', 'assessment', { answers: blockAnswers, recommendation: 'refuse' });
    const heldAt = await program.now();
    await story.step('clinician-partille', 'consultation', { party: 'head-of-operations', with: 'L', heldAt, opinion });
    const overturned = await story.step('head-partille', 'decision', { outcome: 'refused', grounds });
    await get('clinician-partille', `/v1/requests/${String(overturned.endingRequest)}`);
    const child = families.sibling;
    const body = { ...openBody(), patient: child.child, guardians: child.guardians };
    const withdrawn = new Judge(await Case.open(program, body));
    await withdrawn.step('clinician-partille', 'withdrawal', { reason: 'Öppnat av misstag.' });
    await post('clinician-partille', '/v1/requests/search', { outcome: 'withdrawn', limit: 1 }, 200);
  });

  it('of procedures, reports and the program itself', async () => {
    await get('auditor', '/v1/procedures');
    await get('operator', '/v1/procedures/block-renewal');
    await get('auditor', '/v1/reports/volumes');
    await get('head-partille', '/v1/reports/lead-times');
    const csv = await program.as('auditor').get('/v1/reports/volumes', { accept: 'text/csv' });
    judged('GET', '/v1/reports/volumes', 200, csv);
    for (const path of [
      '/health/live',
      '/health/ready',
      '/openapi.json',
      '/',
      '/docs',
      '/metrics',
      '/dev/clock',
      '/dev/mail',
    ])
      judged('GET', path, 200, await program.anyone.get(path));
  });
});

describe('refusals are what the description says', () => {
  it('in the order in which they are judged', async () => {
    const story = await Case.open(program, {
      ...openBody(),
      patient: families.oneGuardian.child,
      guardians: families.oneGuardian.guardians,
    });
    const path = `${story.path}/withdrawal`;
    const body = { reason: 'x' };
    const key = { 'idempotency-key': 'k-2' };
    judged('POST', path, 401, await program.anyone.post(path, body));
    await post('executor', path, body, 403);
    await post('clinician-partille', path, { reason: '', evil: 1 }, 400);
    await post('clinician-partille', path, body, 428);
    await post('clinician-partille', path, body, 412, { 'if-match': '"9"' });
    await post('clinician-partille', path, body, 400, { 'if-match': '9' });
    await post('clinician-partille', '/v1/requests/nothing/withdrawal', body, 404, { 'if-match': '"1"' });
    await post('clinician-partille', path, { reason: 'x'.repeat(70_000) }, 413);
    await post('clinician-partille', path, body, 415, { 'content-type': 'text/plain' });
    await post(
      'clinician-partille',
      `${story.path}/documentation`,
      { recordSystem: 'x', documentedAt: await program.now() },
      409,
      {
        'if-match': '"1"',
      },
    );
    await post(
      'clinician-partille',
      '/v1/requests',
      { ...openBody(), patient: families.oneGuardian.child, guardians: families.oneGuardian.guardians },
      409,
    );
    await post('clinician-partille', path, body, 200, { 'if-match': '"1"', ...key });
    await post('clinician-partille', path, { reason: 'y' }, 422, { 'if-match': '"1"', ...key });
    await get('clinician-partille', '/v1/inbox?limit=0', 400);
    await post('parent-partille', '/v1/access/search', { patient: families.ofStaff.child }, 409);
    judged('POST', '/dev/clock', 409, await program.anyone.post('/dev/clock', { now: '2001-01-01T00:00:00.000Z' }));
  });
});

describe('an answer that is not as described', () => {
  it('is seen', async () => {
    const answer = await program.as('clinician-partille').post('/v1/requests/search', {});
    const page = answer.body as { readonly items: readonly View[] };
    const judge = (body: unknown) => validator.judge('POST', '/v1/requests/search', { ...answer, body });
    const [view] = page.items;
    const { unit, ...withoutUnit } = view ?? ({} as View);
    expect(judge(page)).toEqual([]);
    expect(unit).toBeDefined();
    expect(judge({ ...page, items: [{ ...view, secret: 1 }] })).toHaveLength(1);
    expect(judge({ ...page, items: [withoutUnit] })).toHaveLength(1);
    expect(judge({ ...page, items: [{ ...view, state: 'lost' }] })).toHaveLength(1);
    expect(judge({ ...page, items: [{ ...view, openedAt: 'yesterday' }] })).toHaveLength(1);
    expect(validator.judge('POST', '/v1/requests/search', { ...answer, status: 299 })).toHaveLength(1);
    expect(validator.judge('POST', '/v1/requests', { ...answer, status: 201, body: view })).toEqual([
      'Location is missing',
      'ETag is missing',
      'Sigill-Position is missing',
    ]);
  });
});

/** A case whose every answer is judged. */
class Judge {
  constructor(readonly followed: Case) {
    judged('POST', '/v1/requests', 201, this.followed.last);
  }

  async step(by: string, command: string, body: unknown): Promise<View> {
    await this.followed.take(by, command, body);
    judged('POST', `${this.followed.path}/${command}`, 200, this.followed.last);
    return this.followed.view;
  }
}
