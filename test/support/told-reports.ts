import { CommandRefused, evolve, Instant, PersonId, RequestState, vgrPolicies } from '@sigill/domain';
import { Database } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { ReportWindow } from '@sigill/projections';
import { child, clinician, date } from './domain/people';
import {
  anHourOf,
  eventsOfStory,
  loggedRefusal,
  patterns,
  personOfFamily,
  requestOfStory,
  Story,
  toldEvents,
  ToldLog,
  unitOfStory,
} from './told-log';
import { memoryDb, testSealer, weekdays } from './told-tables';

/** Made of the number alone, spread over fourteen months and three units. */
const stories: readonly Story[] = Array.from({ length: 240 }, (_, number) => ({
  number,
  pattern: patterns[(number * 11) % patterns.length] ?? [],
  family: (number * 5) % 23,
  unit: 1 + (number % 3),
  opensAt: anHourOf((number * 2617 * 61) % 610_000),
  pace: [0.25, 1, 7, 40, 111][number % 5] ?? 1,
}));
export const states = stories.map((story): RequestState => {
  const id = requestOfStory(story.number);
  const state = eventsOfStory(story).reduce<RequestState | null>((so, event) => evolve(so, event, id), null);
  if (state === null) throw new Error('a story has a beginning');
  return state;
});

/** By the number of the story. */
export const families = stories.map(({ family }) => family);

/** In every third story a decision is refused an hour after its opening; in every ninth twice. */
const refusals = states.flatMap((state, number): readonly CommandRefused['data'][] => {
  const refused = {
    by: { ...clinician, role: null },
    at: anHourAfter(state.opened.at),
    action: 'decision' as const,
    procedure: state.procedure.name,
    request: state.id,
    patient: state.patient,
    unit: state.unit.hsaId,
  };
  if (number % 3 !== 0) return [];
  return [{ ...refused, code: 'no-mandate' }, ...(number % 9 === 0 ? [{ ...refused, code: 'same-person' }] : [])];
});

/** Their rows; made before the tests. */
export function reportRows(): Database {
  const db = memoryDb();
  beforeAll(async () => {
    const log = new ToldLog(toldEvents(stories));
    log.tell(refusals.map(loggedRefusal));
    const projector = new Projector(
      log,
      { db, sealer: testSealer, isWorkingDay: weekdays, policies: vgrPolicies },
      (error) => {
        throw error;
      },
    );
    await projector.catchUp();
  });
  return db;
}

const ward = personOfFamily(child.id, 3) as PersonId;
export const without = { notOfPatients: [personOfFamily(child.id, 5) as PersonId] };
export const all: ReportWindow = {
  from: date('2025-11-01'),
  to: date('2027-03-31'),
  knownAt: null,
  unit: null,
  not: { notOfPatients: [] },
};
const known = (instant: string): Instant => instant as Instant;
export const windows: readonly (readonly [string, ReportWindow])[] = [
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

/** After all that is told. */
export const end = known('2027-06-30T00:00:00.000Z');
export const asOf = (window: ReportWindow): Instant => window.knownAt ?? end;

function anHourAfter(instant: Instant): Instant {
  return new Date(Date.parse(instant) + 3_600_000).toISOString() as Instant;
}
