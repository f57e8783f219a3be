import {
  AnotherDatabase,
  DataKey,
  EventStoreDbStore,
  KeyDestroyed,
  KeyEncryptionKey,
  keyStreams,
  KeyStreams,
  MirroredKeys,
  MirrorReader,
  settleKeyCheck,
  WrongKeyEncryptionKey,
} from '@sigill/event-log';
import { setTimeout } from 'node:timers/promises';
import { kek } from '../event-log/samples';
import { temporaryFolder } from '../event-log/temporary';
import { TestServer } from '../support/eventstoredb/server';

/** Two processes' keys on one database: one key for each owner, whoever comes first, and gone for both when it is destroyed. */

let server: TestServer;
let store: EventStoreDbStore;
let folder: ReturnType<typeof temporaryFolder>;
let database: string;
const open: MirroredKeys[] = [];
const faults: unknown[] = [];

const streams = () => store.beside(keyStreams);
const process = (name: string, of = database): MirroredKeys => {
  const onFault = (error: unknown): unknown => faults.push(error);
  const keys = MirroredKeys.open({ file: folder.file(name), kek, streams: streams(), database: of, onFault });
  open.push(keys);
  return keys;
};

beforeEach(async () => {
  folder = temporaryFolder();
  server = await TestServer.start();
  store = await EventStoreDbStore.to(server.url, { place: { prefix: 'log-', kinds: ['file-'] }, tryMs: 1_500 });
  database = await settleKeyCheck(streams(), kek);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((keys) => keys.close()));
  await store.close();
  server.stop();
  folder.remove();
  expect(faults).toEqual([]);
});

/** As an append does: what is unwritten goes to the database first, and what is taken there is asked for anew. */
async function durable(keys: MirroredKeys, owner: string): Promise<DataKey> {
  for (;;) {
    const given = await keys.forWriting([owner]);
    const taken = await new KeyStreams(streams()).put(given.unwritten);
    if (taken === null) {
      keys.written(given.unwritten);
      return given.keys.get(owner)!;
    }
    await keys.taken(taken);
  }
}

it('an owner has one key in both, by name and by id', async () => {
  const [one, other] = [process('one.db'), process('other.db')];
  const made = await durable(one, 'request:1');
  expect(await durable(other, 'request:1')).toEqual(made);
  expect((await other.byKid([made.kid])).get(made.kid)).toEqual(made.key);
  expect(await other.existing('request:1')).toEqual(made);
  expect(await other.existing('request:2')).toBeNull();
});

it('of two that make a key at the same time one has made it', async () => {
  const [one, other] = [process('one.db'), process('other.db')];
  const [first, second] = await Promise.all([one.make('index'), other.make('index')]);
  expect(first).toEqual(second);
  expect(server.streams.shown('log-key-index')).toHaveLength(1);
});

it('whoever comes second has nothing written, and is given the first one’s key when it asks again', async () => {
  const [one, other] = [process('one.db'), process('other.db')];
  const late = await other.forWriting(['request:1']);
  const made = await durable(one, 'request:1');
  expect(await new KeyStreams(streams()).put(late.unwritten)).toBe('request:1');
  await other.taken('request:1');
  expect(await other.forWriting(['request:1'])).toEqual({ keys: new Map([['request:1', made]]), unwritten: [] });
});

it('a key that is on its way is waited for: by the process, and by the thread that reads its file', async () => {
  const one = process('one.db');
  const reader = MirrorReader.over(folder.file('one.db'), kek);
  const elsewhere = await EventStoreDbStore.to(server.url, { place: { prefix: 'log-', kinds: ['file-'] } });
  const other = new KeyStreams(elsewhere.beside(keyStreams));
  const given = await process('other.db').forWriting(['request:7']);
  const { kid, key } = given.keys.get('request:7')!;
  const asked = Promise.all([one.byKid([kid]), reader.byKid([kid])]);
  await setTimeout(150);
  await other.put(given.unwritten);
  expect((await asked).map((found) => found.get(kid))).toEqual([key, key]);
  await reader.close();
  await elsewhere.close();
});

it('a key that is destroyed is gone for every process, and after a start with an empty folder', async () => {
  const [one, other] = [process('one.db'), process('other.db')];
  const { kid } = await durable(one, 'person:1');
  expect((await other.byKid([kid])).get(kid)).toBeInstanceOf(Buffer);
  const reader = MirrorReader.over(folder.file('other.db'), kek);
  expect((await reader.byKid([kid])).get(kid)).toBeInstanceOf(Buffer);
  await one.destroy('person:1');
  expect((await one.byKid([kid])).get(kid)).toBe('destroyed');
  for (const keys of [other, reader]) {
    for (let tries = 0; (await keys.byKid([kid])).get(kid) !== 'destroyed'; tries += 1) {
      expect(tries).toBeLessThan(100);
      await setTimeout(20);
    }
  }
  await expect(other.forWriting(['person:1'])).rejects.toBeInstanceOf(KeyDestroyed);
  const fresh = process('fresh.db');
  expect((await fresh.byKid([kid])).get(kid)).toBe('destroyed');
  await expect(fresh.forWriting(['person:1'])).rejects.toBeInstanceOf(KeyDestroyed);
  await expect(durable(process('newest.db'), 'person:1')).rejects.toBeInstanceOf(KeyDestroyed);
  await reader.close();
});

it('a mirror of another database is refused, and left as it is', async () => {
  const { kid } = await durable(process('one.db'), 'request:1');
  await open.shift()?.close();
  expect(() => process('one.db', 'another')).toThrow(AnotherDatabase);
  expect((await process('one.db').byKid([kid])).get(kid)).toBeInstanceOf(Buffer);
});

it('another key-encryption key is refused, with one line', async () => {
  const other = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 9));
  await expect(settleKeyCheck(streams(), other)).rejects.toBeInstanceOf(WrongKeyEncryptionKey);
  await expect(settleKeyCheck(streams(), other)).rejects.toThrow(/^KEK_FILE: the log in EVENTSTORE_URL was made with/);
  expect(await settleKeyCheck(streams(), kek)).toBe(database);
});
