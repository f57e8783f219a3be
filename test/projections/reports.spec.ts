import { deadlinesOf, Instant, legalDateOf, monthOf, RequestState, vgrPolicies } from '@sigill/domain';
import { leadTimesOf, milestonesOf, ReportWindow, urgentOf, volumesOf } from '@sigill/projections';
import { all, asOf, end, families, reportRows, states, windows, without } from '../support/told-reports';
import { weekdays } from '../support/told-tables';

const db = reportRows();

/** What the states themselves say, one milestone after the other. */
const counted = ({ from, to, knownAt, unit, not }: ReportWindow) =>
  states
    .filter((state) => unit === null || state.unit.hsaId === unit)
    .filter((state) => !not.notOfPatients.includes(state.patient))
    .flatMap((state) => milestonesOf(state).map(([milestone, at]) => ({ state, milestone, at, day: legalDateOf(at) })))
    .filter(({ at, day }) => day >= from && day <= to && (knownAt === null || at <= knownAt));

function recountedVolumes(window: ReportWindow): readonly string[] {
  const counts = new Map<string, number>();
  for (const { state, milestone, day } of counted(window)) {
    const key = [monthOf(day), state.procedure.name, state.track, milestone].join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .filter(([key]) => / (opened|granted|refused|withdrawn|executed|closed)$/.test(key))
    .map(([key, n]) => `${key} ${String(n)}`)
    .sort();
}

const toldVolumes = (window: ReportWindow): readonly string[] =>
  volumesOf(db, window)
    .flatMap(({ month, procedure, track, ...counts }) =>
      Object.entries(counts)
        .filter(([, n]) => typeof n === 'number' && n > 0)
        .map(([name, n]) => [month, procedure, track, name, String(n)].join(' ')),
    )
    .sort();

function recountedLeadTimes(window: ReportWindow): readonly string[] {
  const hours = new Map<string, number[]>();
  for (const { state, milestone, at } of counted(window)) {
    const key = `${state.procedure.name} ${milestone}`;
    hours.set(key, [...(hours.get(key) ?? []), (Date.parse(at) - Date.parse(state.opened.at)) / 3_600_000]);
  }
  const steps = / (assessed|consulted|decided|submitted|executed|closed)$/;
  return [...hours]
    .filter(([key]) => steps.test(key))
    .map(([key, all]) => {
      const sorted = all.sort((one, other) => one - other);
      const n = sorted.length;
      const middle = n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
      return [
        key,
        n,
        ...[middle, sorted[Math.ceil(n * 0.9) - 1]!, sorted[n - 1]!].map((one) => Math.round(one * 100) / 100),
      ].join(' ');
    })
    .sort();
}

const toldLeadTimes = (window: ReportWindow): readonly string[] =>
  leadTimesOf(db, window)
    .map(({ procedure, step, count, medianHours, p90Hours, maxHours }) =>
      [procedure, step, count, medianHours, p90Hours, maxHours].join(' '),
    )
    .sort();

/** What the states themselves say, call by call: month, unit, calls, median/p90, without form, overturned. */
function recountedUrgent(window: ReportWindow): readonly string[] {
  const at = asOf(window);
  const rows = new Map<
    string,
    { readonly minutes: number | null; readonly late: boolean; readonly refused: boolean }[]
  >();
  for (const { state, day } of counted(window).filter(
    ({ state, milestone }) => milestone === 'opened' && state.track === 'urgent',
  )) {
    const key = `${monthOf(day)} ${state.unit.hsaId}`;
    const times = Object.fromEntries(milestonesOf(state).filter(([, time]) => time <= at)) as Record<string, Instant>;
    const { executed, submitted, refused, closed } = times;
    const asCalled: RequestState = { ...state, submission: null, outcome: null, state: 'called' };
    const due =
      deadlinesOf(asCalled, { isWorkingDay: weekdays, policies: vgrPolicies }).find(
        ({ kind }) => kind === 'form-report',
      )?.dueAt ?? end;
    const minutes = executed === undefined ? null : (Date.parse(executed) - Date.parse(state.opened.at)) / 60_000;
    const late = due <= at && submitted === undefined && refused === undefined && closed === undefined;
    rows.set(key, [...(rows.get(key) ?? []), { minutes, late, refused: refused !== undefined }]);
  }
  return [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, calls]) => {
      const sorted = calls.flatMap(({ minutes }) => minutes ?? []).sort((one, other) => one - other);
      const n = sorted.length;
      const middle = n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
      const figures = n === 0 ? [null, null] : [middle, sorted[Math.ceil(n * 0.9) - 1]!];
      const rounded = figures.map((one) => (one === null ? null : Math.round(one * 100) / 100));
      const [late, refused] = [calls.filter((one) => one.late).length, calls.filter((one) => one.refused).length];
      return [key, calls.length, rounded.join('/'), late, refused].join(' ');
    });
}

const toldUrgent = (window: ReportWindow): readonly string[] =>
  urgentOf(db, window, asOf(window)).map((row) =>
    [
      ...[row.month, row.unit, row.calls, [row.executedMinutesMedian, row.executedMinutesP90].join('/')],
      ...[row.withoutForm, row.overturned],
    ].join(' '),
  );

describe('the figures of a report are those that the cases give, counted one by one', () => {
  it.each(windows)('for %s', (_, window) => {
    expect(toldVolumes(window)).toEqual(recountedVolumes(window));
    expect(toldLeadTimes(window)).toEqual(recountedLeadTimes(window));
    expect(toldUrgent(window)).toEqual(recountedUrgent(window));
  });

  it('and there are some', () => {
    expect(toldVolumes(all).length).toBeGreaterThan(100);
    const urgent = urgentOf(db, all, end);
    expect(urgent.length).toBeGreaterThan(20);
    const most = (name: 'calls' | 'withoutForm' | 'overturned') => Math.max(...urgent.map((row) => row[name]));
    expect([most('calls') > 1, most('withoutForm') > 0, most('overturned') > 0]).toEqual([true, true, true]);
    expect(toldVolumes({ ...all, not: without })).not.toEqual(toldVolumes(all));
    expect(toldLeadTimes({ ...all, not: without })).not.toEqual(toldLeadTimes(all));
  });
});

describe('a report', () => {
  it('has no row for what only the own cases of a party would fill', () => {
    const own = states.filter((_, number) => families[number] === 5);
    const month = own.map(({ opened }) => legalDateOf(opened.at));
    for (const day of month) {
      const window = { ...all, from: day, to: day, not: without };
      expect(toldVolumes(window)).toEqual(recountedVolumes(window));
    }
  });
});
