import { openDirectory } from '@sigill/adapters';
import { Call, Caller, OpenUrgentRequestBody } from '@sigill/application';
import { PersonalNumber, PersonId, regionNamed, RequestId, RequestState, streamOf } from '@sigill/domain';
import { DueRunner } from '@sigill/effects';
import { KeyEncryptionKey, LoggedEvent, personIdOf, SqliteDataKeys, SqliteEventStore } from '@sigill/event-log';
import { fallenDue } from '@sigill/projections';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { TestTime } from '../effects/outside';
import { temporaryFolder } from '../event-log/temporary';
import { callBodyOf, numberOf } from '../support/samples';
import { Instance, instanceOver } from './instance';

/** Two programs over one store, each with rows and a runner of its own, at one clock. */

const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
const personIds = { idOf: (number: PersonalNumber) => personIdOf(Buffer.alloc(32, 9), number) as PersonId };
const families = Array.from({ length: 12 }, (_, n) => ({
  child: numberOf(`201801${String(10 + n)}`, String(100 + n)),
  guardians: [numberOf('19850101', String(100 + n)), numberOf('19850101', String(200 + n))],
}));
const population = families.flatMap(({ child, guardians }) => [
  ...guardians.map((personalNumber) => ({ personalNumber, name: 'Testa Förälder', protection: 'none' })),
  { personalNumber: child, name: 'Testa Barn', protection: 'none', guardians },
]);

const folder = temporaryFolder();
const time = new TestTime();
let store: SqliteEventStore;
let instances: readonly Instance[];
let runners: readonly DueRunner[];
let executor: Caller;
const faults: unknown[] = [];

beforeAll(async () => {
  writeFileSync(folder.file('population.json'), JSON.stringify({ population }));
  const register = folder.file('population.json');
  const keys = () => SqliteDataKeys.open(folder.file('keys.db'), kek);
  const [one, other] = [keys(), keys()];
  store = await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') });
  const own = { kek, personIds, register, clock: time };
  instances = [await instanceOver(store, { ...own, keys: one }), await instanceOver(store, { ...own, keys: other })];
  runners = instances.map(({ timers, rows, log }) => {
    const onFault = (error: unknown): void => void faults.push(error);
    return new DueRunner({ timers, rows, log, clock: time, scheduler: time, onFault });
  });
  const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
  executor = staff.find(({ persona }) => persona === 'executor') as Caller;
}, 60_000);

afterAll(async () => {
  for (const runner of runners) await runner.stop();
  for (const { close } of instances) await close();
  await store.close();
  folder.remove();
});

const callOf = (): Call => ({
  caller: executor,
  key: null,
  hash: createHash('sha256').update(randomUUID()).digest('base64url'),
  traceId: randomUUID(),
});

async function blocked(at: Instance, family: (typeof families)[number]): Promise<RequestState> {
  const body = callBodyOf(family) as unknown as OpenUrgentRequestBody;
  const { state } = await at.openings.open(callOf(), body, 'urgent');
  const receipts = state.plan.flatMap(({ item, required }) => (required ? [{ item, performedAt: time.now() }] : []));
  const call = { ...callOf(), request: state.id, ifMatch: state.revision };
  return (await at.requests.transact(call, { action: 'execution', data: { receipts } })).state;
}

async function whole(at: Instance): Promise<readonly LoggedEvent[]> {
  return at.log.readAll(0, 10_000);
}

const requested = (events: readonly LoggedEvent[], request: RequestId): readonly string[] =>
  events
    .filter(({ type, caseId }) => type === 'EffectRequested' && caseId === request)
    .map(({ data }) => {
      const { due, template } = data as { due: { kind: string; on: string }; template: string };
      return `${due.kind} ${due.on} ${template}`;
    });

const lapsedIn = (events: readonly LoggedEvent[], request: RequestId): readonly string[] =>
  events
    .filter(({ type, caseId }) => type === 'MeasureLapsed' && caseId === request)
    .map(({ occurredAt }) => occurredAt);

describe('what time does, with two programs at work', () => {
  let requests: readonly RequestState[];

  it('happens once, in the order of time, after years of standstill', async () => {
    const [one, other] = instances as [Instance, Instance];
    const open = families.map((family, n) => blocked(n % 2 === 0 ? one : other, family));
    requests = await Promise.all(open);
    for (const runner of runners) runner.start();
    await Promise.all(runners.map((runner) => runner.settle()));
    expect((await whole(one)).filter(({ type }) => type === 'EffectRequested')).toEqual([]);

    time.advance(Date.parse('2036-01-16T00:00:00.000Z') - Date.parse(time.now()));
    await Promise.all(runners.map((runner) => runner.settle()));
    const events = await whole(one);
    for (const [n, { id }] of requests.entries()) {
      const isOfAge = n <= 6;
      expect(lapsedIn(events, id)).toEqual(isOfAge ? [`2036-01-${String(9 + n).padStart(2, '0')}T23:00:00.000Z`] : []);
      expect(requested(events, id)).toEqual([
        'form-reminder 2026-11-23 reminder',
        'form-escalation 2026-11-25 escalation',
        'review 2027-11-22 review',
      ]);
      const stream = events.filter(({ stream: name, caseId }) => name.startsWith('effect-') && caseId === id);
      expect(new Set(stream.map(({ stream: name }) => name)).size).toBe(stream.length);
    }
    const done = events.filter(({ type }) => ['EffectRequested', 'MeasureLapsed'].includes(type));
    expect(done.every(({ recordedAt }) => recordedAt >= '2036-01-16')).toBe(true);
    expect(faults).toEqual([]);
  }, 120_000);

  it('happens once where a program dies right after it has written, and the other goes on', async () => {
    const [one, other] = instances as [Instance, Instance];
    const [first] = runners as [DueRunner, DueRunner];
    await first.stop();
    time.advance(Date.parse('2036-01-18T00:00:00.000Z') - Date.parse(time.now()));
    const [row] = fallenDue(one.rows.db, time.now(), null, 1);
    expect(row?.kind).toBe('measure-lapses');
    if (row !== undefined) {
      expect(await one.timers.carryOut(row)).not.toBeNull();
      expect(await one.timers.carryOut(row)).toBeNull();
      expect(await other.timers.carryOut(row)).toBeNull();
    }
    await runners[1]?.settle();
    const events = await whole(other);
    for (const { id } of requests.slice(0, 9)) expect(lapsedIn(events, id)).toHaveLength(1);
    for (const { id } of requests.slice(9)) expect(lapsedIn(events, id)).toEqual([]);
    expect(fallenDue(other.rows.db, time.now(), null, 10)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

  it('is shown with the request that it is done for', async () => {
    const [, other] = instances as [Instance, Instance];
    const [{ id }] = requests as [RequestState];
    await other.rows.reach(await other.log.head());
    const { events } = await other.log.read(streamOf('file', personIds.idOf(families[0]?.child as PersonalNumber)));
    expect(events.at(-1)).toMatchObject({
      type: 'MeasureLapsed',
      caseId: id,
      actor: { sub: 'system', role: 'system' },
    });
  });
});
