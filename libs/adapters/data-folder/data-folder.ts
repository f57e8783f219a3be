import { PersonIds } from '@sigill/application';
import { kindOfStream, PersonalNumber, PersonId, upcast } from '@sigill/domain';
import {
  AppStamp,
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
import { folderFiles } from './folder-files';
import { FolderLock } from './folder-lock';
import { readKeyFile } from './key-file';
import { ReadModelSealer } from './read-model-sealer';
import { openReadModels, readModelsIn } from './read-models';
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
}

/** Persons whose ids are at hand: each call asks for the same few many times. */
const idsKnown = 20_000;

/** Everything that the program keeps, opened and held for this process alone. */
export class DataFolder implements PersonIds {
  private readonly ids = new Lru<PersonalNumber, PersonId>(idsKnown);

  private constructor(private readonly parts: Parts) {}

  /** @throws FolderInUse, KeyFileFault, WrongKeyEncryptionKey, UnsafeSqlite, NotDurable: each with one readable line.
   *  `onFatal`: the store cannot go on, the process should end and start anew */
  static async open(
    dataDir: string,
    kekFile: string | null,
    app: AppStamp,
    onFatal: (error: Error) => void,
  ): Promise<DataFolder> {
    const path = resolve(dataDir);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock = FolderLock.take(path);
    const kek = readKeyFile(kekFile, path);
    const keys = SqliteDataKeys.open(join(path, folderFiles.keys), kek);
    const growth = new OwnGrowth();
    const store = await SqliteEventStore.open(join(path, folderFiles.log), {
      onFatal,
      growth,
      keysFile: join(path, folderFiles.keys),
    });
    await refuseEarlierLog(store);
    const log = new EventLog(store, keys, kek, { app, upcast });
    return new DataFolder({
      path,
      kekFile,
      lock,
      keys,
      store,
      log,
      readModels: openReadModels(join(path, folderFiles.readModels)),
      sealer: ReadModelSealer.under(kek),
      indexKey: await indexKeyOf(keys, { head: await store.head() }),
      growth,
    });
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
  rowsHere(isWorkingDay: ReadModels['isWorkingDay']): ReadModels {
    const { readModels: db, sealer } = this.parts;
    return readModelsIn({ file: this.file('readModels'), db, sealer }, isWorkingDay);
  }

  /** The read models, written by a thread of their own. */
  rowsBeside(onFault: (error: unknown) => void): RowsBeside {
    const { path: dataDir, kekFile, readModels: db, sealer, growth } = this.parts;
    return new RowsBeside({ dataDir, kekFile }, { db, sealer, growth }, onFault);
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
