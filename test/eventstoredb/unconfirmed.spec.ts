import { EventStoreDbStore, RecordedEvent } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { TestServer } from '../support/eventstoredb/server';
import { until } from '../support/until';

/** A server that hangs takes a subscription and never says so: it is given up, and asked for anew. */

let server: TestServer;
let store: EventStoreDbStore;
const drops: string[] = [];
beforeEach(async () => {
  drops.length = 0;
  server = await TestServer.start();
  const place = { prefix: 'log-', kinds: ['file-'] };
  store = await EventStoreDbStore.to(server.url, { place, tryMs: 400, onDrop: (why) => drops.push(why) });
});
afterEach(async () => {
  await store.close();
  server.stop();
});

const appended = (stream: string) =>
  store.append(stream, 'no-stream', [
    { id: randomUUID(), type: 'FormSubmitted', data: Buffer.from('{}'), metadata: Buffer.from('{}') },
  ]);

/** The streams that a follower has heard of, until there are so many. */
async function heard(count: number, signal: AbortSignal): Promise<readonly string[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.follow(0, signal)) {
    events.push(...batch);
    if (events.length >= count) break;
  }
  return events.map(({ stream }) => stream);
}

it('whoever follows goes on when the server has come to itself', async () => {
  const stop = new AbortController();
  await appended('file-1');
  server.appends.isFrozen = true;
  const hearing = heard(2, stop.signal);
  await until(() => Promise.resolve(drops.length > 0), 10_000);
  server.appends.isFrozen = false;
  await appended('file-2');
  expect(await Promise.race([hearing, setTimeout(10_000, ['nothing'], { signal: stop.signal })])).toEqual([
    'file-1',
    'file-2',
  ]);
  stop.abort();
  expect(drops.length).toBeGreaterThan(0);
}, 20_000);

it('one that the server confirms is left alone, however long nothing happens', async () => {
  const stop = new AbortController();
  const hearing = heard(1, stop.signal);
  await setTimeout(1_500);
  expect(drops).toEqual([]);
  await appended('file-1');
  expect(await hearing).toEqual(['file-1']);
  stop.abort();
}, 20_000);
