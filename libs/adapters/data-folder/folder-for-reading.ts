import { upcast } from '@sigill/domain';
import {
  Database,
  DataKeys,
  EventLog,
  EventStore,
  KeyEncryptionKey,
  openEventStoreForReading,
  SqliteDataKeys,
} from '@sigill/event-log';
import { join, resolve } from 'node:path';
import { inFolder } from './folder-fault';
import { folderFiles } from './folder-files';
import { isThere, refuseLost } from './inspection';
import { readKeyFile } from './key-file';
import { ReadModelSealer } from './read-model-sealer';
import { readModelsForReading } from './read-models-file';

/** There is nothing of Sigill's in the folder. */
export class NoDataFolder extends Error {
  constructor(folder: string) {
    super(`DATA_DIR: ${folder} holds no log; name the folder that the program keeps its data in`);
    this.name = 'NoDataFolder';
  }
}

interface Parts {
  readonly path: string;
  readonly kek: KeyEncryptionKey;
  readonly keys: DataKeys;
  readonly store: EventStore;
  readonly readModels: Database | null;
}

/** A data folder that is only looked at, also while a program works in it: no lock is taken and no event, key or row can
 *  be written. (SQLite may leave its own `-wal` and `-shm` files beside a file that it reads.) */
export class FolderForReading {
  readonly log: EventLog;
  readonly sealer: ReadModelSealer;

  private constructor(private readonly parts: Parts) {
    const { store, keys, kek } = parts;
    this.log = new EventLog(store, keys, kek, { app: { version: 'reader', instance: 'reader' }, upcast });
    this.sealer = ReadModelSealer.under(kek, this.file('readModels'));
  }

  /** @throws NoDataFolder, FolderFault, KeyFileFault, WrongKeyEncryptionKey, UnsafeSqlite: each with one readable line */
  static open(dataDir: string, kekFile: string | null): FolderForReading {
    const path = resolve(dataDir);
    refuseUnlessThere(path);
    refuseLost(path);
    const kek = readKeyFile(kekFile, path);
    const close: (() => unknown)[] = [];
    try {
      const keys = SqliteDataKeys.open(join(path, folderFiles.keys), kek, { readOnly: true });
      close.push(() => keys.close());
      const store = openEventStoreForReading(join(path, folderFiles.log));
      close.push(() => store.close());
      return new FolderForReading({ path, kek, keys, store, readModels: readModelsForReading(path) });
    } catch (error) {
      for (const one of close) one();
      throw inFolder(path, error);
    }
  }

  get kek(): KeyEncryptionKey {
    return this.parts.kek;
  }

  get keys(): DataKeys {
    return this.parts.keys;
  }

  get store(): EventStore {
    return this.parts.store;
  }

  /** Null where there are none, or the file is damaged: they can always be made anew. */
  get readModels(): Database | null {
    return this.parts.readModels;
  }

  file(name: keyof typeof folderFiles): string {
    return join(this.parts.path, folderFiles[name]);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.keys.close();
    this.readModels?.close();
  }
}

/** @throws NoDataFolder */
export function refuseUnlessThere(dataDir: string): void {
  const path = resolve(dataDir);
  const any = [folderFiles.log, folderFiles.keys].some((name) => isThere(join(path, name)));
  if (!any) throw new NoDataFolder(path);
}
