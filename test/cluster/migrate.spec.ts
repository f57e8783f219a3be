import { cp } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderForReading } from '../../libs/adapters/offline';
import { checked, runHere } from '../cli/checked';
import { opened } from '../cli/opened';
import { workedFolder, WorkedFolder } from '../cli/worked-folder';
import { Case } from '../support/case';
import { startProgram, temporaryFolder } from '../support/program';
import { Cluster } from './cluster';

/** An embedded log, copied into a database: the same events, and a program that goes on there. */

let folder: WorkedFolder;
let dataDir: string;
let cluster: Cluster;
let settings: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = await workedFolder();
  dataDir = await temporaryFolder();
  await cp(folder.dataDir, dataDir, { recursive: true });
  cluster = await Cluster.start();
  settings = { ...cluster.settings, KEK_FILE: join(dataDir, 'kek') };
}, 60_000);
afterAll(() => cluster.stop());

const migrate = () => runHere(['migrate', dataDir, '--to', settings['EVENTSTORE_URL'] ?? '']);

/** What stands in a log, as far as it is the same wherever it stands. */
async function standing(of: FolderForReading) {
  const events = await of.store.readAll(0, 10_000);
  await of.close();
  return events.map(({ stream, revision, id, type, data, metadata }) => ({
    ...{ stream, revision, id, type },
    bytes: [data.toString('base64'), metadata.toString()],
  }));
}

it('is not there before: a check of the database says so, and writes nothing', async () => {
  const { code, err } = await runHere(['check'], settings);
  expect([code, err]).toEqual([2, expect.stringMatching(/^EVENTSTORE_URL: the database holds no log under this path/)]);
  expect(cluster.server.streams.all.filter(({ stream }) => stream.startsWith('vgr-'))).toEqual([]);
});

it('is broken off by a database that goes, and goes on when it is asked again', async () => {
  let appends = 0;
  cluster.server.appends.faults = () => {
    appends += 1;
    if (appends === 60) cluster.server.stop();
    return null;
  };
  const breaking = migrate();
  setTimeout(() => void cluster.server.listen(), 2_000);
  expect((await breaking).code).toBe(0);
  expect(appends).toBeGreaterThan(60);
}, 60_000);

it('is the same log: events, ids, revisions, bytes and their order; again it is nothing more', async () => {
  const [ours, theirs] = [await standing(await opened(dataDir, {})), await standing(await opened('', settings))];
  expect(theirs).toEqual(ours);
  const { code, out } = await migrate();
  expect([code, out.at(-2)]).toEqual([0, `${String(ours.length)} events, ${lineOf(out)}`]);
  expect(await standing(await opened('', settings))).toEqual(ours);
}, 60_000);

const lineOf = (out: readonly string[]): string => (out.at(-2) ?? '').replace(/^\d+ events, /, '');

it('holds together, its forms too', async () => {
  const { findings, forms, events } = await checked('', settings);
  expect(findings).toEqual([]);
  expect([forms > 0, events > 50]).toEqual([true, true]);
});

it('is gone on with by the program, which has the forms and writes more', async () => {
  const program = await startProgram({ env: settings });
  const story = await Case.find(program, folder.requests.decided);
  await story.submit();
  const form = await program.as('clinician-partille').get(`/v1/requests/${folder.requests.closed}/form`);
  expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  await program.stop();
  expect((await checked(program.dataDir, settings)).findings).toEqual([]);
}, 60_000);

it('is refused by a database that holds another log, or was made with another key, and the log is as it was', async () => {
  const { code, err } = await migrate();
  expect([code, err]).toEqual([2, expect.stringContaining('holds an event that this log does not have there')]);
  const elsewhere = await Cluster.start();
  const other = join(await temporaryFolder(), 'kek');
  writeFileSync(other, '00'.repeat(32), { mode: 0o600 });
  const first = await startProgram({ env: { ...elsewhere.settings, KEK_FILE: other } });
  await first.stop();
  const refused = await runHere(['migrate', dataDir, '--to', elsewhere.settings['EVENTSTORE_URL'] ?? '']);
  elsewhere.stop();
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('another key-encryption key')]);
  expect((await checked(dataDir, {})).findings).toEqual([]);
}, 60_000);

it('is not begun with an address that cannot be used', async () => {
  const { code, err } = await runHere(['migrate', dataDir, '--to', 'http://here']);
  expect([code, err]).toEqual([2, expect.stringMatching(/^--to: not an address like esdb:/)]);
});
