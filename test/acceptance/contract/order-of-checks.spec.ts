import { Case, openBody } from '../../support/case';
import { Fields, problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds } from '../../support/samples';

const json = { 'content-type': 'application/json' };
const huge = `{"reason":"${'x'.repeat(70_000)}"}`;

describe('a call with many faults', () => {
  let program: RunningProgram;
  let story: Case;
  let used: string;

  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    const { child, guardians } = families.ofStaff;
    story = await Case.open(program, { patient: child, guardians });
    used = 'used-by-an-assessment';
    await story.assess({}, 'clinician-partille');
    const other = await Case.open(program, openBody(), 'clinician-partille', { 'idempotency-key': used });
    expect(other.view.state).toBe('registered');
  });

  const send = (by: string | null, path: string, body: string, headers: Fields = {}) =>
    (by === null ? program.anyone : program.as(by)).send('POST', path, body, { ...json, ...headers });
  const decide = (by: string, body: string, headers: Fields = {}) => send(by, `${story.path}/decision`, body, headers);
  const decision = JSON.stringify({ outcome: 'granted', grounds });

  it('is first of all one without a token', async () => {
    const answer = await send(null, '/v1/nothing', huge, { 'content-type': 'text/plain' });
    problemOf(answer, 401, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const authorization of ['Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic Y2xpbmljaWFuOmRlbW8=', 'bearer  x'])
      problemOf(await send(null, '/v1/requests', '{}', { authorization }), 401, 'unauthenticated');
    problemOf(await program.anyone.get('/v1/inbox'), 401, 'unauthenticated');
  });

  it('then one to nowhere', async () => {
    problemOf(await send('operator', '/v1/nothing', huge, { 'content-type': 'text/plain' }), 404, 'not-found');
  });

  it('then one of the wrong type, then one too large', async () => {
    const path = '/v1/requests';
    problemOf(await send('operator', path, huge, { 'content-type': 'text/plain' }), 415, 'unsupported-media-type');
    problemOf(await send('operator', path, huge), 413, 'payload-too-large');
  });

  it('then one in a role that never may', async () => {
    problemOf(await decide('executor', '{"x":'), 403, 'not-authorized');
    problemOf(await send('operator', '/v1/requests', '{}'), 403, 'not-authorized');
  });

  it('then one whose body cannot be used', async () => {
    const keyed = { 'idempotency-key': used };
    problemOf(await decide('clinician-partille', '{"outcome":"granted"}', keyed), 400, 'invalid-body');
  });

  it('then one with a key that was used for something else', async () => {
    const keyed = { 'idempotency-key': used };
    problemOf(await decide('clinician-partille', decision, keyed), 422, 'idempotency-key-reused');
    const absent = '/v1/requests/3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11/decision';
    problemOf(await send('clinician-partille', absent, decision, keyed), 422, 'idempotency-key-reused');
  });

  it('then one on a case that is not for the caller', async () => {
    problemOf(await decide('head-lerum', decision), 404, 'not-found');
    problemOf(await decide('head-lerum', decision, { 'if-match': '"9"' }), 404, 'not-found');
    for (const revision of [null, '"9"', '"2"'])
      problemOf(await decide('parent-partille', decision, { 'if-match': revision }), 404, 'not-found');
  });

  it('then one without a revision, then with a stale one', async () => {
    problemOf(await decide('clinician-partille', decision), 428, 'precondition-required');
    problemOf(await decide('clinician-partille', decision, { 'if-match': '"1"' }), 412, 'revision-conflict');
  });

  it('then one in a role that may not here, then one without mandate, then one out of turn', async () => {
    const current = { 'if-match': '"2"' };
    const notHere = JSON.stringify({ step: 'execution', reason: 'x', receipts: [{ item: 'x', voided: true }] });
    problemOf(await send('clinician-partille', `${story.path}/correction`, notHere, current), 403, 'not-authorized');
    problemOf(await decide('clinician2-partille', decision, current), 403, 'no-mandate');
    problemOf(await decide('head-partille', decision, current), 409, 'consultation-missing');
    const assessed = JSON.stringify({ answers: {}, recommendation: 'grant' });
    const twice = await send('clinician-partille', `${story.path}/assessment`, assessed, current);
    expect(problemOf(twice, 409, 'not-allowed-in-state').allowedActions).toEqual([
      'consultation',
      'withdrawal',
      'siblings',
    ]);
  });

  it('judges what only the procedure can judge after the state', async () => {
    const current = { 'if-match': '"2"' };
    const unknown = JSON.stringify({ answers: { B99: { answer: true } }, recommendation: 'grant' });
    const answer = await send('clinician-partille', `${story.path}/assessment`, unknown, current);
    problemOf(answer, 409, 'not-allowed-in-state');
  });

  it('has changed nothing', async () => {
    expect(await story.history()).toHaveLength(2);
  });
});

describe('an opening with many faults', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  });
  const open = async (by: string, patch: object) =>
    (await program.as(by).post<{ code?: string }>('/v1/requests', { ...openBody(), ...patch })).body.code;

  /** Each opening has the faults of all that follow it, less its own. */
  it('is refused for the first of them in the order of the rules', async () => {
    const { child, guardians } = families.ofStaff;
    const unknown = '201902022393';
    expect(await open('parent-partille', { patient: child, guardians, validFrom: '2026-11-01' })).toBe('party-to-case');
    expect(await open('clinician-partille', { patient: unknown, guardians: ['1'] })).toBe('invalid-body');
    const deceased = { patient: families.deceased.child, guardians: [families.infant.guardians[0]] };
    expect(await open('clinician-partille', { ...deceased, validFrom: '2026-11-01' })).toBe('deceased');
    const grown = { patient: '200910012384', guardians: [families.blockOfBoth.guardians[0]] };
    expect(await open('clinician-partille', { ...grown, validFrom: '2026-11-01' })).toBe('age-outside-window');
    const stranger = { guardians: [families.infant.guardians[0]] };
    expect(await open('clinician-partille', { ...stranger, validFrom: '2026-11-01' })).toBe('date-not-allowed');
    expect(await open('clinician-partille', stranger)).toBe('not-a-guardian');
    const ending = { procedure: 'block-end', guardians: [] };
    expect(await open('clinician-partille', { ...ending, validFrom: '2026-11-01' })).toBe('date-not-allowed');
    expect(await open('clinician-partille', ending)).toBe('no-measure-in-force');
  });
});
