import { PersonIds } from '@sigill/application/plain';
import { kindOfStream, PersonalNumber, PersonId, RegionName, upcast } from '@sigill/domain';
import {
  AppStamp,
  bindKeysToLog,
  Database,
  DataKeys,
  EventLog,
  EventStore,
  indexKeyOf,
  Lru,
  OwnGrowth,
  personIdOf,
  SqliteDataKeys,
  SqliteEventStore,
} from '@sigill/event-log';
import { ReadModels } from '@sigill/following';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inFolder } from './folder-fault';
import { folderFiles } from './folder-files';
import { FolderLock } from './folder-lock';
import { FolderWatch } from './folder-watch';
import { inspect } from './inspection';
import { readKeyFile } from './key-file';
import { makePrivate } from './privacy';
import { ReadModelSealer } from './read-model-sealer';
import { readModelsIn } from './read-models';
import { openReadModels } from './read-models-file';
import { RowsBeside } from './rows-beside';

interface Parts {
  readonly path: string;
  readonly kekFile: string | null;
  readonly lock: FolderLock;
  readonly keys: DataKeys;
  readonly store: EventStore;
  readonly log: EventLog;
  readonly readModels: Database;
  readonly sealer: ReadModelSealer;
  readonly indexKey: Buffer;
  readonly growth: OwnGrowth;
  readonly watch: FolderWatch;
  readonly setRight: readonly string[];
}

/** How to close what has been opened so far, in that order. */
type Open = (() => unknown)[];

function kept<T>(open: Open, part: T, close: (part: T) => unknown): T {
  open.push(() => close(part));
  return part;
}

/** Persons whose ids are at hand: each call asks for the same few many times. */
const idsKnown = 20_000;

/** Everything that the program keeps, opened and held for this process alone. */
export class DataFolder implements PersonIds {
  private readonly ids = new Lru<PersonalNumber, PersonId>(idsKnown);

  private constructor(private readonly parts: Parts) {}

  /** @throws FolderInUse, FolderFault, KeyFileFault, WrongKeyEncryptionKey, UnsafeSqlite, NotDurable: each with one
   *  readable line; then nothing is left open.
   *  `onFatal`: the store cannot go on, the process should end and start anew */
  static async open(
    dataDir: string,
    kekFile: string | null,
    app: AppStamp,
    onFatal: (error: Error) => void,
  ): Promise<DataFolder> {
    const path = resolve(dataDir);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const open: Open = [];
    try {
      const lock = kept(open, FolderLock.take(path), (one) => one.release());
      const setRight = makePrivate(path, kekFile);
      inspect(path);
      const kek = readKeyFile(kekFile, path);
      const keysFile = join(path, folderFiles.keys);
      const keys = kept(open, SqliteDataKeys.open(keysFile, kek), (one) => one.close());
      const logFile = join(path, folderFiles.log);
      const growth = new OwnGrowth();
      const storing = SqliteEventStore.open(logFile, { onFatal, growth, keysFile });
      const store = kept(open, await storing, (one) => one.close());
      bindKeysToLog(logFile, keysFile);
      await refuseEarlierLog(store);
      const indexKey = await indexKeyOf(keys, { head: await store.head() });
      const readModels = kept(open, openReadModels(path), (one) => one.close());
      const log = new EventLog(store, keys, kek, { app, upcast });
      const watch = new FolderWatch(path, onFatal);
      const sealer = ReadModelSealer.under(kek, join(path, folderFiles.readModels));
      const own = { path, kekFile, lock, growth, watch, setRight };
      return new DataFolder({ ...own, keys, store, log, readModels, sealer, indexKey });
    } catch (error) {
      for (const close of open.reverse()) await close();
      throw inFolder(path, error);
    }
  }

  /** What could be read by others and was set right, one line for each. */
  get setRight(): readonly string[] {
    return this.parts.setRight;
  }

  get keys(): DataKeys {
    return this.parts.keys;
  }

  get store(): EventStore {
    return this.parts.store;
  }

  get log(): EventLog {
    return this.parts.log;
  }

  get readModels(): Database {
    return this.parts.readModels;
  }

  /** What the projections work with in this thread. */
  rowsHere(region: RegionName): ReadModels {
    const { readModels: db, sealer } = this.parts;
    return readModelsIn({ file: this.file('readModels'), db, sealer }, region);
  }

  /** The read models, written by a thread of their own. */
  rowsBeside(region: RegionName, onFault: (error: unknown) => void): RowsBeside {
    const { path: dataDir, kekFile, readModels: db, sealer, growth } = this.parts;
    return new RowsBeside({ dataDir, kekFile, region }, { db, sealer, growth }, onFault);
  }

  idOf(number: PersonalNumber): PersonId {
    const known = this.ids.get(number);
    if (known !== undefined) return known;
    const id = personIdOf(this.parts.indexKey, number) as PersonId;
    this.ids.set(number, id);
    return id;
  }

  file(name: keyof typeof folderFiles): string {
    return join(this.parts.path, folderFiles[name]);
  }

  async close(): Promise<void> {
    this.parts.watch.stop();
    await this.store.close();
    await this.keys.close();
    this.readModels.close();
    this.parts.lock.release();
  }
}

/** The log was written by a build whose streams this one does not read. */
export class EarlierLog extends Error {
  override name = 'EarlierLog';
}

/** @throws EarlierLog */
export async function refuseEarlierLog(store: EventStore): Promise<void> {
  const [first] = await store.readAll(0, 1);
  if (first !== undefined && kindOfStream(first.stream) === null)
    throw new EarlierLog(
      'DATA_DIR: the log was written by an earlier build and cannot be read by this one: name another folder',
    );
}
