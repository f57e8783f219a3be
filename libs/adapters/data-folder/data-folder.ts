import { PersonIds } from '@sigill/application/plain';
import { PersonalNumber, PersonId, RegionName, upcast } from '@sigill/domain';
import {
  AppStamp,
  Database,
  DataKeys,
  EventLog,
  EventStore,
  indexKeyOf,
  isUuid,
  Lru,
  personIdOf,
} from '@sigill/event-log';
import { ReadModels } from '@sigill/following';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FormKeeping } from '../forms/form-keeping';
import { Cluster, openClusterLog } from './cluster-log';
import { openEmbeddedLog } from './embedded-log';
import { inFolder } from './folder-fault';
import { epochFile, folderFiles } from './folder-files';
import { FolderLock } from './folder-lock';
import { FolderWatch } from './folder-watch';
import { kept, Open, OpenedLog } from './opened-log';
import { ReadModelSealer } from './read-model-sealer';
import { readModelsIn } from './read-models';
import { openReadModels } from './read-models-file';
import { RowsBeside } from './rows-beside';

interface Parts {
  readonly path: string;
  readonly lock: FolderLock;
  readonly opened: OpenedLog;
  readonly log: EventLog;
  readonly readModels: Database;
  readonly sealer: ReadModelSealer;
  readonly indexKey: Buffer;
  readonly watch: FolderWatch;
}

type Opening = (path: string, open: Open) => Promise<OpenedLog>;

/** Persons whose ids are at hand: each call asks for the same few many times. */
const idsKnown = 20_000;

/** Everything that the program keeps, opened and held for this process alone. */
export class DataFolder implements PersonIds {
  private readonly ids = new Lru<PersonalNumber, PersonId>(idsKnown);

  private constructor(private readonly parts: Parts) {}

  /** With the log in it.
   *  @throws FolderInUse, FolderFault, KeyFileFault, WrongKeyEncryptionKey, UnsafeSqlite, NotDurable: each with one
   *  readable line; then nothing is left open.
   *  `onFatal`: the store cannot go on, the process should end and start anew */
  static open(
    dataDir: string,
    kekFile: string | null,
    app: AppStamp,
    onFatal: (error: unknown) => void,
  ): Promise<DataFolder> {
    return DataFolder.opened(dataDir, app, onFatal, (path, open) => openEmbeddedLog({ path, kekFile }, open, onFatal));
  }

  /** With read models alone, the log being in a database: it is waited for.
   *  @throws as `open`, and UnfitStore */
  static onCluster(
    dataDir: string,
    cluster: Cluster,
    app: AppStamp,
    onFatal: (error: unknown) => void,
  ): Promise<DataFolder> {
    return DataFolder.opened(dataDir, app, onFatal, (path, open) => openClusterLog({ path, cluster }, open, onFatal));
  }

  private static async opened(
    dataDir: string,
    app: AppStamp,
    onFatal: (error: unknown) => void,
    opening: Opening,
  ): Promise<DataFolder> {
    const path = resolve(dataDir);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const open: Open = [];
    try {
      const lock = kept(open, FolderLock.take(path), (one) => one.release());
      const opened = await opening(path, open);
      const { store, keys, kek, files } = opened;
      const indexKey = await indexKeyOf(keys, { head: await store.head() });
      const readModels = kept(open, openReadModels(path), (one) => one.close());
      const log = new EventLog(store, keys, kek, { app, upcast, ...opened.logOptions });
      const watch = new FolderWatch(path, files, onFatal);
      const sealer = ReadModelSealer.under(kek, join(path, folderFiles.readModels));
      return new DataFolder({ path, lock, opened, log, readModels, sealer, indexKey, watch });
    } catch (error) {
      for (const close of open.reverse()) await close();
      throw inFolder(path, error);
    }
  }

  /** What could be read by others and was set right, one line for each. */
  get setRight(): readonly string[] {
    return this.parts.opened.setRight;
  }

  get keys(): DataKeys {
    return this.parts.opened.keys;
  }

  get store(): EventStore {
    return this.parts.opened.store;
  }

  get forms(): FormKeeping {
    return this.parts.opened.forms;
  }

  /** Null: no other process works on the log. */
  get beats(): OpenedLog['beats'] {
    return this.parts.opened.beats;
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
    const { path: dataDir, opened, readModels: db, sealer } = this.parts;
    const { inThread: log, growth } = opened;
    return new RowsBeside({ dataDir, log, region }, { db, sealer, growth }, onFault);
  }

  idOf(number: PersonalNumber): PersonId {
    const known = this.ids.get(number);
    if (known !== undefined) return known;
    const id = personIdOf(this.parts.indexKey, number) as PersonId;
    this.ids.set(number, id);
    return id;
  }

  /** The process that worked in the folder before this one, and has ended: one alone can. Null: there was none. */
  takeOver(epoch: string): string | null {
    const file = join(this.parts.path, epochFile);
    const before = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    writeFileSync(file, `${epoch}\n`, { mode: 0o600 });
    return isUuid(before) ? before : null;
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
