import { PersonIds, ReadModels } from '@sigill/application';
import { Sealer } from '@sigill/projections';
import { kindOfStream, PersonalNumber, PersonId, upcast } from '@sigill/domain';
import {
  AppStamp,
  Database,
  DataKeys,
  EventLog,
  EventStore,
  indexKeyOf,
  Lru,
  openDatabase,
  personIdOf,
  SqliteDataKeys,
  SqliteEventStore,
} from '@sigill/event-log';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FillingBeside } from './filling-beside';
import { FolderLock } from './folder-lock';
import { readKeyFile } from './key-file';
import { ReadModelSealer } from './read-model-sealer';

/** The parts of a data folder; every file of the program's lies under one of these names. */
export const folderFiles = {
  log: 'log.db',
  keys: 'keys.db',
  readModels: 'read-models.db',
  forms: 'forms',
  mail: 'mail',
  signingKey: 'oidc-key.json',
} as const;

interface Parts {
  readonly path: string;
  readonly lock: FolderLock;
  readonly keys: DataKeys;
  readonly store: EventStore;
  readonly log: EventLog;
  readonly readModels: Database;
  readonly sealer: ReadModelSealer;
  readonly indexKey: Buffer;
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
    const store = await SqliteEventStore.open(join(path, folderFiles.log), {
      onFatal,
      keysFile: join(path, folderFiles.keys),
    });
    await refuseEarlierLog(store);
    const log = new EventLog(store, keys, kek, { app, upcast });
    return new DataFolder({
      path,
      lock,
      keys,
      store,
      log,
      readModels: openReadModels(path),
      sealer: ReadModelSealer.under(kek),
      indexKey: await indexKeyOf(keys, { head: await store.head() }),
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

  get sealer(): Sealer {
    return this.parts.sealer;
  }

  /** What the projections work with; tables of a long log are filled in a thread of their own. */
  rows(isWorkingDay: ReadModels['isWorkingDay']): ReadModels {
    const { readModels: db, sealer } = this.parts;
    const start = { file: this.file('readModels'), key: sealer.keyForThread };
    return {
      db,
      sealer,
      isWorkingDay,
      fillBeside: (tables, events) => (events < worthAThread ? null : new FillingBeside({ ...start, tables })),
    };
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

/** Events; below it the thread's own start takes longer than what it saves. */
const worthAThread = 10_000;

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

/** Read models can be made anew from the log, so a commit need not wait for the disk; the checkpoint is still in it. */
function openReadModels(path: string): Database {
  const db = openDatabase(join(path, folderFiles.readModels));
  db.exec('pragma synchronous = normal');
  return db;
}
