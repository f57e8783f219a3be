import { accepted } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { About, Walk } from '../every-procedure/walk';
import { leadTimes, Report, reportOf } from './reading';
import { lerum, partille } from '../every-procedure/workplaces';

let program: RunningProgram;

const report = (path: string, by = 'auditor'): Promise<Report> => reportOf(program, path, by);

const csv = async (
  path: string,
): Promise<{ readonly bytes: Buffer; readonly type: string | null; readonly name: string | null }> => {
  const { bytes, headers } = accepted(
    await program.as('auditor').get(`/v1/reports/${path}`, { accept: 'text/csv' }),
    200,
  );
  return { bytes, type: headers.get('content-type'), name: headers.get('content-disposition') };
};

/** `2026-09 block ordinary`, then opened, granted, refused, withdrawn, executed and closed. */
const volumes = ({ rows }: Report): readonly string[] =>
  rows.map(({ month, procedure, track, opened, granted, refused, withdrawn, executed, closed }) =>
    [month, procedure, track, [opened, granted, refused, withdrawn, executed, closed].join('-')].join(' '),
  );

const at = (instant: string) => program.moveClock(instant);

const family = people.nine;
const block: About = { procedure: 'block', patient: family.child, guardians: family.guardians };
const extension: About = { procedure: 'extension.minor', patient: people.fifteen.child, at: lerum };
const ownSeal: About = {
  procedure: 'seal.patient',
  patient: people.seventeen.child,
  answers: { 'lock-login': { answer: false } },
};
const sealCall: About = {
  procedure: 'seal.staff',
  patient: people.adult.child,
  answers: { SS4: { answer: false } },
};

/** Two months at two units, step by step at whole hours. */
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-09-29T06:00:00Z' });
  await at('2026-09-29T08:00:00Z');
  const first = await Walk.open(program, block);
  await at('2026-09-29T10:00:00Z');
  await first.to('assessed');
  const own = await Walk.open(program, ownSeal);
  await at('2026-09-29T14:00:00Z');
  await first.to('consulted');
  await at('2026-09-30T08:00:00Z');
  await first.to('decided');
  await own.to('decided');
  await at('2026-09-30T21:59:00Z');
  const refused = await Walk.open(program, extension);
  await at('2026-09-30T22:00:00Z');
  await first.to('submitted');
  await refused.to('consulted');
  await refused.decide({ outcome: 'refused' });
  await at('2026-10-01T08:00:00Z');
  await first.to('executed');
  await at('2026-10-01T20:00:00Z');
  await first.to('closed');
  await own.story.withdraw();
  const call = await Walk.call(program, sealCall);
  await at('2026-10-01T21:30:00Z');
  await call.to('executed');
  await at('2026-10-02T08:00:00Z');
  await call.to('decided');
  await at('2026-10-03T08:00:00Z');
  await call.to('submitted');
  await at('2026-10-03T20:00:00Z');
  await refused.document();
  const second = await Walk.open(program, { ...block, patient: people.littleSibling.child });
  await at('2026-10-04T06:00:00Z');
  await second.to('assessed');
});

describe('the report on volumes', () => {
  it('counts each thing in the month in which it was recorded, by procedure and track', async () => {
    const answer = await report('volumes');
    expect(answer).toMatchObject({ name: 'volumes', from: '2025-11-01', to: '2026-10-04', at: null });
    expect(volumes(answer)).toEqual([
      '2026-09 block ordinary 1-1-0-0-0-0',
      '2026-09 extension.minor ordinary 1-0-0-0-0-0',
      '2026-09 seal.patient ordinary 1-1-0-0-0-0',
      '2026-10 block ordinary 1-0-0-0-1-1',
      '2026-10 extension.minor ordinary 0-0-1-0-0-1',
      '2026-10 seal.patient ordinary 0-0-0-1-0-1',
      '2026-10 seal.staff urgent 1-1-0-0-1-0',
    ]);
    expect(Object.keys(answer.rows[0] ?? {})).toEqual([
      ...['month', 'kind', 'procedure', 'track', 'opened', 'granted', 'refused', 'withdrawn', 'executed', 'closed'],
    ]);
    expect(answer.rows.map(({ kind }) => kind)).toEqual([
      ...['block', 'extension', 'seal', 'block', 'extension', 'seal', 'seal'],
    ]);
  });

  it('counts from the first to the last day, both inclusive, of Sweden’s calendar', async () => {
    expect(volumes(await report('volumes?from=2026-10-01&to=2026-10-01'))).toEqual([
      '2026-10 block ordinary 0-0-0-0-1-1',
      '2026-10 extension.minor ordinary 0-0-1-0-0-0',
      '2026-10 seal.patient ordinary 0-0-0-1-0-1',
      '2026-10 seal.staff urgent 1-0-0-0-1-0',
    ]);
    expect(volumes(await report('volumes?from=2026-09-30&to=2026-09-30'))).toEqual([
      '2026-09 block ordinary 0-1-0-0-0-0',
      '2026-09 extension.minor ordinary 1-0-0-0-0-0',
      '2026-09 seal.patient ordinary 0-1-0-0-0-0',
    ]);
    expect(await report('volumes?from=2026-08-01&to=2026-08-31')).toMatchObject({
      ...{ from: '2026-08-01', to: '2026-08-31', rows: [] },
    });
  });

  it('answers what was known at an instant', async () => {
    const instant = '2026-09-30T12:00:00.000Z';
    const answer = await report(`volumes?at=${instant}`);
    expect(answer.at).toBe(instant);
    expect(volumes(answer)).toEqual([
      '2026-09 block ordinary 1-1-0-0-0-0',
      '2026-09 seal.patient ordinary 1-1-0-0-0-0',
    ]);
    expect((await report('volumes?at=2026-09-29T07:00:00Z')).rows).toEqual([]);
    const now = await program.now();
    expect((await report(`volumes?at=${now}`)).rows).toEqual((await report('volumes')).rows);
  });

  it('shows a unit its own figures and an auditor all or any', async () => {
    const own = await report('volumes', 'clinician-lerum');
    expect(volumes(own)).toEqual([
      '2026-09 extension.minor ordinary 1-0-0-0-0-0',
      '2026-10 extension.minor ordinary 0-0-1-0-0-1',
    ]);
    expect((await report(`volumes?unit=${lerum.unit}`, 'head-lerum')).rows).toEqual(own.rows);
    expect((await report(`volumes?unit=${lerum.unit}`)).rows).toEqual(own.rows);
    const partilles = await report('volumes', 'head-partille');
    expect(partilles.rows).toHaveLength(5);
    expect((await report(`volumes?unit=${partille.unit}`)).rows).toEqual(partilles.rows);
    const asked = (who: string, query = '') => program.as(who).get(`/v1/reports/volumes${query}`);
    problemOf(await asked('head-lerum', `?unit=${partille.unit}`), 403, 'not-authorized');
    problemOf(await asked('executor'), 403, 'not-authorized');
    problemOf(await asked('operator'), 403, 'not-authorized');
    problemOf(await program.anyone.get('/v1/reports/volumes'), 401, 'unauthenticated');
  });
});

describe('the report on lead times', () => {
  it('tells the hours from the opening to the first recording of each step', async () => {
    const answer = await report('lead-times');
    expect(leadTimes(answer)).toEqual([
      'block assessed 2 6/10/10',
      'block consulted 1 6/6/6',
      'block decided 1 24/24/24',
      'block submitted 1 38/38/38',
      'block executed 1 48/48/48',
      'block closed 1 60/60/60',
      'extension.minor assessed 1 0.02/0.02/0.02',
      'extension.minor consulted 1 0.02/0.02/0.02',
      'extension.minor decided 1 0.02/0.02/0.02',
      'extension.minor closed 1 70.02/70.02/70.02',
      'seal.patient assessed 1 22/22/22',
      'seal.patient decided 1 22/22/22',
      'seal.patient closed 1 58/58/58',
      'seal.staff assessed 1 12/12/12',
      'seal.staff consulted 1 12/12/12',
      'seal.staff decided 1 12/12/12',
      'seal.staff submitted 1 36/36/36',
      'seal.staff executed 1 1.5/1.5/1.5',
    ]);
    expect(Object.keys(answer.rows[0] ?? {})).toEqual([
      ...['procedure', 'step', 'count', 'medianHours', 'p90Hours', 'maxHours'],
    ]);
  });

  it('counts what was reached in the time asked for, at the unit asked for, as it was known then', async () => {
    expect(leadTimes(await report('lead-times?from=2026-10-04&to=2026-10-04'))).toEqual(['block assessed 1 10/10/10']);
    expect(leadTimes(await report('lead-times?at=2026-09-29T12:00:00Z'))).toEqual(['block assessed 1 2/2/2']);
    expect(leadTimes(await report('lead-times', 'clinician-lerum'))).toHaveLength(4);
    expect(leadTimes(await report(`lead-times?unit=${lerum.unit}&from=2026-10-03`))).toEqual([
      'extension.minor closed 1 70.02/70.02/70.02',
    ]);
  });
});

describe('a report as a table', () => {
  it('begins with a byte order mark and has semicolons, CRLF and the columns of the JSON', async () => {
    const { bytes, type, name } = await csv('volumes?from=2026-09-01&to=2026-09-30');
    expect([type, name]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="volumes.csv"']);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString('utf8')).toBe(
      [
        'month;kind;procedure;track;opened;granted;refused;withdrawn;executed;closed',
        '2026-09;block;block;ordinary;1;1;0;0;0;0',
        '2026-09;extension;extension.minor;ordinary;1;0;0;0;0;0',
        '2026-09;seal;seal.patient;ordinary;1;1;0;0;0;0',
        '',
      ].join('\r\n'),
    );
  });

  it('has its columns also where nothing happened', async () => {
    const { bytes } = await csv('lead-times?from=2026-01-01&to=2026-01-02');
    expect(bytes.toString('utf8')).toBe('\uFEFFprocedure;step;count;medianHours;p90Hours;maxHours\r\n');
    const some = await csv('lead-times?from=2026-10-04&to=2026-10-04');
    expect(some.bytes.toString('utf8').split('\r\n')[1]).toBe('block;assessed;1;10;10;10');
  });
});

describe('a question that is none', () => {
  it.each([
    ['volumes?from=2026-13-01', 400],
    ['volumes?to=yesterday', 400],
    ['volumes?at=2026-09-29', 400],
    ['lead-times?unit=Partille', 400],
    ['no-such-report', 404],
    ['constructor', 404],
  ])('%s is answered with %i', async (path, status) => {
    expect((await program.as('auditor').get(`/v1/reports/${path}`)).status).toBe(status);
  });
});
