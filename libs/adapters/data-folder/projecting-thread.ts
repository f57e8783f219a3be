import { OwnGrowth } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { parentPort, workerData } from 'node:worker_threads';
import { SwedishWorkingDays } from '../clock/swedish-working-days';
import { FolderForReading } from './folder-for-reading';
import { FromProjecting, ProjectingStart, ToProjecting } from './projecting-protocol';
import { openReadModels, readModelsIn } from './read-models';

/** Follows the log into the read models, on connections of its own, while the main thread answers. */
const port = parentPort;
if (port === null) throw new Error('projecting-thread runs as a thread');
const { dataDir, kekFile } = workerData as ProjectingStart;
const workingDays = new SwedishWorkingDays();
const growth = new OwnGrowth();
const folder = FolderForReading.open(dataDir, kekFile, growth);
const file = folder.file('readModels');
const db = openReadModels(file);
const projector = new Projector(
  folder.log,
  readModelsIn({ file, db, sealer: folder.sealer }, (date) => workingDays.isWorkingDay(date)),
  fail,
);

projector.hear((news) => tell({ kind: 'arrived', position: projector.position(), news }));
port.on('message', receive);
projector.start().then(() => tell({ kind: 'ready', position: projector.position() }), fail);

function receive(message: ToProjecting): void {
  switch (message.kind) {
    case 'grown':
      growth.announce();
      return;
    case 'wanted':
      growth.announce();
      // Who waits in the main thread is told there.
      projector.reach(message.position).catch(() => undefined);
      return;
    case 'close':
      close().catch(fail);
      return;
    default:
      throw new Error(`the projecting thread was told ${JSON.stringify(message satisfies never)}`);
  }
}

async function close(): Promise<void> {
  await projector.close();
  await folder.close();
  db.close();
  port?.close();
}

function fail(error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  tell({ kind: 'fault', name, message, stack });
}

function tell(message: FromProjecting): void {
  port?.postMessage(message);
}
