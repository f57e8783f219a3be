import { addDays, circumstancesIn, evolve, PatientFile, RequestEvent, RequestState } from '@sigill/domain';
import { child, date, executor, father, head, instant, mother, stepfather } from '../../support/domain/people';
import { answered, birthOf, executedOn, fileOf, monday, requestOf, rules } from '../../support/domain/timed-file';

const told = (file: PatientFile, name: string, birth = birthOf(child)): readonly string[] =>
  circumstancesIn(file, birth, rules)
    .filter((one) => one.name === name)
    .map(({ from, until, request, dueOn }) =>
      [request?.slice(-2) ?? '-', ...(dueOn === null ? [] : [dueOn]), from, '-', until ?? '...'].join(' '),
    );

const after = (request: RequestState, event: Pick<RequestEvent, 'type'> & { readonly data: object }, at: string) =>
  evolve(
    request,
    {
      ...event,
      occurredAt: instant(at),
      persons: [],
      data: { at: instant(at), ...event.data },
    } as unknown as RequestEvent,
    request.id,
  );
const reviewed = (request: RequestState, at: string, reviewBy: string): RequestState =>
  after(request, { type: 'MeasureReviewed', data: { by: head, reviewBy, grounds: 'Kvar.' } }, at);
const corrected = (request: RequestState, at: string, receipts: readonly object[]): RequestState =>
  after(
    request,
    {
      type: 'ExecutionCorrected',
      data: { by: executor, reason: 'Fel barn.', receipts, register: request.register },
    },
    at,
  );
const voided = (request: RequestState, at: string): RequestState =>
  corrected(
    request,
    at,
    Object.keys(request.receipts).map((item) => ({ ...request.receipts[item]!, voided: true })),
  );

const block = executedOn('block', '2026-11-23');
const recorded = '2026-11-23T12:00:00.000Z';

describe('what was in force, by what was known at the time', () => {
  it('begins when it is recorded, not before, and ends when it is', () => {
    expect(told(fileOf([block]), 'in-force')).toStrictEqual([`01 ${recorded} - ...`]);
    const end = executedOn('block-end', '2027-01-11', { number: 2, others: [block] });
    expect(told(fileOf([block, end]), 'in-force')).toStrictEqual([`01 ${recorded} - 2027-01-11T12:00:00.000Z`]);
  });

  it('was in force until the correction that took it away, and is again from the next receipt', () => {
    const gone = voided(block, '2026-12-01T08:00:00.000Z');
    expect(told(fileOf([gone]), 'in-force')).toStrictEqual([`01 ${recorded} - 2026-12-01T08:00:00.000Z`]);
    expect(told(fileOf([gone]), 'receipts-missing')).toStrictEqual(['01 2026-12-01T08:00:00.000Z - ...']);
    const receipts = Object.values(block.receipts).map((one) => ({ ...one, voided: false }));
    const again = corrected(gone, '2026-12-03T08:00:00.000Z', receipts);
    expect(told(fileOf([again]), 'in-force')).toStrictEqual([
      `01 ${recorded} - 2026-12-01T08:00:00.000Z`,
      '01 2026-12-03T08:00:00.000Z - ...',
    ]);
    expect(told(fileOf([again]), 'receipts-missing')).toStrictEqual([
      '01 2026-12-01T08:00:00.000Z - 2026-12-03T08:00:00.000Z',
    ]);
  });

  it('is without effect from the 16th birthday', () => {
    const birth = date('2011-03-04');
    expect(told(fileOf([block]), 'block-without-effect', birth)).toStrictEqual(['01 2027-03-03T23:00:00.000Z - ...']);
  });

  it('stands beside an extension for the same guardian, where only a correction can have brought it', () => {
    const extension = { ...executedOn('extension.guardian', '2026-11-24', { number: 2 }), patient: child.id };
    const forFather = {
      ...extension,
      plan: extension.plan.map((item) => ({
        ...item,
        effects: item.effects.map((effect) => ({ ...effect, person: father.id })),
      })),
    };
    const times = told(fileOf([block, forFather]), 'block-with-extension');
    expect(times.map((time) => time.slice(0, 27))).toStrictEqual(['01 2026-11-24T12:00:00.000Z']);
    expect(told(fileOf([block]), 'block-with-extension')).toStrictEqual([]);
  });
});

describe('the day of a review, by what was known at the time', () => {
  it('is a year after the block, until a review names another, and then that one', () => {
    const looked = reviewed(block, '2027-02-01T08:00:00.000Z', '2028-02-01');
    expect(told(fileOf([looked]), 'review')).toStrictEqual([
      `01 2027-11-23 ${recorded} - 2027-02-01T08:00:00.000Z`,
      '01 2028-02-01 2027-02-01T08:00:00.000Z - ...',
    ]);
  });

  it('is none any more once the block is ended', () => {
    const end = executedOn('block-end', '2027-01-11', { number: 2, others: [block] });
    expect(told(fileOf([block, end]), 'review')).toStrictEqual([
      `01 2027-11-23 ${recorded} - 2027-01-11T12:00:00.000Z`,
    ]);
  });
});

describe('a change of custody', () => {
  const family = (...days: readonly (readonly [string, Parameters<typeof answered>[2]])[]) =>
    days.map(([day, of]) => answered(child, day, of));
  const joined = family(['2026-11-20', {}], ['2026-12-05', { guardians: [mother, father, stepfather] }]);
  const times = (request: RequestState, answers = joined) => told(fileOf([request], answers), 'custody-changed');

  it('is a mismatch from the day it is seen until the head has looked', () => {
    expect(times(block)).toStrictEqual(['01 2026-12-05T12:00:00.000Z - ...']);
    const looked = reviewed(block, '2026-12-08T08:00:00.000Z', '2027-12-08');
    expect(times(looked)).toStrictEqual(['01 2026-12-05T12:00:00.000Z - 2026-12-08T08:00:00.000Z']);
  });

  it('is one while somebody is blocked who is guardian no more', () => {
    const left = family(['2026-11-20', {}], ['2026-12-05', { guardians: [mother] }], ['2026-12-20', {}]);
    expect(times(block, left)).toStrictEqual(['01 2026-12-05T12:00:00.000Z - 2026-12-20T12:00:00.000Z']);
  });
});

describe('protection and seal', () => {
  const secret = [answered(child, '2026-11-20', {}), answered(child, '2026-12-05', { protected: [child] })];

  it('without a seal is shown on the newest open request of the unit, and for nobody where none is', () => {
    const open = requestOf('block', 'registered');
    expect(told(fileOf([open], secret), 'protected-without-seal')).toStrictEqual(['01 2026-12-05T12:00:00.000Z - ...']);
    const seal = executedOn('seal.protected-identity', '2026-12-10');
    expect(told(fileOf([seal], secret), 'protected-without-seal')).toStrictEqual([
      '01 2026-12-10T04:00:00.000Z - 2026-12-10T12:00:00.000Z',
      '- 2026-12-05T12:00:00.000Z - 2026-12-10T04:00:00.000Z',
    ]);
    expect(told(fileOf([], secret), 'protected-without-seal')).toStrictEqual(['- 2026-12-05T12:00:00.000Z - ...']);
  });

  it('gone leaves a seal for nobody', () => {
    const seal = executedOn('seal.protected-identity', '2026-12-10');
    const gone = [...secret, answered(child, '2027-03-01', {})];
    expect(told(fileOf([seal], gone), 'seal-without-protection')).toStrictEqual(['01 2027-03-01T12:00:00.000Z - ...']);
  });
});

describe('a case that is left lying', () => {
  it('is executed without documentation from the fifth working day on', () => {
    const day = addDays(date('2026-11-23'), 7);
    expect(told(fileOf([block]), 'executed-without-documentation')).toStrictEqual([`01 ${day}T12:00:00.000Z - ...`]);
  });

  it('is an urgent call without its form from the seventh on, until the form is there', () => {
    const call = requestOf('block', 'called', { track: 'urgent' });
    const due = told(fileOf([call]), 'urgent-without-form');
    expect(due).toStrictEqual([`01 2026-12-02${monday.slice(10)} - ...`]);
    expect(told(fileOf([call]), 'half-executed')).toStrictEqual([]);
    const settled = requestOf('block', 'executed', { track: 'urgent' });
    expect(told(fileOf([settled]), 'urgent-without-form')).toStrictEqual([]);
  });
});
