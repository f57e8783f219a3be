import { join } from 'node:path';
import { apart } from '../apart.mjs';
import { placesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';
import { median } from '../rounds.mjs';

const most = 600;
const fewest = 30;
/** So that the code is compiled; a program is started once a month. */
const warmUps = 10;

/** A patient's file of some 20 events loaded for the first time, read, verified, opened and folded, and once more from
 *  memory. Microseconds, the median over many files. */
export function fileFigures(folder) {
  return apart(import.meta.url, 'loads', [placesIn(folder).dataDir]);
}

export async function loads(dataDir) {
  const { FolderForReading } = built('libs/adapters/offline/index.js');
  const { CaseFiles } = built('libs/application/index.js');
  const folder = FolderForReading.open(dataDir, null);
  const patients = patientsIn(join(dataDir, 'log.db'));
  if (patients.length < fewest) throw new Error(`only ${patients.length} files of some 20 events`);
  const third = Math.floor(patients.length / 3);
  for (let times = 0; times < warmUps; times += 1) {
    const files = new CaseFiles(folder.log);
    for (const patient of patients.slice(0, third)) await files.load(patient);
  }
  const files = new CaseFiles(folder.log);
  const cold = await timesOf(patients.slice(third), (patient) => files.load(patient));
  const again = patients.slice(-third);
  const memory = await timesOf([...again, ...again, ...again], (patient) => files.load(patient));
  await folder.close();
  return {
    'load.file.20events.us': median(cold) * 1000,
    'load.file.20events.memory.us': median(memory) * 1000,
  };
}

function patientsIn(file) {
  const { idIn } = built('libs/domain/index.js');
  const { openDatabase } = built('libs/event-log/index.js');
  const db = openDatabase(file, { readOnly: true });
  const rows = db
    .prepare(
      `select stream from events where stream like 'file-%' group by stream having count(*) between 18 and 22 limit ?`,
    )
    .all(most);
  db.close();
  return rows.map(({ stream }) => idIn('file', stream));
}

async function timesOf(those, work) {
  const ms = [];
  for (const one of those) {
    const start = performance.now();
    await work(one);
    ms.push(performance.now() - start);
  }
  return ms;
}
