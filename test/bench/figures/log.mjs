import { apart } from '../apart.mjs';
import { placesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';

/** Events of one reading, as the read models ask for them. */
const pageLength = 2_000;
/** Reading so many tells the rate. */
const enough = 300_000;

/** The log read through, each event verified and opened; verified as a whole, payloads left sealed; and every read model made
 *  anew by the command `rebuild`. Events per second, each in a process of its own. @param folder as the program left it */
export async function logFigures(folder) {
  const { dataDir } = placesIn(folder);
  return {
    'readall.eventsPerS': await apart(import.meta.url, 'readAll', [dataDir]),
    'verify.eventsPerS': await apart(import.meta.url, 'verify', [dataDir]),
    'rebuild.eventsPerS': await apart(import.meta.url, 'rebuilt', [dataDir]),
  };
}

export async function readAll(dataDir) {
  return readThrough(openForReading(dataDir), enough);
}

/** Events per second; the folder is closed. @param enough reading so many tells the rate */
export async function readThrough(folder, enough) {
  let [events, position] = [0, 0];
  const start = performance.now();
  while (events < enough) {
    const page = await folder.log.readAll(position, pageLength);
    if (page.length === 0) break;
    events += page.length;
    position = page.at(-1).position;
  }
  const rate = perSecond(events, start);
  await folder.close();
  return rate;
}

export async function verify(dataDir) {
  const { verifyLog } = built('libs/event-log/index.js');
  const folder = openForReading(dataDir);
  const start = performance.now();
  const { events, problems } = await verifyLog(folder.store, folder.keys, folder.kek, { payloads: 'sealed' });
  const rate = perSecond(events, start);
  await folder.close();
  if (problems.length > 0) throw new Error(`the log that was made has a fault: ${JSON.stringify(problems[0])}`);
  return rate;
}

export async function rebuilt(dataDir) {
  const { rebuild } = built('apps/cli/rebuild.js');
  const lines = [];
  const say = (line) => lines.push(line);
  const start = performance.now();
  const code = await rebuild({ dataDir, kekFile: null, eventStore: { kind: 'sqlite' } }, { out: say, err: say });
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(lines.join('\n'));
  const folder = openForReading(dataDir);
  const events = await folder.store.head();
  await folder.close();
  return (events / ms) * 1000;
}

const openForReading = (dataDir) => built('libs/adapters/offline/index.js').FolderForReading.open(dataDir, null);

const perSecond = (count, start) => (count / (performance.now() - start)) * 1000;
