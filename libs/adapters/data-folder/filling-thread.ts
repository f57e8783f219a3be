import { closeDatabase, openDatabase } from '@sigill/event-log';
import { BesideTables, projections } from '@sigill/projections';
import { parentPort, workerData } from 'node:worker_threads';
import { calendarOf } from '../clock/region-calendar';
import { FillingStart, FromFilling, ToFilling } from './filling-protocol';
import { ReadModelSealer } from './read-model-sealer';

/** Some 64 MB are written before they are brought over into the file. */
const pagesInWal = 16_384;

/** Fills tables that are made anew, on a connection of its own, while the main thread reads the log. */
const port = parentPort;
if (port === null) throw new Error('filling-thread runs as a thread');
const { file, tables, key, region } = workerData as FillingStart;
const db = openDatabase(file);
db.exec(`PRAGMA synchronous = normal; PRAGMA wal_autocheckpoint = ${String(pagesInWal)}`);
const beside = new BesideTables(
  db,
  projections.filter(({ name }) => tables.includes(name)),
  { sealer: ReadModelSealer.of(key), ...calendarOf(region) },
);

port.on('message', (message: ToFilling) => {
  port.postMessage(answer(() => work(message)));
  if (message.kind === 'close') port.close();
});

function work(message: ToFilling): void {
  switch (message.kind) {
    case 'fill':
      beside.fill(message.batch);
      return;
    case 'complete':
      beside.complete(message.tables);
      return;
    case 'close':
      closeDatabase(db);
      return;
    default:
      throw new Error(`the filling thread was told ${JSON.stringify(message satisfies never)}`);
  }
}

function answer(act: () => void): FromFilling {
  try {
    act();
    return { done: true };
  } catch (error) {
    return { done: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
