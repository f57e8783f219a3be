import { addDays, monthOf } from '@sigill/domain';
import {
  Figure,
  FigureFilter,
  leadTimesOf,
  refusalsOf,
  ReportWindow,
  RequestFilter,
  searchRequests,
  urgentOf,
  volumesOf,
} from '@sigill/projections';
import { date } from '../support/domain/people';
import { all, asOf, reportRows, windows } from '../support/told-reports';

const db = reportRows();

const lastOf = (month: string) => addDays(date(monthOf(addDays(date(`${month}-28`), 4)) + '-01'), -1);

describe('each figure of a report lists its cases', () => {
  const count = (
    window: ReportWindow,
    { figure, code = null, action = null }: Pick<FigureFilter, 'figure'> & Partial<FigureFilter>,
    { from, to }: Pick<ReportWindow, 'from' | 'to'>,
    more: RequestFilter = {},
  ): number => {
    const sight = { unit: null, handedOver: false, all: true, notOfPatients: window.not.notOfPatients };
    const behind: FigureFilter = { figure, from, to, asOf: asOf(window), code, action };
    return searchRequests(db, sight, { unit: window.unit, ...more, behind }, 1_000).length;
  };
  const within = (month: string, { from, to }: ReportWindow) => ({
    from: date(`${month}-01`) > from ? date(`${month}-01`) : from,
    to: lastOf(month) < to ? lastOf(month) : to,
  });
  const some = windows.filter(([, { from, to }]) => from <= to);

  it.each(some)('on volumes, for %s', (_, window) => {
    for (const { month, kind, procedure, track, ...figures } of volumesOf(db, window))
      for (const [figure, n] of Object.entries(figures))
        expect(count(window, { figure: figure as Figure }, within(month, window), { kind, procedure, track })).toBe(n);
  });

  it.each(some)('on lead times, for %s', (_, window) => {
    for (const row of leadTimesOf(db, window))
      expect(count(window, { figure: row.step }, window, { procedure: row.procedure })).toBe(row.count);
  });

  it.each(some)('on urgent calls, for %s', (_, window) => {
    for (const { month, unit, ...row } of urgentOf(db, window, asOf(window)))
      for (const figure of ['calls', 'withoutForm', 'overturned'] as const)
        expect(count(window, { figure }, within(month, window), { unit })).toBe(row[figure]);
  });

  it.each(some)('on refusals, for %s', (_, window) => {
    for (const { month, procedure, action, code, count: n } of refusalsOf(db, window))
      expect(count(window, { figure: 'refusals', code, action }, within(month, window), { procedure })).toBe(n);
  });

  it('and there are some', () => {
    expect(refusalsOf(db, all).length).toBeGreaterThan(40);
    expect(count(all, { figure: 'refusals', code: 'same-person' }, all)).toBeGreaterThan(20);
    expect(count(all, { figure: 'refusals', action: 'opening' }, all)).toBe(0);
  });
});
