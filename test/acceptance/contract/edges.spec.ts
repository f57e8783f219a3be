import { accepted, Case, openBody } from '../../support/case';
import { Answer, Fields, problemOf } from '../../support/client';
import { Problem } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, numberOf, partille } from '../../support/samples';
import { faults, wordsOf } from '../../support/unchanged';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const raw = (body: string | Buffer, headers: Fields = {}, path = '/v1/requests'): Promise<Answer<Problem>> =>
  program.as('clinician-partille').send('POST', path, body, { 'content-type': 'application/json', ...headers });
const refused = (answer: Answer, status: number, code: string): Problem => problemOf(answer, status, code);

describe('a personal number where a name belongs', () => {
  it.each([
    '20170101-2393',
    '201701012393',
    '2017 01 01 23 93',
    '2017/01/01-2393',
    'x170101x',
    '２０１７０１０１２３９３',
    '٢٠١٧٠١٠١٢٣٩٣',
    '2017‐0101‑2393',
    '1.7.0.1.0.1',
    '②⓪①⑦⓪①',
  ])('is not echoed from a body: %s', async (name) => {
    for (const body of [{ [name]: 1 }, { contact: { [name]: 1 } }]) {
      const problem = refused(await raw(JSON.stringify({ ...openBody(), ...body })), 400, 'invalid-body');
      expect(wordsOf({ body: problem } as Answer<Problem>)).not.toContain(name);
      expect(
        (problem.errors ?? []).filter(({ code }) => code === 'unknown-field').map(({ pointer }) => pointer),
      ).toEqual(['contact' in body ? '/contact/*' : '/*']);
    }
  });

  it('is not echoed from names inside each other', async () => {
    const deep = `{"2017":{"0101":{"2393":${'{"a":'.repeat(6)}1${'}'.repeat(6)}}}}`;
    const problem = refused(await raw(deep), 400, 'invalid-body');
    expect(faults(problem)).toEqual(['/*/*/*/a/a/a/a/a too-deep']);
  });

  it('is not echoed from an address', async () => {
    const problem = refused(
      await program.as('clinician-partille').get('/v1/inbox?20170101-2393=1'),
      400,
      'invalid-query',
    ) as Problem & { readonly parameter: string };
    expect(problem.parameter).toBe('*');
  });
});

describe('a body with many faults', () => {
  it('is told twenty of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [index.toString(36), 0]));
    const problem = refused(await raw(JSON.stringify(many)), 400, 'invalid-body');
    expect(problem.errors).toHaveLength(20);
    const receipts = Array.from({ length: 50 }, () => ({ item: 7 }));
    const path = '/v1/requests/3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11/execution';
    const told = await program.as('executor').post<Problem>(path, { receipts });
    expect(refused(told, 400, 'invalid-body').errors).toHaveLength(20);
  });
});

describe('a name that is given twice', () => {
  it.each([
    ['at the top', '{"reason":"a","reason":"b"}'],
    ['with other signs for the same', '{"reason":"a","re\\u0061son":"b"}'],
    ['inside', '{"contact":{"email":"a@b.se","phone":"1","email":"c@d.se"}}'],
    ['in a list', '{"receipts":[{"item":"a"},{"item":"a","item":"b"}]}'],
  ])('is no JSON that can be used: %s', async (_, body) => {
    expect(faults(refused(await raw(body), 400, 'invalid-body'))).toEqual([' not-json']);
  });

  it('is one where it stands in two objects, in a text or in a list', async () => {
    const story = await Case.open(program);
    const reason = '{"reason":1,"reason":2}';
    const body = `{"reason":${JSON.stringify(reason)}}`;
    const path = `${story.path}/withdrawal`;
    expect((await raw(body, { 'if-match': story.last.etag }, path)).status).toBe(200);
    const search = '{"state":"closed","kind":"block","track":"ordinary"}';
    expect((await raw(search, {}, '/v1/requests/search')).status).toBe(200);
  });
});

describe('a list where a record belongs', () => {
  it('is judged before the revision', async () => {
    const path = '/v1/requests/3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11/execution';
    const answer = await program.as('executor').post<Problem>(path, { receipts: [[]] });
    expect(faults(refused(answer, 400, 'invalid-body'))).toEqual(['/receipts/0 wrong-type']);
  });
});

describe('a query parameter', () => {
  const get = (path: string, by = 'clinician-partille') => program.as(by).get(path);

  it.each([
    '?revision[]=1',
    '?revision%5B%5D=1',
    '?Revision=1',
    '?revison=1',
    '?=1',
    '?__proto__=1',
    '?revision=1&x',
    '?revision=%zz',
  ])('that is unknown or of the wrong form is refused: %s', async (query) => {
    const story = await Case.find(program, await anyRequest());
    refused(await get(`${story.path}${query}`), 400, 'invalid-query');
  });

  it.each([
    '/v1/inbox?x=1',
    '/v1/procedures?version=1',
    '/v1/procedures/block?x=1',
    '/v1/reports/volumes?form=2026-01-01',
    '/v1/requests/3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11/history?x=1',
  ])('that no route takes is refused: %s', async (path) => {
    refused(await get(path), 400, 'invalid-query');
  });

  it('that no command takes is refused as well', async () => {
    refused(await raw('{}', {}, '/v1/requests?dryRun=true'), 400, 'invalid-query');
    refused(await program.as('operator').post('/v1/requests?dryRun=true', {}), 403, 'not-authorized');
  });

  it('outside /v1 is not looked at', async () => {
    expect((await get('/health/live?x=1')).status).toBe(200);
  });
});

describe('the type of a report', () => {
  const type = async (accept: string | null) =>
    accepted(await program.as('auditor').get('/v1/reports/lead-times', { accept }), 200)
      .headers.get('content-type')
      ?.split(';')[0];

  it.each<readonly [string | null, string]>([
    [null, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html, */*;q=0.8', 'application/json'],
    ['text/csv;q=0', 'application/json'],
    ['text/csv; q=0.000, */*', 'application/json'],
    ['text/csv;q=0.4, application/json;q=0.5', 'application/json'],
    ['application/json, text/csv', 'application/json'],
    ['text/csvx', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['Text/Csv; charset=utf-8', 'text/csv'],
    ['text/*', 'text/csv'],
    ['text/csv, */*;q=0.1', 'text/csv'],
    ['text/csv, application/json', 'text/csv'],
    ['application/json;Q=0, text/*;q=0.1', 'text/csv'],
  ])('for Accept: %s is %s', async (accept, expected) => {
    expect(await type(accept)).toBe(expected);
  });

  it('has decimal commas as CSV', async () => {
    const { child, guardians } = families.infant;
    const story = await Case.open(program, { patient: child, guardians });
    await program.moveClock('2026-11-20T08:20:00Z');
    await story.assess();
    const csv = await program.as('auditor').get('/v1/reports/lead-times', { accept: 'text/csv' });
    const json = await program
      .as('auditor')
      .get<{ rows: readonly { medianHours: number }[] }>('/v1/reports/lead-times');
    const hours = json.body.rows.map(({ medianHours }) => medianHours);
    expect(hours.some((one) => !Number.isInteger(one))).toBe(true);
    for (const one of hours) expect(csv.text).toContain(`;${String(one).replace('.', ',')};`);
    expect(csv.text).not.toMatch(/;\d+\.\d/);
  });
});

describe('a body that is encoded', () => {
  it.each(['gzip', 'br', 'deflate', 'GZIP', 'gzip, identity', 'x'])('as %s is refused', async (encoding) => {
    const answer = await raw('{}', { 'content-encoding': encoding });
    refused(answer, 415, 'unsupported-media-type');
    expect(answer.headers.get('accept-encoding')).toBe('identity');
  });

  it('as identity is read, and one that nobody may send is not looked at', async () => {
    refused(await raw('{}', { 'content-encoding': 'Identity' }), 400, 'invalid-body');
    const anyone = await program.anyone.send('POST', '/v1/requests', '{}', { 'content-encoding': 'gzip' });
    refused(anyone, 401, 'unauthenticated');
    refused(await raw('{}', { 'content-encoding': 'gzip' }, '/v1/nothing'), 404, 'not-found');
  });
});

describe('a published test number of the coordination kind', () => {
  it.each(['20170001', '20170100', '20170160', '20170061'])('of the date %s is of another type', async (date) => {
    const number = numberOf(date, '239');
    const opening = await raw(JSON.stringify({ ...openBody(), patient: number }));
    const question = await raw(JSON.stringify({ patient: number }), {}, '/v1/access/search');
    const searches = await Promise.all(
      ['patient', 'guardian'].map((field) => raw(JSON.stringify({ [field]: number }), {}, '/v1/requests/search')),
    );
    for (const answer of [opening, question, ...searches]) {
      const problem = refused(answer, 409, 'person-number-type');
      expect(wordsOf({ body: problem } as Answer<Problem>)).not.toContain(number);
    }
    const wrong = `${number.slice(0, 11)}${String((Number(number.at(-1)) + 1) % 10)}`;
    const answer = await raw(JSON.stringify({ ...openBody(), patient: wrong }));
    expect(faults(refused(answer, 400, 'invalid-body'))).toEqual(['/patient wrong-number']);
  });
});

/** The one that was withdrawn above, or opened here. */
async function anyRequest(): Promise<string> {
  const { body } = await program
    .as('clinician-partille')
    .post<{ items: readonly { id: string }[] }>('/v1/requests/search', {
      unit: partille,
    });
  return body.items[0]?.id ?? (await Case.open(program)).id;
}
