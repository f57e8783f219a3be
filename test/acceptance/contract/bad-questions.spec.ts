import { once } from 'node:events';
import { connect } from 'node:net';
import { Case } from '../../support/case';
import { Answer } from '../../support/client';
import { AccessAnswer } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, numberOf } from '../../support/samples';
import { inBothLanguages, faults, Stillness, wordsOf } from '../../support/unchanged';

let program: RunningProgram;
let story: Case;
let stillness: Stillness;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  story = await Case.open(program);
  stillness = await Stillness.begin(program);
});

const ask = (path: string, body: unknown) =>
  inBothLanguages((language) => program.as('clinician-partille').post(path, body, { 'accept-language': language }));
const get = (path: string) =>
  inBothLanguages((language) => program.as('clinician-partille').get(path, { 'accept-language': language }));

describe('a search that cannot be used', () => {
  it.each<readonly [string, object, string]>([
    ['an unknown field', { name: 'Test' }, '/name unknown-field'],
    ['an unknown state', { state: 'open' }, '/state not-an-option'],
    ['an unknown track', { track: 'slow' }, '/track not-an-option'],
    ['an unknown outcome', { outcome: 'maybe' }, '/outcome not-an-option'],
    ['a unit that is none', { unit: 'Partille' }, '/unit no-hsa-id'],
    ['a patient that is none', { patient: '201701012394' }, '/patient wrong-number'],
    ['a patient that is a number', { patient: 201701012393 }, '/patient wrong-type'],
    ['a case number that is none', { caseNumber: '2026-7K3' }, '/caseNumber no-id'],
    ['a guardian that is none', { guardian: '198903012385' }, '/guardian wrong-number'],
    ['mine that is a text', { mine: 'true' }, '/mine wrong-type'],
    ['an unknown standing of a measure', { measure: 'begun' }, '/measure not-an-option'],
    ['a day that is none', { openedFrom: '2026-02-30' }, '/openedFrom no-date'],
    ['the last day of all', { openedTo: '9999-12-31' }, '/openedTo no-date'],
    ['overdue that is a text', { overdue: 'true' }, '/overdue wrong-type'],
    ['no items', { limit: 0 }, '/limit not-an-option'],
    ['201 items', { limit: 201 }, '/limit not-an-option'],
    ['a limit that is a text', { limit: '50' }, '/limit wrong-type'],
    ['a cursor of its own making', { cursor: 'bm9uc2Vuc2U' }, '/cursor not-an-option'],
    ['a cursor of nothing', { cursor: '' }, '/cursor no-text'],
  ])('is refused for %s', async (_, body, fault) => {
    const { sv } = await ask('/v1/requests/search', body);
    expect([sv.status, sv.body.code, faults(sv.body)]).toEqual([400, 'invalid-body', [fault]]);
    expect(wordsOf(sv)).not.toContain('20170101');
  });
});

describe('a question for access that cannot be used', () => {
  it.each<readonly [string, object, number, string]>([
    ['nobody', {}, 400, 'invalid-body'],
    ['a wrong check digit', { patient: '201701012394' }, 400, 'invalid-body'],
    ['a day that is none', { patient: families.infant.child, on: 'idag' }, 400, 'invalid-body'],
    ['an unknown field', { patient: families.infant.child, reader: 'self' }, 400, 'invalid-body'],
    ['what is to be known', { patient: families.infant.child, knownAt: '2999-01-01T00:00:00Z' }, 400, 'invalid-body'],
    ['a number the register does not know', { patient: numberOf('20190202', '239') }, 409, 'unknown-person'],
    ['a coordination number', { patient: numberOf('20170161', '239') }, 409, 'person-number-type'],
  ])('is refused for %s', async (_, body, status, code) => {
    const { sv } = await ask('/v1/access/search', body);
    expect([sv.status, sv.body.code]).toEqual([status, code]);
    expect(wordsOf(sv)).not.toMatch(/\d{8}-?\d{4}/);
  });
});

describe('a number', () => {
  it.each(['201701012393', '20170101-2393', '170101-2393'])('is understood as %s', async (patient) => {
    const body = { patient };
    const answer = await program.as('clinician-partille').post<AccessAnswer>('/v1/access/search', body);
    expect(answer.body.patient).toMatchObject({ personalNumber: '20170101-2393', name: 'Test Barn-06' });
  });

  it('of somebody who has turned 100 is written with a plus, and is another number', async () => {
    const { sv } = await ask('/v1/access/search', { patient: '170101+2393' });
    expect([sv.status, sv.body.code]).toEqual([409, 'unknown-person']);
  });
});

describe('a parameter that cannot be used', () => {
  it.each([
    '?revision=abc',
    '?revision=-1',
    '?revision=1&revision=1',
    '?at=igår',
    '?revision=1&at=2026-11-20T09:00:00Z',
  ])('is refused: %s', async (query) => {
    const { sv } = await get(`${story.path}${encodeURI(query)}`);
    expect([sv.status, sv.body.code]).toEqual([400, 'invalid-query']);
  });

  it.each(['?revision=0', '?revision=2', '?revision=999999999', '?at=2026-11-20T07:59:59.999Z'])(
    'finds nothing: %s',
    async (query) => {
      const { sv } = await get(story.path + query);
      expect([sv.status, sv.body.code]).toEqual([404, 'not-found']);
    },
  );

  it.each(['?on=imorgon', '?outcome=maybe', '?end=x'])('is refused in a preview: %s', async (query) => {
    const { sv } = await get(`${story.path}/preview${query}`);
    expect([sv.status, sv.body.code]).toEqual([400, 'invalid-query']);
  });

  it.each(['?limit=0', '?limit=201', '?limit=x', '?cursor=bm9uc2Vuc2U', '?cursor=', '?cursor=a&cursor=b'])(
    'is refused in the inbox: %s',
    async (query) => {
      const { sv } = await get(`/v1/inbox${query}`);
      expect([sv.status, sv.body.code]).toEqual([400, 'invalid-query']);
      expect(faults(sv.body)).toEqual(query.includes('cursor') ? ['/cursor not-an-option'] : []);
    },
  );

  it('is refused in a preview where only a renewal ends a block', async () => {
    const { sv } = await get(`${story.path}/preview?end=${story.view.guardians[0]?.id ?? ''}`);
    expect(sv.status).toBe(400);
  });
});

describe('a path or method that leads nowhere', () => {
  const id = '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';
  it.each([
    ['GET', '/v1'],
    ['GET', '/v1/'],
    ['GET', '/v1/requests'],
    ['GET', '/v1/requests/'],
    ['GET', `/v1/requests/${id}`],
    ['GET', '/v1/requests/1'],
    ['GET', `/v1/requests/${id}x`],
    ['GET', '/v1/requests/..%2f..%2fetc'],
    ['GET', '/v1/requests/%00'],
    ['GET', `/v1/requests/${'a'.repeat(500)}`],
    ['GET', '/V1/requests/search'],
    ['GET', `//v1/requests/${id}`],
    ['GET', '/v1/procedures/toString'],
    ['GET', '/v1/procedures/extension'],
    ['GET', '/v2/requests'],
    ['PUT', '/v1/requests'],
    ['DELETE', `/v1/requests/${id}`],
    ['PATCH', `/v1/requests/${id}`],
    ['PUT', `/v1/requests/${id}/decision`],
    ['GET', `/v1/requests/${id}/decision`],
    ['POST', `/v1/requests/${id}/approval`],
    ['POST', `/v1/requests/${id}`],
    ['GET', '/dev/mail/unknown'],
    ['GET', '/dev/mail/..%2f..%2fkek'],
    ['GET', '/.env'],
  ])('is not found: %s %s', async (method, path) => {
    const { sv } = await inBothLanguages((language) =>
      program.as('clinician-partille').send(method, path, undefined, { 'accept-language': language }),
    );
    expect([sv.status, sv.body.code]).toEqual([404, 'not-found']);
    expect(wordsOf(sv)).not.toContain('node_modules');
  });

  it.each(['/v1/requests/%zz', '/v1/%E0%A4%A'])('that is no address is a problem too: %s', async (path) => {
    const answer: Answer = await program.as('clinician-partille').get(path);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([400, 404]).toContain(answer.status);
  });

  it('is the same for an id in capitals as in small letters', async () => {
    const found = await program.as('clinician-partille').get(`/v1/requests/${story.id.toUpperCase()}`);
    expect(found.status).toBe(200);
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['a line that is none', 'HELLO\r\n\r\n'],
    ['a header that is none', 'GET /v1/inbox HTTP/1.1\r\nhost\r\n\r\n'],
    ['headers without end', `GET /v1/inbox HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`],
    ['two lengths', 'POST /v1/requests HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
  ])('is answered with a problem and a closed door: %s', async (_, bytes) => {
    const { port, hostname } = new URL(program.url);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write(bytes);
    await once(socket, 'close');
    const answer = Buffer.concat(chunks).toString('utf8');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
  });
});

describe('all that was asked', () => {
  it('has left nothing behind', () => stillness.hold());
});
