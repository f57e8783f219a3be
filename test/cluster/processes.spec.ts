import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  EventLog,
  EventStoreDbStore,
  KeyEncryptionKey,
  keyStreams,
  MirroredKeys,
  settleKeyCheck,
} from '@sigill/event-log';
import { streamOf, streamPrefixes } from '@sigill/domain';
import { randomUUID } from 'node:crypto';
import { search } from '../support/asking';
import { Case, openBody } from '../support/case';
import { problemOf } from '../support/client';
import { freePort, runProgram, RunningProgram, temporaryFolder } from '../support/program';
import { families } from '../support/samples';
import { until } from '../support/until';
import { Cluster } from './cluster';

/** Processes that share a log and nothing else. */

interface Health {
  readonly status: string;
  readonly store: string;
  readonly 'read-models': { readonly status: string; readonly lag: number };
  readonly worker: string;
}

let cluster: Cluster;
let one: RunningProgram;
let other: RunningProgram;
beforeAll(async () => {
  cluster = await Cluster.start();
  [one, other] = await Promise.all([cluster.process('api,worker'), cluster.process('api')]);
});
afterAll(() => cluster.stop());

interface Listed {
  readonly items: readonly { readonly id: string; readonly revision: number }[];
}
const clinician = (program: RunningProgram) => program.as('clinician-partille');
const health = async (program: RunningProgram) => program.anyone.get<Health>('/health/ready');

describe('two processes on one log', () => {
  it('say what they rest upon, and whether they are workers', async () => {
    const said = { status: 'ready', store: 'available', 'read-models': { status: 'following' } };
    expect((await health(one)).body).toMatchObject({ ...said, worker: 'working' });
    expect((await health(other)).body).toMatchObject({ ...said, worker: 'none' });
  });

  it('answer by what the other has acknowledged, from the position on that it gave', async () => {
    const { child: patient, guardians } = families.infant;
    let story = await Case.open(one, { patient, guardians });
    for (const step of ['assess', 'consult', 'decide'] as const) {
      await story[step]();
      const at = { 'sigill-position': story.last.position };
      const listed = await clinician(other).post<Listed>('/v1/requests/search', { patient }, at);
      expect(listed.body.items.map(({ id, revision }) => [id, revision])).toEqual([[story.id, story.view.revision]]);
    }
    story = await Case.find(other, story.id);
    await story.submit();
    expect((await Case.find(one, story.id)).view.state).toBe('submitted');
    expect(await search(one, { patient })).toHaveLength(1);
  });

  it('give the same form, whichever is asked', async () => {
    const { items } = (await clinician(other).post<Listed>('/v1/requests/search', {})).body;
    const path = `/v1/requests/${items[0]?.id ?? ''}/form`;
    const [here, there] = await Promise.all([one, other].map((each) => clinician(each).get(path)));
    expect([here?.status, here?.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(here?.text).toBe(there?.text);
  });

  it('never both grant one thing', async () => {
    const { child: patient, guardians } = families.oneGuardian;
    const opened = await Promise.all(
      [one, other].map((each) => clinician(each).post('/v1/requests', { ...openBody(), patient, guardians })),
    );
    expect(opened.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

it('a process that is given another key does not start, and says so in a line', async () => {
  const file = join(await temporaryFolder(), 'kek');
  await writeFile(file, '00'.repeat(32), { mode: 0o600 });
  const { code, stdout, stderr } = await runProgram({ ...cluster.settings, KEK_FILE: file });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^KEK_FILE: the log in EVENTSTORE_URL was made with another key-encryption key: [^\n]*\n$/);
});

it('a process whose folder was filled from another database does not start, and says so in a line', async () => {
  const elsewhere = await Cluster.start();
  const settings = { ...elsewhere.settings, DATA_DIR: other.dataDir };
  await other.stop();
  const { code, stderr } = await runProgram(settings);
  elsewhere.stop();
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^DATA_DIR: .*was filled from another database: [^\n]*\n$/),
  ]);
  await other.start();
});

it('a process that waits for the database lives, is not ready, and begins when it answers', async () => {
  const late = await Cluster.start();
  late.stop();
  const port = String(await freePort());
  const waiting = late.process('api,worker', { PORT: port });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/health/live`).catch(() => null))?.status === 200, 10_000);
  const ready = await fetch(`${url}/health/ready`);
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await fetch(`${url}/v1/inbox`)).status).toBe(503);
  await late.server.listen();
  const began = performance.now();
  const program = await waiting;
  expect(performance.now() - began).toBeLessThan(8_000);
  expect((await health(program)).status).toBe(200);
  await program.stop();
  late.stop();
});

describe('an event of a newer build', () => {
  it('stops what follows the log in an older process, which says so, and lives', async () => {
    await appendUnknown();
    await until(async () => (await health(other)).status === 503, 10_000);
    expect((await health(other)).body).toMatchObject({
      status: 'not-ready',
      store: 'available',
      'read-models': { status: 'stopped' },
    });
    expect((await other.anyone.get('/health/live')).status).toBe(200);
    expect(other.output()).toMatch(/EventOfTomorrow of version 1 cannot be brought to today/);
  });

  it('is not skipped: its reads wait for rows that do not come', async () => {
    const at = { 'sigill-position': String(await newest()) };
    problemOf(await clinician(other).post('/v1/requests/search', {}, at), 503, 'read-model-behind');
  });
});

const place = { prefix: 'vgr-', kinds: streamPrefixes };
const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 0x6b));

async function newest(): Promise<number> {
  const store = await EventStoreDbStore.to(cluster.server.url, { place });
  const head = await store.head();
  await store.close();
  return head;
}

/** As a process of a later build would. */
async function appendUnknown(): Promise<void> {
  const store = await EventStoreDbStore.to(cluster.server.url, { place });
  const streams = store.beside(keyStreams);
  const file = join(await temporaryFolder(), 'keys.db');
  const database = await settleKeyCheck(streams, kek);
  const keys = MirroredKeys.open({ file, kek, streams, database, onFault: () => undefined });
  const log = new EventLog(store, keys, kek, { app: { version: 'later', instance: 'later' } });
  const [id, at] = [randomUUID(), new Date().toISOString()];
  const actor = { sub: 'later', kind: 'system', role: 'system', unitId: null, onBehalfOf: null } as const;
  const fact = { type: 'EventOfTomorrow', schemaVersion: 1, occurredAt: at, data: {}, persons: {} };
  await log.append({
    heads: log.beginning(streamOf('place', id)),
    parts: [{ caseId: id, keyOwner: null, actor, legalGround: null, facts: [fact] }],
    command: {
      ...{ commandId: id, commandHash: 'A'.repeat(43), keyId: null, correlationId: id, causationId: id },
      ...{ recordedAt: at, purpose: 'test' },
    },
  });
  await keys.close();
  await store.close();
}
