import { streamPrefixes } from '@sigill/domain';
import {
  AnotherDatabase,
  EventStoreDbStore,
  keyStreams,
  MirroredKeys,
  OwnGrowth,
  parseStoreUrl,
  settleKeyCheck,
  StoreUnavailable,
} from '@sigill/event-log';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FormStreams, formStreams } from '../forms/form-streams';
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
  /** Told while the database does not answer, and when it does. */
  readonly tell: (line: string) => void;
  /** This machine's clock: milliseconds since 1970. */
  readonly now: () => number;
}

const againMs = 1_000;

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
    const ahead = await store.selfTest(cluster.now);
    if (ahead !== null) cluster.tell(`EVENTSTORE_URL: the server’s clock is ${String(ahead)} ms from this machine’s`);
    return settleKeyCheck(streams, kek);
  });
  const file = join(path, folderFiles.keyMirror);
  const keys = kept(open, mirroredKeys(path, { file, kek, streams, database, onFault: onFatal }), (one) => one.close());
  const inThread = { kind: 'eventstoredb', url, kekFile } as const;
  return {
    kek,
    keys,
    store,
    forms: new FormStreams(forms),
    growth: new OwnGrowth(),
    inThread,
    files: [file],
    setRight,
  };
}

/** The log of the address; nothing is asked of the database yet. @throws BadStoreUrl */
export function clusterStore(url: string): Promise<EventStoreDbStore> {
  const { prefix } = parseStoreUrl(url);
  return EventStoreDbStore.to(url, { place: { prefix, kinds: streamPrefixes } });
}

async function answering<T>({ tell }: Cluster, ask: () => Promise<T>): Promise<T> {
  for (let told = false; ; told = true) {
    try {
      const answer = await ask();
      if (told) tell('EVENTSTORE_URL: the database answers');
      return answer;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (!told) tell('EVENTSTORE_URL: the database does not answer; it is asked again every second');
    }
    await setTimeout(againMs);
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
