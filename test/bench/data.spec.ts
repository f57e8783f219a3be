import { verifyLog } from '@sigill/event-log';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FolderForReading } from '../../libs/adapters/offline';
import { rebuild } from '../../apps/cli/rebuild';

const maker = resolve(__dirname, 'data.mjs');

describe('the data that the bench measures on', () => {
  let folder: string;
  let dataDir: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigill-bench-data-'));
    dataDir = join(folder, 'data');
    await promisify(execFile)(process.execPath, [maker, folder, '60', '--large', '12']);
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are a log without fault', async () => {
    const made = FolderForReading.open(dataDir, null);
    const { events, problems } = await verifyLog(made.store, made.keys, made.kek);
    await made.close();
    expect(problems).toEqual([]);
    expect(events).toBeGreaterThan(700);
  });

  it('are cases of many procedures, open and closed', async () => {
    const { cases } = JSON.parse(await readFile(join(folder, 'cases.json'), 'utf8')) as {
      cases: readonly { readonly procedure: string; readonly state: string }[];
    };
    expect(new Set(cases.map(({ procedure }) => procedure)).size).toBeGreaterThanOrEqual(8);
    expect(cases.some(({ state }) => state !== 'closed')).toBe(true);
    expect(cases.filter(({ state }) => state === 'closed').length).toBeGreaterThan(cases.length / 2);
  });

  it('can be followed by every read model', async () => {
    const lines: string[] = [];
    const place = { dataDir, kekFile: null, eventStore: { kind: 'sqlite' } as const };
    const say = (line: string): void => void lines.push(line);
    expect(await rebuild(place, { out: say, err: say })).toBe(0);
    expect(lines.at(-1)).toMatch(/^the read models are rebuilt from \d+ events$/);
  }, 60_000);
});
