import { streamPrefixes } from '@sigill/domain';
import {
  AnotherDatabase,
  beatStreams,
  EventStoreDbStore,
  formStreams,
  keyStreams,
  MirroredKeys,
  OwnGrowth,
  parseStoreUrl,
  settleKeyCheck,
  StoreUnavailable,
} from '@sigill/event-log';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { machineMs } from '../clock/system-clock';
import { FormStreams } from '../forms/form-streams';
import { FolderFault } from './folder-fault';
import { folderFiles } from './folder-files';
import { isThere } from './inspection';
import { readKeyFile } from './key-file';
import { kept, Open, OpenedLog } from './opened-log';
import { makePrivate } from './privacy';

/** A log in a database that many processes use. */
export interface Cluster {
  /** As parseStoreUrl takes it. */
  readonly url: string;
  readonly kekFile: string;
  /** Told what somebody may have to do something about. */
  readonly tell: (line: string) => void;
  /** Done from the first time that the database does not answer; what it resolves to is called when it does. */
  readonly whileWaiting: () => Promise<() => Promise<void>>;
}

const againMs = 1_000;
/** A caller hears within 8 s that nobody can say what became of a command: the last try may take 5 s. */
const repeatForMs = 3_000;

/** The log of the address, once the database answers: it is waited for, and asked again every second.
 *  @throws UnfitStore, WrongKeyEncryptionKey, KeyFileFault, FolderFault: each with one readable line */
export async function openClusterLog(
  { path, cluster }: { readonly path: string; readonly cluster: Cluster },
  open: Open,
  onFatal: (error: unknown) => void,
): Promise<OpenedLog> {
  const { url, kekFile } = cluster;
  refuseEmbedded(path);
  const setRight = makePrivate(path, kekFile);
  const kek = readKeyFile(kekFile, path);
  const store = kept(open, await clusterStore(url), (one) => one.close());
  const [streams, forms] = [store.beside(keyStreams), store.beside(formStreams)];
  const database = await answering(cluster, async () => {
    const ahead = await store.selfTest(machineMs);
    if (ahead !== null) cluster.tell(`EVENTSTORE_URL: the server’s clock is ${String(ahead)} ms from this machine’s`);
    return settleKeyCheck(streams, kek);
  });
  const file = join(path, folderFiles.keyMirror);
  const keys = kept(open, mirroredKeys(path, { file, kek, streams, database, onFault: onFatal }), (one) => one.close());
  return {
    ...{ kek, keys, store, setRight },
    forms: new FormStreams(forms),
    beats: store.beside(beatStreams),
    logOptions: { repeatForMs },
    growth: new OwnGrowth(),
    inThread: { kind: 'eventstoredb', url, kekFile },
    files: [file],
  };
}

/** The log of the address; nothing is asked of the database yet. @throws BadStoreUrl */
export function clusterStore(url: string): Promise<EventStoreDbStore> {
  const { prefix } = parseStoreUrl(url);
  return EventStoreDbStore.to(url, { place: { prefix, kinds: streamPrefixes } });
}

async function answering<T>({ tell, whileWaiting }: Cluster, ask: () => Promise<T>): Promise<T> {
  const first = await unlessSilent(ask);
  if (first !== silent) return first;
  tell('EVENTSTORE_URL: the database does not answer; it is asked again every second');
  const end = await whileWaiting();
  try {
    for (;;) {
      await setTimeout(againMs);
      const answer = await unlessSilent(ask);
      if (answer !== silent) return answer;
    }
  } finally {
    await end();
  }
}

const silent = Symbol('it does not answer');

async function unlessSilent<T>(ask: () => Promise<T>): Promise<T | typeof silent> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StoreUnavailable) return silent;
    throw error;
  }
}

/** @throws FolderFault: the folder's read models are of another database */
function mirroredKeys(path: string, given: Parameters<typeof MirroredKeys.open>[0]): MirroredKeys {
  if (!isThere(given.file) && isThere(join(path, folderFiles.readModels)))
    throw new FolderFault(`${given.file} is missing beside the read models of an earlier start`, beginAnew);
  try {
    return MirroredKeys.open(given);
  } catch (error) {
    if (error instanceof AnotherDatabase)
      throw new FolderFault(`${given.file} was filled from another database`, beginAnew);
    throw error;
  }
}

const beginAnew = 'name an empty folder; nothing in this one is needed, since all of it is in EVENTSTORE_URL';

/** @throws FolderFault */
function refuseEmbedded(path: string): void {
  if (isThere(join(path, folderFiles.log)))
    throw new FolderFault(
      `${join(path, folderFiles.log)} is an embedded log`,
      'name an empty folder for EVENT_STORE=eventstoredb ("npm run cli -- migrate" copies a log)',
    );
}
