import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { apart } from '../apart.mjs';
import { placesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';
import { startProgram } from '../program.mjs';
import { inFlight, median } from '../rounds.mjs';
import { commandFigures } from './commands.mjs';
import { readThrough } from './log.mjs';
import { eventOf } from './raw.mjs';

const { EventStoreDBClient } = await import('@eventstore/db-client');
const { copyToCluster, FolderForReading } = built('libs/adapters/offline/index.js');
const { parseStoreUrl } = built('libs/event-log/index.js');

const counts = { 1: 100, 8: 400, 32: 800 };
const rounds = 3;
const enough = 100_000;

/** How many registered cases the commands take. */
export const casesForStore = 400 + rounds * Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The database of the address, in streams of this run: appends by the bare client, each as a call of its own and at an exact
 *  revision; commands of the program; the log read through, and its read models made. Per second.
 *  @param folder made with `openOnly`; its log is copied there first */
export async function esdbFigures(folder, issuer, address, tell) {
  const url = inStreamsOfOurOwn(address);
  const figures = await rawAppends(url);
  const { dataDir } = placesIn(folder);
  const from = FolderForReading.open(dataDir, null);
  const { events } = await copyToCluster(from, url, () => undefined);
  await from.close();
  tell(`${events} events are in the database`);
  const own = join(folder, 'on-the-store');
  mkdirSync(own);
  const store = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url, KEK_FILE: join(dataDir, 'kek'), DATA_DIR: own };
  const start = (...asked) => startProgram(...asked, undefined, { ...store, ROLES: 'api' });
  const commands = await commandFigures(folder, issuer, { counts, warmUp: 400, start });
  for (const [name, value] of Object.entries(commands)) figures[`esdb.${name}`] = value;
  figures['esdb.readall.eventsPerS'] = await apart(import.meta.url, 'readAll', [store]);
  figures['esdb.rebuild.eventsPerS'] = await apart(import.meta.url, 'rebuilt', [store]);
  return figures;
}

/** A path of its own before the options. */
function inStreamsOfOurOwn(address) {
  const [base, options] = address.split('?');
  return `${base.replace(/\/$/, '')}/bench-${randomBytes(4).toString('hex')}${options === undefined ? '' : `?${options}`}`;
}

async function rawAppends(url) {
  const { connection, prefix, credentials } = parseStoreUrl(url);
  const client = EventStoreDBClient.connectionString(connection);
  const append = () => {
    const { id, type, data, metadata } = eventOf();
    const event = {
      id,
      type,
      contentType: 'application/octet-stream',
      data: new Uint8Array(data),
      metadata: new Uint8Array(metadata),
    };
    return client.appendToStream(`${prefix}raw-${randomUUID()}`, [event], {
      expectedRevision: 'no_stream',
      credentials,
    });
  };
  await inFlight(32, 400, append);
  const rates = {};
  for (let round = 0; round < rounds; round += 1)
    for (const [atOnce, count] of Object.entries(counts))
      (rates[atOnce] ??= []).push((await inFlight(Number(atOnce), count, append)).perSecond);
  await client.dispose();
  return Object.fromEntries(
    Object.entries(rates).map(([atOnce, those]) => [`esdb.raw.append.${atOnce}`, median(those)]),
  );
}

export async function readAll({ DATA_DIR, EVENTSTORE_URL, KEK_FILE }) {
  return readThrough(await FolderForReading.onCluster(DATA_DIR, EVENTSTORE_URL, KEK_FILE), enough);
}

export async function rebuilt({ DATA_DIR, EVENTSTORE_URL, KEK_FILE }) {
  const { rebuild } = built('apps/cli/rebuild.js');
  const lines = [];
  const say = (line) => lines.push(line);
  const eventStore = { kind: 'eventstoredb', url: EVENTSTORE_URL };
  const start = performance.now();
  const code = await rebuild({ dataDir: DATA_DIR, kekFile: KEK_FILE, eventStore }, { out: say, err: say });
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(lines.join('\n'));
  return (Number(/from (\d+) events/.exec(lines.join(' '))[1]) / ms) * 1000;
}
