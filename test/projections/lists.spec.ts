import { HsaId, Instant, LegalDate, PersonId, Sight, vgrPolicies } from '@sigill/domain';
import { Projector } from '@sigill/following';
import {
  inboxOf,
  InboxPlace,
  RequestFilter,
  RequestPlace,
  searchQuestion,
  searchRequests,
  wardsOf,
} from '@sigill/projections';
import { child, mother } from '../support/domain/people';
import { anHourOf, patterns, personOfFamily, Story, toldEvents, ToldLog, unitOfStory } from '../support/told-log';
import { memoryDb, testSealer, weekdays } from '../support/told-tables';

const stories = (count: number, from = 0): readonly Story[] =>
  Array.from({ length: count }, (_, place) => ({
    number: from + place,
    pattern: patterns[(from + place) % patterns.length] ?? [],
    family: (from + place) % 17,
    unit: 1 + ((from + place) % 2),
    // Many at the same instant: the id decides.
    opensAt: anHourOf(Math.floor(((from + place) * 37) % 90) * 60),
    pace: 1,
  }));

const log = new ToldLog(toldEvents(stories(150)));
const db = memoryDb();
const projector = new Projector(
  log,
  { db, sealer: testSealer, isWorkingDay: weekdays, policies: vgrPolicies },
  (error) => {
    throw error;
  },
);
beforeAll(() => projector.catchUp());

const unit = unitOfStory(1) as HsaId;
const nobody: Sight = { unit: null, handedOver: false, all: false, notOfPatients: [] };
const everything: Sight = { ...nobody, all: true };

const search = (sight: Sight, filter: RequestFilter = {}, limit = 1_000): readonly RequestPlace[] =>
  searchRequests(db, sight, filter, limit).map(({ opened_at: openedAt, request }) => ({ openedAt, request }));

/** Page by page, with something told between the pages. */
async function paged<Place>(page: (after: Place | null) => readonly Place[], between: () => Promise<void> | void) {
  const seen: Place[] = [];
  for (let found = page(null); found.length > 0; found = page(seen.at(-1) ?? null)) {
    seen.push(...found);
    await between();
  }
  return seen;
}

let next = 1_000;
/** A few more cases, older and newer than those that are there. */
async function more(): Promise<void> {
  log.tell(toldEvents(stories(3, next)));
  next += 3;
  await projector.catchUp();
}

describe('a search, page by page', () => {
  it('finds what was there exactly once while cases are added, newest first', async () => {
    const before = search(everything).map(({ request }) => request);
    const seen = await paged<RequestPlace>((after) => search(everything, { after }, 7), more);
    const ids = seen.map(({ request }) => request);
    expect(ids.filter((id) => before.includes(id))).toEqual(before);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = seen.map(({ openedAt, request }) => `${openedAt} ${request}`);
    expect(keys).toEqual([...keys].sort().reverse());
  });

  it('never shows a party the own cases', () => {
    const person = personOfFamily(mother.id, 3) as PersonId;
    const without = search({ ...everything, notOfPatients: wardsOf(db, person) });
    const own = search(everything, { patient: personOfFamily(child.id, 3) as PersonId });
    expect(own.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(search(everything).length);
    expect(without.filter(({ request }) => own.some((one) => one.request === request))).toEqual([]);
  });
});

describe('an inbox, page by page', () => {
  const now = '2028-01-01T00:00:00.000Z' as Instant;

  it.each([
    ['the head of a unit', { unit, decides: null, handedOver: false, notOfPatients: [] }],
    ['somebody who decides nothing', { unit, decides: [], handedOver: false, notOfPatients: [] }],
    ['somebody who decides blocks', { unit, decides: ['block'], handedOver: false, notOfPatients: [] }],
    ['an executor', { unit: null, decides: [], handedOver: true, notOfPatients: [] }],
    ['an executor who also works at a unit', { unit, decides: null, handedOver: true, notOfPatients: [] }],
  ] as const)('shows %s everything once, what is due first before the rest', async (_, of) => {
    const read = (after: InboxPlace | null, limit: number) =>
      inboxOf(db, of, { now, after, limit }).map(({ dueAt, since, request, action }) => ({
        dueAt,
        since,
        request,
        action,
      }));
    const whole = read(null, 1_000);
    expect(whole.length).toBeGreaterThan(5);
    expect(
      await paged<InboxPlace>(
        (after) => read(after, 3),
        () => undefined,
      ),
    ).toEqual(whole);
    const keys = whole.map(({ dueAt, since, request, action }) => `${dueAt ?? '~'} ${since} ${request} ${action}`);
    expect(keys).toEqual([...keys].sort());
  });

  it('shows nobody’s to an auditor', () => {
    const auditor = { unit: null, decides: [], handedOver: false, notOfPatients: [] };
    expect(inboxOf(db, auditor, { now, after: null, limit: 10 })).toEqual([]);
  });

  it('keeps every line that was there while others are added', async () => {
    const of = { unit, decides: null, handedOver: false, notOfPatients: [] };
    const read = (after: InboxPlace | null, limit: number) => inboxOf(db, of, { now, after, limit });
    const lineOf = ({ request, action }: InboxPlace): string => `${request} ${action}`;
    const before = read(null, 1_000).map(lineOf);
    const seen = (await paged<InboxPlace>((after) => read(after, 4), more)).map(lineOf);
    expect(seen.filter((id) => before.includes(id))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('what is asked often is read in the order of an index', () => {
  const patient = personOfFamily(child.id, 3) as PersonId;
  const after = { openedAt: anHourOf(60), request: '5' } as unknown as RequestPlace;
  it.each<readonly [string, Sight, RequestFilter]>([
    ['a unit', { ...nobody, unit }, {}],
    ['a unit, the next page', { ...nobody, unit }, { after }],
    ['a unit, in a state', { ...nobody, unit }, { state: 'decided' }],
    ['a unit, of a kind', { ...nobody, unit }, { kind: 'block', outcome: 'granted' }],
    ['an executor', { ...nobody, handedOver: true }, {}],
    ['all', everything, {}],
    ['all, without a party', { ...everything, notOfPatients: [patient] }, { after }],
    ['all, in a state', everything, { state: 'decided' }],
    ['all, of a patient', everything, { patient }],
    [
      'a unit, with a measure in force',
      { ...nobody, unit },
      { measure: { standing: 'in-force', on: '2026-11-20' as LegalDate } },
    ],
    ['all, within days', everything, { openedFrom: anHourOf(60), openedBefore: anHourOf(600) }],
  ])('%s', (_, sight, filter) => {
    const { sql, values } = searchQuestion(sight, filter, 51);
    const plan = db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => String(detail));
    // What is left out is read into a list beside it, once; how a measure stands is looked up row by row.
    expect(plan.filter((line) => / requests /.test(line))).toHaveLength(1);
    expect(plan[0]).toMatch(/^(SEARCH|SCAN) requests USING INDEX /);
    expect(plan.join()).not.toMatch(/TEMP B-TREE/);
  });

  it('what is overdue is found by when it was due, and put in order then', () => {
    const { sql, values } = searchQuestion(everything, { dueBefore: anHourOf(600) }, 51);
    const plan = db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => String(detail));
    expect(plan.some((line) => /^SEARCH requests USING (COVERING )?INDEX requests_due_at/.test(line))).toBe(true);
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([]);
    expect(search(everything, { dueBefore: anHourOf(900_000) }).length).toBeGreaterThan(5);
  });
});
