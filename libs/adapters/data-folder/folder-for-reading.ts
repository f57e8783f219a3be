import { upcast } from '@sigill/domain';
import {
  Database,
  DataKeys,
  EventLog,
  EventStore,
  formStreams,
  keyCheckOf,
  KeyEncryptionKey,
  keyStreams,
  MirroredKeys,
  openEventStoreForReading,
  SqliteDataKeys,
  VerifyOptions,
} from '@sigill/event-log';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FormKeeping } from '../forms/form-keeping';
import { FormStore } from '../forms/form-store';
import { FormStreams } from '../forms/form-streams';
import { clusterStore } from './cluster-log';
import { inFolder } from './folder-fault';
import { folderFiles } from './folder-files';
import { isThere, refuseLost } from './inspection';
import { readKeyFile } from './key-file';
import { Open } from './opened-log';
import { ReadModelSealer } from './read-model-sealer';
import { readModelsForReading } from './read-models-file';

/** There is nothing of Sigill's in the folder. */
export class NoDataFolder extends Error {
  constructor(folder: string) {
    super(`DATA_DIR: ${folder} holds no log; name the folder that the program keeps its data in`);
    this.name = 'NoDataFolder';
  }
}

/** There is nothing of Sigill's in the database. */
export class NoLogThere extends Error {
  override name = 'NoLogThere';

  constructor() {
    super('EVENTSTORE_URL: the database holds no log under this path; name the one that the program works on');
  }
}

/** Files of a folder that SQLite can vouch for. */
type Kept = 'log' | 'keys' | 'keyMirror' | 'readModels';

interface Parts {
  readonly path: string;
  readonly kek: KeyEncryptionKey;
  readonly keys: DataKeys;
  readonly store: EventStore;
  readonly forms: FormKeeping;
  readonly readModels: Database | null;
  readonly positions: NonNullable<VerifyOptions['positions']>;
  readonly databases: readonly Kept[];
}

/** A log that is only looked at, also while programs work on it: no lock is taken and no event, key or row can be written. (SQLite
 *  may leave its own `-wal` and `-shm` files beside a file that it reads.) */
export class FolderForReading {
  readonly log: EventLog;
  readonly sealer: ReadModelSealer;

  private constructor(
    private readonly parts: Parts,
    private readonly opened: Open,
  ) {
    const { store, keys, kek } = parts;
    this.log = new EventLog(store, keys, kek, { app: { version: 'reader', instance: 'reader' }, upcast });
    this.sealer = ReadModelSealer.under(kek, this.file('readModels'));
  }

  /** A data folder. @throws NoDataFolder, FolderFault, KeyFileFault, WrongKeyEncryptionKey, UnsafeSqlite: each with one readable line */
  static open(dataDir: string, kekFile: string | null): FolderForReading {
    const path = resolve(dataDir);
    refuseUnlessThere(path);
    refuseLost(path);
    const kek = readKeyFile(kekFile, path);
    const open: Open = [];
    try {
      const keys = SqliteDataKeys.open(join(path, folderFiles.keys), kek, { readOnly: true });
      open.push(() => keys.close());
      const store = openEventStoreForReading(join(path, folderFiles.log));
      open.push(() => store.close());
      const forms = new FormStore(join(path, folderFiles.forms));
      const databases = ['log', 'keys', 'readModels'] as const;
      const parts = { path, kek, keys, store, forms, readModels: readModelsForReading(path), databases };
      return new FolderForReading({ ...parts, positions: 'contiguous' }, open);
    } catch (error) {
      for (const close of open) close();
      throw inFolder(path, error);
    }
  }

  /** A log in a database, and the read models of a process that works on it, where the folder holds some.
   *  @throws BadStoreUrl, StoreUnavailable, NoLogThere, WrongKeyEncryptionKey, KeyFileFault */
  static async onCluster(dataDir: string, url: string, kekFile: string): Promise<FolderForReading> {
    const path = resolve(dataDir);
    const kek = readKeyFile(kekFile, path);
    const open: Open = [];
    try {
      const own = await mkdtemp(join(tmpdir(), 'sigill-keys-'));
      open.push(() => rm(own, { recursive: true, force: true }));
      const store = await clusterStore(url);
      open.push(() => store.close());
      const streams = store.beside(keyStreams);
      const database = await keyCheckOf(streams, kek);
      if (database === null) throw new NoLogThere();
      const file = join(own, folderFiles.keyMirror);
      const keys = MirroredKeys.open({ file, kek, streams, database, onFault: () => undefined });
      open.push(() => keys.close());
      const forms = new FormStreams(store.beside(formStreams));
      const parts = { path, kek, keys, store, forms, readModels: readModelsForReading(path) };
      return new FolderForReading({ ...parts, positions: 'rising', databases: ['keyMirror', 'readModels'] }, open);
    } catch (error) {
      for (const close of open.reverse()) await close();
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

  get forms(): FormKeeping {
    return this.parts.forms;
  }

  /** How the positions of its log rise. */
  get positions(): Parts['positions'] {
    return this.parts.positions;
  }

  /** Those of its files that are databases, there or not. */
  get databases(): readonly Kept[] {
    return this.parts.databases;
  }

  /** Null where there are none, or the file is damaged: they can always be made anew. */
  get readModels(): Database | null {
    return this.parts.readModels;
  }

  file(name: keyof typeof folderFiles): string {
    return join(this.parts.path, folderFiles[name]);
  }

  async close(): Promise<void> {
    this.readModels?.close();
    for (const close of this.opened.reverse()) await close();
  }
}

/** @throws NoDataFolder */
export function refuseUnlessThere(dataDir: string): void {
  const path = resolve(dataDir);
  const any = [folderFiles.log, folderFiles.keys].some((name) => isThere(join(path, name)));
  if (!any) throw new NoDataFolder(path);
}
