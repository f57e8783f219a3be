import { EventStoreDbStore, OutcomeUnknown, StoreUnavailable, WrongRevision } from '@sigill/event-log';
import { events, ids, newStream } from '../conformance/samples';
import { FaultName, faultNames } from '../support/eventstoredb/faults';
import { TestServer } from '../support/eventstoredb/server';

/** An error is no decision. What the store says of an append is true whatever the server did with it, and the same tuple, repeated,
 *  is one append. */

let server: TestServer;
let store: EventStoreDbStore;
beforeEach(async () => {
  server = await TestServer.start();
  store = await EventStoreDbStore.to(server.url, {
    place: { prefix: 'log-', kinds: [''] },
    tryMs: 1_500,
    askMs: 1_500,
  });
});
afterEach(async () => {
  server.stop();
  await store.close();
});

/** The fault for the first append alone. */
const once = (name: FaultName): void => {
  let left: FaultName | null = name;
  server.appends.faults = () => {
    const now = left;
    left = null;
    return now;
  };
};
const thrown = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

describe.each(faultNames)('%s', (name) => {
  it('leaves the outcome unknown, and the same tuple again is one append', async () => {
    const [stream, tuple] = [newStream(), events(2)];
    once(name);
    expect(await thrown(store.append(stream, 'no-stream', tuple))).toBeInstanceOf(OutcomeUnknown);
    expect(await store.append(stream, 'no-stream', tuple)).toMatchObject({ revision: 1 });
    server.appends.settle();
    expect(ids(await store.readStream(stream))).toEqual(ids(tuple));
  });

  it('and another in its place meanwhile is a wrong revision, or has become one', async () => {
    const [stream, tuple, other] = [newStream(), events(1), events(1)];
    once(name);
    expect(await thrown(store.append(stream, 'no-stream', tuple))).toBeInstanceOf(OutcomeUnknown);
    const [second, first] = [
      await thrown(store.append(stream, 'no-stream', other)),
      await thrown(store.append(stream, 'no-stream', tuple)),
    ];
    server.appends.settle();
    const standing = ids(await store.readStream(stream));
    expect(standing).toEqual(second === 'done' ? ids(other) : ids(tuple));
    expect([first, second].filter((answer) => answer === 'done')).toHaveLength(1);
    expect([first, second].filter((answer) => answer instanceof WrongRevision)).toHaveLength(1);
  });
});

describe('a key whose outcome is unknown', () => {
  const key = { kid: '3d0c2b1e-57a5-4c1b-9d0e-0c8b5c8f1a01', owner: 'request:1', wrapped: Buffer.from('wrapped') };

  it.each(faultNames)('leaves the append unknown (%s), and the same again is one key and one append', async (name) => {
    const [stream, tuple] = [newStream(), events(1)];
    once(name);
    expect(await thrown(store.append(stream, 'no-stream', tuple, [key]))).toBeInstanceOf(OutcomeUnknown);
    expect(server.streams.shown(`log-${stream}`)).toBeNull();
    expect(await store.append(stream, 'no-stream', tuple, [key])).toMatchObject({ revision: 0 });
    server.appends.settle();
    expect(server.streams.shown('log-key-request:1')).toHaveLength(1);
  });

  it('is put once by two appends that need it at once', async () => {
    let puts = 0;
    server.appends.faults = ({ stream }) => {
      if (stream.startsWith('log-key-')) puts += 1;
      return null;
    };
    await Promise.all([1, 2].map(() => store.append(newStream(), 'no-stream', events(1), [key])));
    expect(puts).toBe(1);
  });
});

describe('a server that says wrong revision', () => {
  it('is not believed before an event can be seen there', async () => {
    const [stream, tuple] = [newStream(), events(1)];
    await store.append(stream, 'no-stream', events(1));
    server.streams.hides = `log-${stream}`;
    expect(await thrown(store.append(stream, 'no-stream', tuple))).toBeInstanceOf(OutcomeUnknown);
    server.streams.hides = null;
    expect(await thrown(store.append(stream, 'no-stream', tuple))).toBeInstanceOf(WrongRevision);
  });

  it('about what stands there already is a success', async () => {
    const [stream, tuple] = [newStream(), events(2)];
    await store.append(stream, 'no-stream', tuple);
    server.streams.forgetsSlots = true;
    expect(await store.append(stream, 'no-stream', tuple)).toMatchObject({ revision: 1 });
  });
});

describe('a server that is gone', () => {
  it('answers no question, and all of them when it is back', async () => {
    const [stream, tuple] = [newStream(), events(1)];
    await store.append(stream, 'no-stream', tuple);
    server.stop();
    expect(await thrown(store.readStream(stream))).toBeInstanceOf(StoreUnavailable);
    expect(await thrown(store.append(stream, 0, events(1)))).toBeInstanceOf(OutcomeUnknown);
    await server.listen();
    expect(ids(await store.readStream(stream))).toEqual(ids(tuple));
    expect(await store.append(stream, 0, events(1))).toMatchObject({ revision: 1 });
  });

  it('that only listens is not waited for longer than told', async () => {
    server.appends.isFrozen = true;
    expect(await thrown(store.head())).toBeInstanceOf(StoreUnavailable);
    expect(await thrown(store.append(newStream(), 'no-stream', events(1)))).toBeInstanceOf(OutcomeUnknown);
    server.appends.isFrozen = false;
    expect(await store.append(newStream(), 'no-stream', events(1))).toMatchObject({ revision: 0 });
  });

  it('does not end what follows it', async () => {
    const [stream, stopping] = [newStream(), new AbortController()];
    const batches = store.follow(0, stopping.signal)[Symbol.asyncIterator]();
    const found: string[] = [];
    const take = async (count: number): Promise<void> => {
      while (found.length < count) found.push(...ids((await batches.next()).value ?? []));
    };
    const tuples = [events(2), events(2), events(2)] as const;
    await store.append(stream, 'no-stream', tuples[0]);
    await take(2);
    server.endSubscriptions();
    await store.append(stream, 1, tuples[1]);
    await take(4);
    server.stop();
    await server.listen();
    expect(await store.append(stream, 3, tuples[2]).catch(() => store.append(stream, 3, tuples[2]))).toMatchObject({
      revision: 5,
    });
    await take(6);
    expect(found).toEqual(ids(tuples.flat()));
    stopping.abort();
    expect((await batches.next()).done).toBe(true);
  });
});
