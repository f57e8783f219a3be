import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apart } from '../apart.mjs';
import { built } from '../dist.mjs';
import { inFlight, median } from '../rounds.mjs';

const place = fileURLToPath(new URL('../emmett/', import.meta.url));
const installMs = 600_000;

/** Of the size of an assessment in the log, its envelope as JSON. */
const metadata = { envelope: 'e'.repeat(1_250) };
const sizes = { rounds: 3, appends: 300, streams: 300, page: 500, dataChars: 1_000, metadata };
/** Callers at a time: what the writer is made for. Emmett takes one. */
const atOnce = 32;

/** The store's port beside Emmett's: what is stored is given back as bytes with its envelope parsed; nothing is decrypted,
 *  for Emmett encrypts nothing. Appends, loads of 20 events and events read in order, per second.
 *  Without Emmett's packages, and without the means to install them, there is one line and no figure. */
export async function emmettFigures(folder, { install, tell }) {
  const fault = missing(install);
  if (fault !== null) {
    tell(`without Emmett: ${fault}`);
    return {};
  }
  const emmett = await theirs(join(folder, 'emmett.db')).catch((error) => error);
  if (emmett instanceof Error) {
    tell(`without Emmett: ${emmett.message}`);
    return {};
  }
  const own = await apart(import.meta.url, 'ownStore', [join(folder, 'own.db')]);
  const pairs = ['append', 'load', 'readall'].flatMap((name) => [
    [`emmett.${name}`, median(emmett[name])],
    [`own.${name}`, median(own[name])],
  ]);
  return Object.fromEntries(pairs);
}

const theirs = (file) => apart(new URL('../emmett/measure.mjs', import.meta.url), 'measure', [file, sizes]);

/** Null where its packages are there. */
function missing(install) {
  if (existsSync(join(place, 'node_modules', 'sqlite3', 'build'))) return null;
  if (!install) return 'it is not installed, which takes minutes and is left to a full run';
  const { status, stderr, error } = spawnSync('npm', ['ci'], { cwd: place, timeout: installMs, encoding: 'utf8' });
  if (status === 0) return null;
  const [line = 'it did not end in time'] = (error?.message ?? stderr ?? '').split('\n').filter((one) => one !== '');
  return `it could not be installed (${line})`;
}

export async function ownStore(file) {
  const { SqliteEventStore } = built('libs/event-log/index.js');
  const { rounds, appends, streams, page } = sizes;
  const store = await SqliteEventStore.open(file);
  let name = 0;
  const append = (count) => store.append(`file-${++name}`, 'no-stream', Array.from({ length: count }, eventOf));
  const many = appends * 10;
  await inFlight(atOnce, many, () => append(1));
  const measured = { append: [], load: [], readall: [] };
  for (let round = 0; round < rounds; round += 1)
    measured.append.push((await inFlight(atOnce, many, () => append(1))).perSecond);
  const first = name + 1;
  await inFlight(atOnce, streams, () => append(20));
  for (let round = 0; round <= rounds; round += 1) {
    const load = await inFlight(1, streams, async (one) => (await store.readStream(`file-${first + one}`)).map(parsed));
    const all = await readAll(store, page);
    if (round === 0) continue;
    measured.load.push(load.perSecond);
    measured.readall.push(all);
  }
  await store.close();
  return measured;
}

async function readAll(store, page) {
  let [count, after] = [0, 0];
  const start = performance.now();
  for (let events = []; ;) {
    events = (await store.readAll(after, page)).map(parsed);
    if (events.length === 0) return (count / (performance.now() - start)) * 1000;
    count += events.length;
    after = events.at(-1).position;
  }
}

const eventOf = () => ({
  id: randomUUID(),
  type: 'RequestAssessed',
  data: randomBytes(sizes.dataChars),
  metadata: Buffer.from(JSON.stringify(metadata)),
});

const parsed = (event) => ({ ...event, envelope: JSON.parse(event.metadata.toString('utf8')) });
