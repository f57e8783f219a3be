import { search } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { lerum as lerumUnit, partille as partilleUnit } from '../../support/samples';
import { faults } from '../../support/unchanged';
import * as people from '../every-procedure/people';
import { About, Walk } from '../every-procedure/walk';
import { lerum } from '../every-procedure/workplaces';
import { Report, reportOf } from './reading';

let program: RunningProgram;
const calls: Walk[] = [];

const at = (instant: string) => program.moveClock(instant);
const block = (patient: string, guardians: readonly string[]): About => ({ procedure: 'block', patient, guardians });
const seal: About = { procedure: 'seal.staff', patient: people.adult.child, answers: { SS4: { answer: false } } };

/** `2026-09 001 2 45/60 1 0`: calls, median and p90, without form, overturned. */
const told = ({ rows }: Report): readonly string[] =>
  rows.map(({ month, unit, calls: n, executedMinutesMedian, executedMinutesP90, withoutForm, overturned }) =>
    [
      month,
      String(unit).slice(-3),
      n,
      [executedMinutesMedian, executedMinutesP90].join('/'),
      withoutForm,
      overturned,
    ].join(' '),
  );
const urgent = async (query = '', by = 'auditor') => told(await reportOf(program, `urgent${query}`, by));

async function call(when: string, about: About): Promise<Walk> {
  await at(when);
  const walk = await Walk.call(program, about);
  calls.push(walk);
  return walk;
}

/** Minutes from the call until it was recorded as executed. */
const minutes = (place: number): number => {
  const { openedAt, execution } = calls[place]!.view;
  const times = execution.plan.flatMap(({ receipt }) => (receipt === null ? [] : [Date.parse(receipt.at)]));
  return (Math.max(...times) - Date.parse(openedAt)) / 60_000;
};
const rounded = (...values: readonly number[]): string => values.map((one) => Math.round(one * 100) / 100).join('/');
const septembers = () => rounded((minutes(0) + minutes(1)) / 2, minutes(1));
const thirties = () => rounded(minutes(0), minutes(0));
const tens = () => rounded(minutes(2), minutes(2));
const twenties = () => rounded(minutes(3), minutes(3));

/** Calls of two months at two units; the first two are never followed by a form. */
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-09-28T05:00:00Z' });
  const first = await call('2026-09-28T08:00:00Z', block(people.nine.child, people.nine.guardians));
  await at('2026-09-28T08:35:20Z');
  await first.to('executed');
  const second = await call('2026-09-30T21:00:00Z', block(people.eight.child, people.eight.guardians));
  await at('2026-09-30T22:05:00Z');
  await second.to('executed');
  const third = await call('2026-10-01T08:00:00Z', seal);
  await at('2026-10-01T08:15:00Z');
  await third.to('submitted');
  const fourth = await call('2026-10-01T09:00:00Z', {
    ...block(people.ofStaff.child, people.ofStaff.guardians),
    at: lerum,
  });
  await at('2026-10-01T09:25:00Z');
  await fourth.to('consulted');
  await fourth.decide({ outcome: 'refused' });
  await call('2026-10-02T09:00:00Z', { ...block(people.oneGuardian.child, people.oneGuardian.guardians), at: lerum });
});

describe('the report on urgent calls', () => {
  it('is of calls that took about as long as was meant', () => {
    expect([0, 1, 2, 3].map((place) => Math.floor(minutes(place) / 10))).toEqual([3, 6, 1, 2]);
  });

  it('tells by the month of the calls how soon they were executed, and how many were overturned', async () => {
    const answer = await reportOf(program, 'urgent');
    expect(told(answer)).toEqual([
      `2026-09 001 2 ${septembers()} 0 0`,
      `2026-10 001 1 ${tens()} 0 0`,
      `2026-10 002 2 ${twenties()} 0 1`,
    ]);
    expect(Object.keys(answer.rows[0] ?? {})).toEqual([
      ...['month', 'unit', 'calls', 'executedMinutesMedian', 'executedMinutesP90', 'withoutForm', 'overturned'],
    ]);
    expect(await urgent('?from=2026-10-02')).toEqual(['2026-10 002 1 / 0 0']);
    expect(await urgent('?from=2026-08-01&to=2026-08-31')).toEqual([]);
  });

  it('counts a call without its form from the seventh working day on, without anything happening', async () => {
    const before = await program.now();
    await at('2026-10-07T07:59:00Z');
    expect(await urgent('?to=2026-09-30')).toEqual([`2026-09 001 2 ${septembers()} 0 0`]);
    await at('2026-10-07T08:05:00Z');
    expect(await urgent('?to=2026-09-30')).toEqual([`2026-09 001 2 ${septembers()} 1 0`]);
    await at('2026-10-20T08:00:00Z');
    expect(await urgent()).toEqual([
      `2026-09 001 2 ${septembers()} 2 0`,
      `2026-10 001 1 ${tens()} 0 0`,
      `2026-10 002 2 ${twenties()} 1 1`,
    ]);
    expect(await urgent(`?at=${before}`)).toEqual([
      ...[`2026-09 001 2 ${septembers()} 0 0`, `2026-10 001 1 ${tens()} 0 0`, `2026-10 002 2 ${twenties()} 0 1`],
    ]);
    expect(await urgent('?at=2026-09-30T21:30:00Z')).toEqual([`2026-09 001 2 ${thirties()} 0 0`]);
    expect(await urgent('?to=2026-09-30&at=2099-01-01T00:00:00Z')).toEqual([`2026-09 001 2 ${septembers()} 2 0`]);
  });

  it('forgets no form that was missing when it comes in the end', async () => {
    const then = await program.now();
    await at('2026-10-20T09:00:00Z');
    const [first] = calls;
    await first?.to('submitted');
    expect(await urgent('?to=2026-09-30')).toEqual([`2026-09 001 2 ${septembers()} 1 0`]);
    expect(await urgent(`?to=2026-09-30&at=${then}`)).toEqual([`2026-09 001 2 ${septembers()} 2 0`]);
  });

  it('shows a unit its own figures, an auditor all or any, and a party none of its own', async () => {
    expect(await urgent('', 'head-partille')).toEqual([
      `2026-09 001 2 ${septembers()} 1 0`,
      `2026-10 001 1 ${tens()} 0 0`,
    ]);
    expect(await urgent(`?unit=${partilleUnit}`)).toEqual(await urgent('', 'clinician-partille'));
    expect(await urgent(`?unit=${lerumUnit}`)).toEqual([`2026-10 002 2 ${twenties()} 1 1`]);
    const ask = (by: string, query = '') => program.as(by).get(`/v1/reports/urgent${query}`);
    problemOf(await ask('executor'), 403, 'not-authorized');
    problemOf(await ask('head-partille', `?unit=${lerumUnit}`), 403, 'not-authorized');
  });

  it('is a table with decimal commas', async () => {
    const { bytes } = await program.as('auditor').get('/v1/reports/urgent', { accept: 'text/csv' });
    expect(bytes.toString('utf8').split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFmonth;unit;calls;executedMinutesMedian;executedMinutesP90;withoutForm;overturned',
      `2026-09;${partilleUnit};2;${septembers().replaceAll('.', ',').replace('/', ';')};1;0`,
    ]);
  });
});

describe('a search for the cases behind a figure', () => {
  const found = async (body: object, by = 'auditor') => (await search(program, body, by)).map(({ id }) => id);
  const id = (place: number) => calls[place]?.id;

  it('finds those of urgent calls by the days of the calls', async () => {
    const october = { from: '2026-10-01', to: '2026-10-31' };
    expect(await found({ figure: 'calls', ...october })).toEqual([id(4), id(3), id(2)]);
    expect(await found({ figure: 'calls', ...october, unit: lerumUnit })).toEqual([id(4), id(3)]);
    expect(await found({ figure: 'withoutForm' })).toEqual([id(4), id(1)]);
    expect(await found({ figure: 'withoutForm', at: '2026-10-20T08:30:00Z' })).toEqual([id(4), id(1), id(0)]);
    expect(await found({ figure: 'withoutForm', at: '2026-10-02T09:30:00Z' })).toEqual([]);
    expect(await found({ figure: 'overturned', ...october })).toEqual([id(3)]);
    expect(await found({ figure: 'executedMinutes', from: '2026-09-01', to: '2026-09-30' })).toEqual([id(1), id(0)]);
  });

  it('finds those of volumes and lead times by the days of the milestone', async () => {
    const executed = { figure: 'executed', track: 'urgent', procedure: 'block' };
    expect(await found({ ...executed, from: '2026-10-01' })).toEqual([id(3), id(1)]);
    expect(await found({ ...executed, to: '2026-09-30' })).toEqual([id(0)]);
    expect(await found({ figure: 'refused' })).toEqual([id(3)]);
  });

  it('finds the cases in which a command was refused, and shows a unit its own', async () => {
    const refused = { outcome: 'granted', grounds: 'Ja.' };
    const [first] = calls;
    problemOf((await first?.story.send('executor', 'decision', refused))!, 403, 'not-authorized');
    const figure = { figure: 'refusals', code: 'not-authorized', action: 'decision' };
    expect(await found(figure)).toEqual([id(0)]);
    expect(await found(figure, 'head-partille')).toEqual([id(0)]);
    expect(await found(figure, 'head-lerum')).toEqual([]);
    expect(await found({ ...figure, action: 'execution' })).toEqual([]);
    expect(await found({ ...figure, to: '2026-10-19' })).toEqual([]);
  });

  it.each([
    [{ from: '2026-10-01' }, '/from not-applicable'],
    [{ to: '2026-10-01' }, '/to not-applicable'],
    [{ at: '2026-10-01T00:00:00Z' }, '/at not-applicable'],
    [{ figure: 'calls', code: 'deceased' }, '/code not-applicable'],
    [{ action: 'decision' }, '/action not-applicable'],
    [{ figure: 'months' }, '/figure not-an-option'],
  ])('%j is refused', async (body, fault) => {
    const answer = await program.as('auditor').post('/v1/requests/search', body);
    expect(faults(problemOf(answer, 400, 'invalid-body'))).toEqual([fault]);
  });
});
