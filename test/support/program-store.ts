import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestServer } from './eventstoredb/server';

/** Where the programs of the suites have their log: embedded, or with EVENT_STORE=eventstoredb in the database that EVENTSTORE_URL
 *  names, or in one of this process. */
export const onEventStoreDb = process.env['EVENT_STORE'] === 'eventstoredb';

const run = randomBytes(4).toString('hex');
let keyFolder: string | null = null;
let server: Promise<TestServer> | null = null;

/** The settings of a program that works in the folder: each folder has a log of its own. */
export async function storeOf(dataDir: string): Promise<Readonly<Record<string, string>>> {
  if (!onEventStoreDb) return {};
  return {
    EVENT_STORE: 'eventstoredb',
    EVENTSTORE_URL: await storeUrlOf(dataDir),
    KEK_FILE: await keyFile(),
  };
}

/** The address of the folder's log: a prefix of its own. */
export async function storeUrlOf(dataDir: string): Promise<string> {
  const place = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  const [base = '', options] = (process.env['EVENTSTORE_URL'] ?? (await testServer()).url).split('?');
  return `${base.replace(/\/$/, '')}/t-${run}-${place}${options === undefined ? '' : `?${options}`}`;
}

export async function endStores(): Promise<void> {
  if (server !== null) (await server).stop();
  server = null;
  if (keyFolder !== null) await rm(keyFolder, { recursive: true, force: true });
  keyFolder = null;
}

const testServer = (): Promise<TestServer> => (server ??= TestServer.start());

/** The same for all. */
async function keyFile(): Promise<string> {
  keyFolder ??= await mkdtemp(join(tmpdir(), 'sigill-kek-'));
  const file = join(keyFolder, 'kek');
  await writeFile(file, `${'5a'.repeat(32)}\n`, { mode: 0o600 });
  return file;
}
