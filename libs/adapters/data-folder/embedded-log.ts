import { kindOfStream } from '@sigill/domain';
import { bindKeysToLog, EventStore, OwnGrowth, SqliteDataKeys, SqliteEventStore } from '@sigill/event-log';
import { join } from 'node:path';
import { FormStore } from '../forms/form-store';
import { folderFiles } from './folder-files';
import { inspect } from './inspection';
import { readKeyFile } from './key-file';
import { kept, Open, OpenedLog } from './opened-log';
import { makePrivate } from './privacy';

/** The log, its keys and its forms in the data folder itself. @throws as DataFolder.open does */
export async function openEmbeddedLog(
  { path, kekFile }: { readonly path: string; readonly kekFile: string | null },
  open: Open,
  onFatal: (error: Error) => void,
): Promise<OpenedLog> {
  const setRight = makePrivate(path, kekFile);
  inspect(path);
  const kek = readKeyFile(kekFile, path);
  const [keysFile, logFile] = [join(path, folderFiles.keys), join(path, folderFiles.log)];
  const keys = kept(open, SqliteDataKeys.open(keysFile, kek), (one) => one.close());
  const growth = new OwnGrowth();
  const storing = SqliteEventStore.open(logFile, { onFatal, growth, keysFile });
  const store = kept(open, await storing, (one) => one.close());
  bindKeysToLog(logFile, keysFile);
  await refuseEarlierLog(store);
  const forms = new FormStore(join(path, folderFiles.forms));
  const inThread = { kind: 'sqlite', kekFile } as const;
  return {
    kek,
    keys,
    store,
    forms,
    growth,
    inThread,
    setRight,
    files: [logFile, keysFile],
    beats: null,
    logOptions: {},
  };
}

/** The log was written by a build whose streams this one does not read. */
export class EarlierLog extends Error {
  override name = 'EarlierLog';
}

/** @throws EarlierLog */
async function refuseEarlierLog(store: EventStore): Promise<void> {
  const [first] = await store.readAll(0, 1);
  if (first !== undefined && kindOfStream(first.stream) === null)
    throw new EarlierLog(
      'DATA_DIR: the log was written by an earlier build and cannot be read by this one: name another folder',
    );
}
