import { openEventStoreForReading, SqliteEventStore, StoreStopped, StoreUnavailable } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { events, following } from '../conformance/samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let store: SqliteEventStore;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await SqliteEventStore.open(folder.file('events.db'));
});
afterEach(async () => {
  jest.useRealTimers();
  await store.close();
  folder.remove();
});

describe('a follower in the same process', () => {
  it('is woken by the append itself, while no timer runs', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
    const follower = following(store, 0);
    const tuples = Array.from({ length: 200 }, () => events(1));
    for (const [n, tuple] of tuples.entries()) {
      const next = follower.take(1);
      await store.append('s', n === 0 ? 'no-stream' : n - 1, tuple);
      expect((await next).map((event) => event.id)).toEqual(tuple.map((event) => event.id));
    }
    await follower.stop();
  });

  it('fails when the store is closed under it', async () => {
    const waiting = following(store, 0).take(1);
    await Promise.all([expect(waiting).rejects.toBeInstanceOf(StoreStopped), store.close()]);
  });
});

describe('a log opened for reading', () => {
  it('shows what another process writes, and takes nothing', async () => {
    const tuple = events(2);
    await store.append('s', 'no-stream', tuple);
    const looking = openEventStoreForReading(folder.file('events.db'));
    expect((await looking.readAll(0, 10)).map((event) => event.id)).toEqual(tuple.map((event) => event.id));
    await expect(looking.append('s', 1, events(1))).rejects.toBeInstanceOf(StoreUnavailable);
    const follower = following(looking, 2);
    const next = follower.take(1);
    await store.append('s', 1, [{ ...tuple[0]!, id: randomUUID() }]);
    expect((await next).map((event) => event.position)).toEqual([3]);
    await follower.stop();
    await looking.close();
  });
});
