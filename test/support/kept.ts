import { EventStoreDbStore, parseStoreUrl } from '@sigill/event-log';
import { onEventStoreDb, storeUrlOf } from './program-store';
import { filesOf } from './traces';

/** Every file of a program's folder, and every event that it has in a database, streams' names and metadata included. */
export async function keptOf(dataDir: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = await filesOf(dataDir);
  return onEventStoreDb ? new Map([...files, ...(await eventsUnder(await storeUrlOf(dataDir)))]) : files;
}

async function eventsUnder(url: string): Promise<readonly (readonly [string, Buffer])[]> {
  const store = await EventStoreDbStore.to(url, { place: { prefix: parseStoreUrl(url).prefix, kinds: [''] } });
  const events = await store.readAll(0, 100_000);
  await store.close();
  return events.map(({ stream, revision, type, data, metadata }) => {
    const name = `${stream} ${String(revision)}`;
    return [name, Buffer.concat([Buffer.from(`${name} ${type}`), data, metadata])];
  });
}
