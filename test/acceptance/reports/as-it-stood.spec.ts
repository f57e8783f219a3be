import { cli } from '../../cli/checked';
import { search } from '../../support/asking';
import { problemOf } from '../../support/client';
import { storeOf } from '../../support/program-store';
import { RunningProgram, startProgram } from '../../support/program';
import { lerum as lerumUnit, partille as partilleUnit } from '../../support/samples';
import { block, staffSeal } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { Register } from '../every-procedure/register';
import { Walk } from '../every-procedure/walk';
import { lerum } from '../every-procedure/workplaces';
import { reportOf } from './reading';

let program: RunningProgram;
let register: Register;
let blocked: Walk;
let sealed: Walk;
let own: Walk;
let half: Walk;

/** `block block 001 1/0/0`: in force, seals without a lock, without effect. */
const measures = async (query = '', by = 'auditor'): Promise<readonly string[]> =>
  (await reportOf(program, `measures${query}`, by)).rows.map(
    ({ kind, procedure, unit, inForce, sealsWithoutLock, withoutEffect }) =>
      `${String(kind)} ${String(procedure)} ${String(unit).slice(-3)} ${[inForce, sealsWithoutLock, withoutEffect].join('/')}`,
  );
const caseIn = (request: unknown): string =>
  Object.entries({ blocked, sealed, own, half }).find(([, walk]) => walk.id === request)?.[0] ?? String(request);
const reviews = async (query = '', by = 'auditor'): Promise<readonly string[]> =>
  (await reportOf(program, `reviews${query}`, by)).rows.map(
    ({ unit, request, dueOn, overdueDays }) =>
      `${caseIn(request)} ${String(unit).slice(-3)} ${String(dueOn)} ${String(overdueDays)}`,
  );
const mismatches = async (query = '', by = 'auditor'): Promise<readonly string[]> =>
  (await reportOf(program, `mismatches${query}`, by)).rows.map(
    ({ kind, unit, request, since }) =>
      `${String(kind)} ${String(unit).slice(-3)} ${caseIn(request)} ${String(since).slice(0, 10)}`,
  );
const found = async (body: object, by = 'auditor') => (await search(program, body, by)).map(({ id }) => caseIn(id));

beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ clockStart: '2026-10-01T08:00:00Z', env: register.settings });
  blocked = await Walk.open(program, block(people.nine));
  await blocked.to('closed');
  await program.moveClock('2026-10-02T08:00:00Z');
  sealed = await Walk.open(program, { ...staffSeal(people.adult.child), at: lerum });
  await sealed.to('executed');
  own = await Walk.open(program, block(people.ofStaff));
  await own.to('executed');
  await program.moveClock('2026-10-05T08:00:00Z');
  half = await Walk.call(program, block(people.eight));
  await half.execute(['minor-access-checked']);
});

const first = '2026-10-01T12:00:00Z';
const now = ['block block 001 2/0/0', 'seal seal.staff 002 1/1/0'];

describe('the report on measures', () => {
  it('counts by kind, procedure and unit what is in force, each request once', async () => {
    const report = await reportOf(program, 'measures');
    expect([report.name, report.from, report.to, report.at]).toEqual(['measures', null, null, null]);
    expect(await measures()).toEqual(now);
    expect(await measures(`?unit=${lerumUnit}`)).toEqual(now.slice(1));
  });

  it('says how it stood at an instant, whatever was learned later', async () => {
    expect(await measures(`?at=${first}`)).toEqual(['block block 001 1/0/0']);
    expect(await measures('?at=2026-09-30T08:00:00Z')).toEqual([]);
    const before = await program.now();
    await program.moveClock('2026-10-06T08:00:00Z');
    const receipts = blocked.view.execution.plan
      .filter(({ receipt }) => receipt !== null)
      .map(({ item }) => ({ item, voided: true }));
    await blocked.story.correct({ step: 'execution', receipts }, 'executor');
    expect(await measures()).toEqual(['block block 001 1/0/0', 'seal seal.staff 002 1/1/0']);
    expect(await measures(`?at=${before}`)).toEqual(now);
    expect(await measures(`?at=${first}`)).toEqual(['block block 001 1/0/0']);
  });
});

describe('the report on reviews', () => {
  it('names those that are due and those to come within sixty days, by what was known', async () => {
    expect(await reviews()).toEqual([]);
    await program.moveClock('2027-08-03T08:00:00Z');
    expect(await reviews()).toEqual(['own 001 2027-10-02 0', 'sealed 002 2027-10-02 0']);
    await program.moveClock('2027-10-05T08:00:00Z');
    expect(await reviews()).toEqual(['own 001 2027-10-02 3', 'sealed 002 2027-10-02 3']);
    expect(await reviews('?at=2027-08-03T08:00:00Z')).toEqual(['own 001 2027-10-02 0', 'sealed 002 2027-10-02 0']);
    await own.story.take('head-partille', 'review', { reviewBy: '2028-10-02', grounds: 'Hotbilden kvarstår.' });
    expect(await reviews()).toEqual(['sealed 002 2027-10-02 3']);
    expect(await reviews('', 'head-lerum')).toEqual(['sealed 002 2027-10-02 3']);
    expect(await reviews('', 'head-partille')).toEqual([]);
  });
});

describe('the report on mismatches', () => {
  const lying = [
    'executed-without-documentation 001 own 2026-10-09',
    'executed-without-documentation 002 sealed 2026-10-09',
    'half-executed 001 half 2026-10-05',
    'receipts-missing 001 blocked 2026-10-06',
    'seal-without-lock 002 sealed 2026-10-02',
    'urgent-without-form 001 half 2026-10-14',
  ];

  it('tells since when what does not fit, and what did at an instant', async () => {
    expect(await mismatches()).toEqual(lying);
    expect(await mismatches('?at=2026-10-05T12:00:00Z')).toEqual([
      'half-executed 001 half 2026-10-05',
      'seal-without-lock 002 sealed 2026-10-02',
    ]);
    expect(await mismatches(`?unit=${lerumUnit}`)).toEqual(lying.filter((line) => line.includes(' 002 ')));
  });

  it('knows what the register says of custody and protection', async () => {
    const [, father] = people.ofStaff.guardians;
    await register.change(program, people.ofStaff.child, { guardians: [father], protection: 'secrecy-marking' });
    await program.as('operator').post('/v1/register-changes', { patients: [people.ofStaff.child] });
    const news = ['custody-changed 001 own 2027-10-05', 'protected-without-seal 001 own 2027-10-05'];
    expect((await mismatches()).filter((line) => !lying.includes(line))).toEqual(news);
  });

  it('shows a line that no unit has anything to do with to an auditor alone', async () => {
    await register.change(program, people.justThirteen.child, { protection: 'secrecy-marking' });
    await program.as('operator').post('/v1/register-changes', { patients: [people.justThirteen.child] });
    expect(await mismatches()).toContain('protected-without-seal ull null 2027-10-05');
    for (const by of ['head-partille', 'clinician-lerum'])
      expect((await mismatches('', by)).filter((line) => line.includes('null'))).toEqual([]);
  });

  it('shows nobody a line about the own child', async () => {
    const ofParent = async (report: string) =>
      (await reportOf(program, report, 'parent-partille')).rows.map(({ request }) => caseIn(request));
    expect(await ofParent('mismatches')).toEqual(['half', 'blocked', 'half']);
    expect(await measures('', 'parent-partille')).toEqual([]);
    expect(await measures('', 'clinician-partille')).toEqual(['block block 001 1/0/0']);
  });
});

describe('each line', () => {
  it('is found by the search, at the same instant', async () => {
    const earlier = { at: '2026-10-05T12:00:00Z' };
    expect(await found({ figure: 'inForce' })).toEqual(['own', 'sealed']);
    expect(await found({ figure: 'inForce', ...earlier })).toEqual(['own', 'sealed', 'blocked']);
    expect(await found({ figure: 'inForce', kind: 'seal' })).toEqual(['sealed']);
    expect(await found({ figure: 'sealsWithoutLock' })).toEqual(['sealed']);
    expect(await found({ figure: 'withoutEffect' })).toEqual([]);
    expect(await found({ figure: 'reviews' })).toEqual(['sealed']);
    expect(await found({ figure: 'receipts-missing' })).toEqual(['blocked']);
    expect(await found({ figure: 'receipts-missing', ...earlier })).toEqual([]);
    expect(await found({ figure: 'custody-changed' }, 'clinician-lerum')).toEqual([]);
  });

  it('has no days: they are refused, in the report and in the search', async () => {
    for (const name of ['measures', 'reviews', 'mismatches'])
      for (const day of ['from', 'to']) {
        const refused = await program.as('auditor').get(`/v1/reports/${name}?${day}=2026-10-01`);
        problemOf(refused, 400, 'invalid-query');
      }
    const asked = { figure: 'inForce', from: '2026-10-01' };
    const { errors } = problemOf(await program.as('auditor').post('/v1/requests/search', asked), 400, 'invalid-body');
    expect(errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/from', 'not-applicable']]);
  });

  it('is a line of a table, which has its heads without any', async () => {
    const table = async (path: string) =>
      (await program.as('auditor').get(`/v1/reports/${path}`, { accept: 'text/csv' })).bytes
        .toString('utf8')
        .split('\r\n');
    const heads = [
      ['measures', '\uFEFFkind;procedure;unit;inForce;sealsWithoutLock;withoutEffect'],
      ['reviews', '\uFEFFunit;procedure;request;dueOn;overdueDays'],
      ['mismatches', '\uFEFFkind;unit;request;since'],
    ];
    for (const [name, head] of heads) expect(await table(`${name}?at=2026-09-01T08:00:00Z`)).toEqual([head, '']);
    expect((await table('measures'))[1]).toBe(`block;block;${partilleUnit};1;0;0`);
  });

  it('is nobody’s else: an executor is refused, and so is another unit', async () => {
    problemOf(await program.as('executor').get('/v1/reports/measures'), 403, 'not-authorized');
    problemOf(await program.as('head-lerum').get(`/v1/reports/reviews?unit=${partilleUnit}`), 403, 'not-authorized');
  });

  it('is the same when all rows are made anew', async () => {
    const before = [await measures(), await reviews(), await mismatches()];
    await program.stop();
    expect((await cli(['rebuild', program.dataDir], await storeOf(program.dataDir))).code).toBe(0);
    await program.start();
    expect([await measures(), await reviews(), await mismatches()]).toEqual(before);
  });
});
