import {
  DataKeys,
  EventStore,
  KeyEncryptionKey,
  MirrorReader,
  openEventStoreForReading,
  OwnGrowth,
  SqliteDataKeys,
} from '@sigill/event-log';
import { join } from 'node:path';
import { clusterStore } from './cluster-log';
import { folderFiles } from './folder-files';
import { readKeyFile } from './key-file';
import { LogOfThread } from './projecting-protocol';

/** A log for reading, on connections of this thread's own. */
export interface LogInThread {
  readonly store: EventStore;
  readonly keys: DataKeys;
  readonly kek: KeyEncryptionKey;
}

/** @param growth tells of what another thread of this process appends */
export async function openLogInThread(dataDir: string, log: LogOfThread, growth: OwnGrowth): Promise<LogInThread> {
  const kek = readKeyFile(log.kekFile, dataDir);
  const file = (name: keyof typeof folderFiles): string => join(dataDir, folderFiles[name]);
  switch (log.kind) {
    case 'sqlite': {
      const keys = SqliteDataKeys.open(file('keys'), kek, { readOnly: true });
      return { kek, keys, store: openEventStoreForReading(file('log'), { growth }) };
    }
    case 'eventstoredb':
      return { kek, keys: MirrorReader.over(file('keyMirror'), kek), store: await clusterStore(log.url) };
    default:
      throw new Error(`no such log: ${JSON.stringify(log satisfies never)}`);
  }
}
