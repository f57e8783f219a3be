import { upcast } from '@sigill/domain';
import { EventLog, OwnGrowth } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { folderFiles } from './folder-files';
import { openLogInThread } from './log-in-thread';
import { FromProjecting, ProjectingStart, ToProjecting } from './projecting-protocol';
import { ReadModelSealer } from './read-model-sealer';
import { readModelsIn } from './read-models';
import { openReadModels } from './read-models-file';

/** Follows the log into the read models, on connections of its own, while the main thread answers. */
const port = parentPort;
if (port === null) throw new Error('projecting-thread runs as a thread');
const { dataDir, log: place, region } = workerData as ProjectingStart;
const growth = new OwnGrowth();
const working = begin();
working.then(({ projector }) => {
  tell({ kind: 'ready', position: projector.position(), takenIn: projector.takenIn });
}, fail);
port.on('message', receive);

interface Working {
  readonly projector: Projector;
  close(): Promise<void>;
}

async function begin(): Promise<Working> {
  const { store, keys, kek } = await openLogInThread(dataDir, place, growth);
  const log = new EventLog(store, keys, kek, { app: { version: 'reader', instance: 'reader' }, upcast });
  const db = openReadModels(dataDir);
  const file = join(dataDir, folderFiles.readModels);
  const parts = { file, db, sealer: ReadModelSealer.under(kek, file) };
  const projector = new Projector(log, readModelsIn(parts, region), fail);
  projector.hear((news) => tell({ kind: 'arrived', position: projector.position(), news }));
  await projector.start();
  const close = async (): Promise<void> => {
    await projector.close();
    await store.close();
    await keys.close();
    db.close();
  };
  return { projector, close };
}

function receive(message: ToProjecting): void {
  switch (message.kind) {
    case 'grown':
      growth.announce();
      return;
    case 'wanted':
      growth.announce();
      // Who waits in the main thread is told there.
      working.then(({ projector }) => projector.reach(message.position)).catch(() => undefined);
      return;
    case 'close':
      close().catch(fail);
      return;
    default:
      throw new Error(`the projecting thread was told ${JSON.stringify(message satisfies never)}`);
  }
}

async function close(): Promise<void> {
  await (await working).close();
  port?.close();
}

function fail(error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  tell({ kind: 'fault', name, message, stack });
}

function tell(message: FromProjecting): void {
  port?.postMessage(message);
}
