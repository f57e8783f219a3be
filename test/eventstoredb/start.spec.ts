import { BadStoreUrl, EventStoreDbStore, parseStoreUrl, UnfitStore } from '@sigill/event-log';
import { skewOf } from '../../libs/event-log/eventstoredb/self-test';
import { TestServer } from '../support/eventstoredb/server';

/** What is asked of a server before it is relied upon. */

let server: TestServer;
let store: EventStoreDbStore;
beforeEach(async () => {
  server = await TestServer.start();
  store = await EventStoreDbStore.to(server.url, { place: { prefix: 'log-', kinds: [''] }, tryMs: 1_500 });
});
afterEach(async () => {
  await store.close();
  server.stop();
});

describe('the self-test', () => {
  it('passes a server that keeps the rules, and leaves nothing to be read', async () => {
    expect(await store.selfTest(Date.now)).toBeNull();
    const [asked] = await store.readAll(0, 10);
    expect(asked?.type).toBe('SelfTest');
    expect(await store.readStream(asked?.stream ?? '')).toEqual([]);
  });

  it('refuses one that takes a wrong revision', async () => {
    server.streams.takesAnyRevision = true;
    await expect(store.selfTest(Date.now)).rejects.toThrow(new UnfitStore('it takes appends at a wrong revision'));
  });

  it('refuses one that takes an append twice', async () => {
    server.streams.takesTwice = true;
    await expect(store.selfTest(Date.now)).rejects.toThrow(new UnfitStore('an append that was repeated is 2 events'));
  });

  it.each([
    [900, 'passes'],
    [3_000, 'tells'],
    [-3_000, 'tells'],
    [11_000, 'refuses'],
    [-11_000, 'refuses'],
  ])('of a server whose clock is %i ms ahead: %s', async (ms, does) => {
    server.streams.clockAheadMs = ms;
    const tested = store.selfTest(Date.now).catch((error: unknown) => error);
    const told = await tested;
    if (does === 'passes') expect(told).toBeNull();
    else if (does === 'tells') expect(Math.abs(Number(told) - ms)).toBeLessThan(500);
    else
      expect((told as Error).message).toMatch(
        /^EVENTSTORE_URL: the server’s clock and this machine’s are 1[01][.]\d s apart/,
      );
  });

  it('says of a server that is not there that it does not answer', async () => {
    server.stop();
    await expect(store.selfTest(Date.now)).rejects.toThrow('EventStoreDB does not answer');
  });
});

it('a clock is behind or ahead of the time in which it was asked, or neither', () => {
  const within = { before: 1_000, after: 2_000 };
  expect([500, 1_000, 1_500, 2_000, 2_400].map((at) => skewOf(new Date(at), within))).toEqual([-500, 0, 0, 0, 400]);
});

describe('an address', () => {
  it.each([
    ['esdb://a:b%40@one:2113', { connection: 'esdb://a:b%40@one:2113', prefix: '', isInsecure: false }],
    ['esdb://a:b@one:1,two:2,three/?x=1', { connection: 'esdb://a:b@one:1,two:2,three?x=1', prefix: '' }],
    ['esdb+discover://a:b@cluster.example/vgr?TLS=False', { prefix: 'vgr-', isInsecure: true }],
    ['esdb://one:2113?tls=false', { isInsecure: true, credentials: { username: 'nobody', password: 'none' } }],
    ['esdb://a:b@one?tls-verify-cert=false', { isInsecure: true }],
    ['esdb://a:b%40@one', { credentials: { username: 'a', password: 'b@' } }],
  ])('%s is understood', (text, expected) => {
    expect(parseStoreUrl(text)).toMatchObject(expected);
  });

  it.each([
    'http://one',
    'esdb://',
    'esdb://one:2113',
    'esdb://a:b@one/UPPER',
    'esdb://a:b@one/a/b',
    'esdb://a:b@one?throwOnAppendFailure=false',
  ])('%s is refused, without what is in it', (text) => {
    const refused = (): unknown => parseStoreUrl(text);
    expect(refused).toThrow(BadStoreUrl);
    expect(refused).not.toThrow(/a:b@/);
  });
});
