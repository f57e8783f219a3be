import { DataFolder, EventStoreSettings, FolderForReading, refuseUnlessThere } from '../../libs/adapters/offline';
import { randomUUID } from 'node:crypto';

/** What a command works on. */
export interface Place {
  readonly dataDir: string;
  /** Null: the key that the folder keeps (development). */
  readonly kekFile: string | null;
  readonly eventStore: EventStoreSettings;
}

/** For looking at. @throws as FolderForReading does */
export async function openForReading({ dataDir, kekFile, eventStore }: Place): Promise<FolderForReading> {
  return eventStore.kind === 'sqlite'
    ? FolderForReading.open(dataDir, kekFile)
    : FolderForReading.onCluster(dataDir, eventStore.url, kekFile ?? '');
}

/** For this process alone. @throws as DataFolder does; NoDataFolder */
export async function openForWork({ dataDir, kekFile, eventStore }: Place): Promise<DataFolder> {
  const app = { version: 'cli', instance: randomUUID() };
  if (eventStore.kind === 'eventstoredb') {
    const cluster = { url: eventStore.url, kekFile: kekFile ?? '', tell: nobody, whileWaiting: idle };
    return DataFolder.onCluster(dataDir, cluster, app, nobody);
  }
  refuseUnlessThere(dataDir);
  return DataFolder.open(dataDir, kekFile, app, nobody);
}

const nobody = (): void => undefined;
const idle = (): Promise<() => Promise<void>> => Promise.resolve(() => Promise.resolve());
