import { evolve, Instant, legalDateOf, monthOf, RequestState, PersonId, vgrPolicies } from '@sigill/domain';
import { Projector } from '@sigill/following';
import { leadTimesOf, milestonesOf, ReportWindow, volumesOf } from '@sigill/projections';
import {
  anHourOf,
  eventsOfStory,
  patterns,
  personOfFamily,
  requestOfStory,
  Story,
  toldEvents,
  ToldLog,
  unitOfStory,
} from '../support/told-log';

import { child, date } from '../support/domain/people';
import { memoryDb, testSealer, weekdays } from '../support/told-tables';

/** Made of the number alone, spread over fourteen months and three units. */
const stories: readonly Story[] = Array.from({ length: 240 }, (_, number) => ({
  number,
  pattern: patterns[(number * 7) % patterns.length] ?? [],
  family: (number * 5) % 23,
  unit: 1 + (number % 3),
  opensAt: anHourOf((number * 2617 * 61) % 610_000),
  pace: [0.25, 1, 7, 40, 111][number % 5] ?? 1,
}));
const states = stories.map((story): RequestState => {
  const id = requestOfStory(story.number);
  const state = eventsOfStory(story).reduce<RequestState | null>((so, event) => evolve(so, event, id), null);
  if (state === null) throw new Error('a story has a beginning');
  return state;
});

const db = memoryDb();
beforeAll(async () => {
  const log = new ToldLog(toldEvents(stories));
  const projector = new Projector(
    log,
    { db, sealer: testSealer, isWorkingDay: weekdays, policies: vgrPolicies },
    (error) => {
      throw error;
    },
  );
  await projector.catchUp();
});

const ward = personOfFamily(child.id, 3) as PersonId;
const without = { notOfPatients: [personOfFamily(child.id, 5) as PersonId] };
const all: ReportWindow = {
  from: date('2025-11-01'),
  to: date('2027-03-31'),
  knownAt: null,
  unit: null,
  not: { notOfPatients: [] },
};
const known = (instant: string): Instant => instant as Instant;
const windows: readonly (readonly [string, ReportWindow])[] = [
  ['everything', all],
  ['whole months', { ...all, from: date('2026-02-01'), to: date('2026-05-31') }],
  ['parts of months', { ...all, from: date('2026-02-11'), to: date('2026-05-13') }],
  ['days within a month', { ...all, from: date('2026-02-11'), to: date('2026-02-19') }],
  ['one day', { ...all, from: date('2026-02-11'), to: date('2026-02-11') }],
  ['nothing', { ...all, from: date('2026-02-12'), to: date('2026-02-11') }],
  ['a unit', { ...all, unit: unitOfStory(2) }],
  ['a unit that has nothing', { ...all, unit: 'SE2321000131-E000000000000' }],
  ['without a party', { ...all, not: without }],
  ['without a ward', { ...all, not: { notOfPatients: [ward] } }],
  ['without both', { ...all, not: { notOfPatients: [...without.notOfPatients, ward] } }],
  ['as known in the middle of a day', { ...all, knownAt: known('2026-06-15T09:30:00.000Z') }],
  ['as known on the first day', { ...all, from: date('2026-06-15'), knownAt: known('2026-06-15T09:30:00.000Z') }],
  ['as known before the first day', { ...all, from: date('2026-06-16'), knownAt: known('2026-06-15T09:30:00.000Z') }],
  ['as known at the end of a month in Sweden', { ...all, knownAt: known('2026-06-30T21:59:59.999Z') }],
  [
    'all of it together',
    {
      from: date('2026-01-09'),
      to: date('2026-09-20'),
      knownAt: known('2026-09-10T12:00:00.000Z'),
      unit: unitOfStory(1),
      not: without,
    },
  ],
];

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

describe('the figures of a report are those that the cases give, counted one by one', () => {
  it.each(windows)('for %s', (_, window) => {
    expect(toldVolumes(window)).toEqual(recountedVolumes(window));
    expect(toldLeadTimes(window)).toEqual(recountedLeadTimes(window));
  });

  it('and there are some', () => {
    expect(toldVolumes(all).length).toBeGreaterThan(100);
    expect(toldVolumes({ ...all, not: without })).not.toEqual(toldVolumes(all));
    expect(toldLeadTimes({ ...all, not: without })).not.toEqual(toldLeadTimes(all));
  });
});

describe('a report', () => {
  it('has no row for what only the own cases of a party would fill', () => {
    const own = stories.filter(({ family }) => family === 5);
    const month = own.map(({ number }) => states[number]!).map(({ opened }) => legalDateOf(opened.at));
    for (const day of month) {
      const window = { ...all, from: day, to: day, not: without };
      expect(toldVolumes(window)).toEqual(recountedVolumes(window));
    }
  });
});
