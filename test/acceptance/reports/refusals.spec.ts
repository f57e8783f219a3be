import { CommandRefused, idIn } from '@sigill/domain';
import { accepted, callBody, Case, openBody } from '../../support/case';
import { problemOf } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, lerum, partille } from '../../support/samples';
import { keptOf } from '../../support/kept';
import { numberWritings, tracesOf } from '../../support/traces';
import { checked } from '../../cli/checked';
import { eventsOf } from '../../cli/planting';
import { Report, reportOf } from './reading';

let program: RunningProgram;
let story: Case;
let call: Case;
let between = '';

const decision = { outcome: 'granted', grounds: 'Ja.' };
const documentation = { recordSystem: 'Melior', documentedAt: '2026-09-30T21:00:00Z' };
const opening = (by: string, body: object) => program.as(by).post('/v1/requests', body);

/** Two months of refusals, and among them what is none. */
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-09-30T21:30:00Z' });
  story = await Case.open(program);
  problemOf(await story.send('clinician-partille', 'decision', decision), 403, 'no-mandate');
  problemOf(await story.send('executor', 'decision', decision), 403, 'not-authorized');
  problemOf(await story.send('clinician-partille', 'documentation', documentation), 409, 'not-allowed-in-state');
  problemOf(await story.send('clinician-partille', 'documentation', documentation), 409, 'not-allowed-in-state');
  problemOf(await opening('clinician-partille', openBody()), 409, 'duplicate-request');
  problemOf(await opening('clinician-lerum', openBody()), 403, 'not-authorized');
  between = await program.now();
  await program.moveClock('2026-09-30T22:30:00Z');
  await none();
  call = await Case.call(program);
  problemOf(await call.send('clinician-partille', 'execution', { receipts: [] }), 403, 'not-authorized');
  const { child, guardians } = families.ofStaff;
  const own = { ...openBody(), patient: child, guardians };
  problemOf(await opening('parent-partille', own), 409, 'party-to-case');
  problemOf(await opening('auditor', { procedure: '201701012393', patient: 7, unit: 'x' }), 403, 'not-authorized');
  for (let times = 2; times > 0; times -= 1)
    problemOf(
      await program.as('operator').post('/v1/urgent-requests', callBody(), { 'idempotency-key': 'twice' }),
      403,
      'not-authorized',
    );
});

/** 400, 401, 404, 412, 422 and 428 are not kept; neither are questions. */
async function none(): Promise<void> {
  problemOf(await story.send('clinician-partille', 'assessment', {}), 400, 'invalid-body');
  problemOf(await program.anyone.post('/v1/requests', openBody()), 401, 'unauthenticated');
  problemOf(await story.send('clinician-lerum', 'assessment', await assessment()), 404, 'not-found');
  problemOf(
    await story.send('clinician-partille', 'withdrawal', { reason: 'x' }, { 'if-match': '"9"' }),
    412,
    'revision-conflict',
  );
  problemOf(
    await story.send('clinician-partille', 'withdrawal', { reason: 'x' }, { 'if-match': null }),
    428,
    'precondition-required',
  );
  const other = { ...openBody(), patient: families.sibling.child };
  const keyed = (body: object) =>
    program.as('clinician-partille').post<View>('/v1/requests', body, { 'idempotency-key': 'k' });
  accepted(await keyed(other), 201);
  problemOf(await keyed({ ...other, registryReference: 'x' }), 422, 'idempotency-key-reused');
  problemOf(await program.as('executor').get('/v1/reports/volumes'), 403, 'not-authorized');
  problemOf(await program.as('executor').post('/v1/access/search', { patient: other.patient }), 403, 'not-authorized');
}

const assessment = async () => ({ answers: {}, recommendation: 'grant' });

/** `2026-09 block decision no-mandate 1` */
const told = ({ rows }: Report): readonly string[] =>
  rows.map(({ month, procedure, action, code, count }) => [month, procedure, action, code, count].join(' '));

const septembers = [
  '2026-09 block decision no-mandate 1',
  '2026-09 block decision not-authorized 1',
  '2026-09 block documentation not-allowed-in-state 2',
  '2026-09 block opening duplicate-request 1',
  '2026-09 block opening not-authorized 1',
];
const octobers = [
  '2026-10  opening not-authorized 1',
  '2026-10 block execution not-authorized 1',
  '2026-10 block opening party-to-case 1',
  '2026-10 block urgent-opening not-authorized 2',
];

describe('the report on refusals', () => {
  it('counts commands and openings that were answered with 403 or 409, and nothing else', async () => {
    const answer = await reportOf(program, 'refusals');
    expect(told(answer)).toEqual([...septembers, ...octobers]);
    expect(Object.keys(answer.rows[0] ?? {})).toEqual(['month', 'procedure', 'action', 'code', 'count']);
    expect(answer.rows[5]).toMatchObject({ procedure: null });
  });

  it('counts within days of Sweden’s calendar, and as it was known at an instant', async () => {
    expect(told(await reportOf(program, 'refusals?to=2026-09-30'))).toEqual(septembers);
    expect(told(await reportOf(program, 'refusals?from=2026-10-01'))).toEqual(octobers);
    expect(told(await reportOf(program, `refusals?at=${between}`))).toEqual(septembers);
    expect(told(await reportOf(program, 'refusals?at=2026-09-30T21:00:00Z'))).toEqual([]);
  });

  it('shows a unit what was refused in its cases, whoever tried, and an auditor all or any', async () => {
    const partilles = [...septembers, ...octobers.slice(1)];
    for (const by of ['clinician-partille', 'head-partille'])
      expect(told(await reportOf(program, 'refusals', by))).toEqual(partilles);
    expect(told(await reportOf(program, `refusals?unit=${partille}`))).toEqual(partilles);
    expect(told(await reportOf(program, 'refusals', 'clinician-lerum'))).toEqual([]);
    const asked = (by: string, query = '') => program.as(by).get(`/v1/reports/refusals${query}`);
    problemOf(await asked('clinician-partille', `?unit=${lerum}`), 403, 'not-authorized');
    problemOf(await asked('executor'), 403, 'not-authorized');
  });

  it('has no figure of a case to which the reader is a party', async () => {
    expect(told(await reportOf(program, 'refusals', 'parent-partille'))).toEqual(
      [...septembers, ...octobers.slice(1)].filter((line) => !line.includes('party-to-case')),
    );
  });

  it('is a table, too', async () => {
    const { bytes } = await program.as('auditor').get('/v1/reports/refusals?from=2026-10-01', { accept: 'text/csv' });
    expect(bytes.toString('utf8').split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFmonth;procedure;action;code;count',
      '2026-10;;opening;not-authorized;1',
    ]);
  });
});

describe('a refused command', () => {
  it('leaves the case as it was', async () => {
    expect((await story.history()).map(({ type }) => type)).toEqual(['RequestOpened']);
  });

  it('is in the log once with who, what, when and why, and with nothing of its body', async () => {
    await program.stop();
    const refused = (await eventsOf(program.dataDir)).filter(({ stream }) => idIn('refused', stream) !== null);
    const data = refused.map((event) => event.data as CommandRefused['data']);
    expect(data).toHaveLength(11);
    expect(data[0]).toEqual({
      by: { hsaId: expect.stringMatching(/101$/), name: 'Karin Vik', role: 'staff', unit: partille },
      at: expect.stringMatching(/^2026-09-30T21:3/),
      ...{ action: 'decision', code: 'no-mandate', procedure: 'block', request: story.id },
      ...{ patient: story.view.patient.id, unit: partille },
    });
    expect(data[1]).toMatchObject({ by: { name: 'Ida Nord', role: 'executor' }, request: story.id });
    expect(data[5]).toMatchObject({ request: null, patient: story.view.patient.id, unit: partille });
    expect(data[8]).toMatchObject({ by: { name: 'Rut Berg', role: 'auditor', unit: null } });
    expect(data[8]).toMatchObject({ procedure: null, request: null, patient: null, unit: null });
    expect(new Set(refused.map(({ stream }) => stream)).size).toBe(11);
    expect(refused.map(({ persons }) => persons)).toEqual(refused.map(() => ({})));
  });

  it('has no number and no name in any file, and the folder holds together', async () => {
    const numbers = [families.blockOfBoth, families.ofStaff].flatMap(({ child, guardians }) => [child, ...guardians]);
    const secrets = [...numbers.flatMap(numberWritings), 'Karin Vik', 'Rut Berg', 'Tor Dahl', 'Melior'];
    expect(tracesOf(secrets, await keptOf(program.dataDir))).toEqual([]);
    expect((await checked(program.dataDir)).findings).toEqual([]);
  });
});
