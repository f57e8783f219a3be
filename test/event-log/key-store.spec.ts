import {
  CannotUnseal,
  DataKey,
  KeyDestroyed,
  KeyEncryptionKey,
  openDatabase,
  SqliteDataKeys,
  SqliteEventStore,
  StoreUnavailable,
  WrongKeyEncryptionKey,
} from '@sigill/event-log';
import { KeyRows } from '../../libs/event-log/keys/key-rows';
import { readFileSync } from 'node:fs';
import { events } from '../conformance/samples';
import { kek } from './samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let keys: SqliteDataKeys;
const open = (key = kek, options = {}): SqliteDataKeys => SqliteDataKeys.open(folder.file('keys.db'), key, options);
const reopen = async (): Promise<void> => {
  await keys.close();
  keys = open();
};

beforeEach(() => {
  folder = temporaryFolder();
  keys = open();
});
afterEach(async () => {
  await keys.close();
  folder.remove();
});

/** What the append does with what an owner is given: the keys of these owners, durable. */
const durable = async (...owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> => {
  const given = await keys.forWriting(owners);
  const file = KeyRows.open(folder.file('keys.db'), {});
  expect(file.write(given.unwritten)).toEqual(new Set());
  file.close();
  keys.written(given.unwritten);
  return given.keys;
};

const kidOf = (given: ReadonlyMap<string, DataKey>): string => given.get('request:1')!.kid;

describe('the key store', () => {
  it('gives every owner one key, and the same after a restart', async () => {
    const given = await durable('request:1', 'person:1', 'request:1');
    expect([...given.keys()]).toEqual(['request:1', 'person:1']);
    expect(new Set([...given.values()].map(({ key }) => key.toString('hex'))).size).toBe(2);
    expect(await keys.forWriting(['person:1', 'request:1'])).toEqual({ keys: given, unwritten: [] });
    await reopen();
    expect(await keys.forWriting(['person:1', 'request:1'])).toEqual({ keys: given, unwritten: [] });
    expect(await keys.existing('person:1')).toEqual(given.get('person:1'));
  });

  it('gives an owner the same key as long as no append has brought it to the file, and none of it is durable', async () => {
    const given = await keys.forWriting(['request:1', 'request:1']);
    expect(given.unwritten).toMatchObject([{ owner: 'request:1', kid: given.keys.get('request:1')?.kid }]);
    expect(await keys.forWriting(['request:1'])).toEqual(given);
    expect(await keys.existing('request:1')).toBeNull();
    expect((await keys.byKid([kidOf(given.keys)])).get(kidOf(given.keys))).toBeUndefined();
    await reopen();
    expect(await keys.existing('request:1')).toBeNull();
    expect((await keys.forWriting(['request:1'])).keys).not.toEqual(given.keys);
  });

  it('makes a key durable at once when it is asked to', async () => {
    const made = await keys.make('index');
    expect(await keys.existing('index')).toEqual(made);
    await reopen();
    expect(await keys.existing('index')).toEqual(made);
    expect((await keys.byKid([made.kid])).get(made.kid)).toEqual(made.key);
  });

  it('finds keys by id, and says nothing of ids that it never gave out', async () => {
    const { kid, key } = (await durable('request:1')).get('request:1')!;
    await reopen();
    const never = 'a0000000-0000-4000-8000-000000000001';
    const found = await keys.byKid([kid, never]);
    expect([found.get(kid), found.get(never)]).toEqual([key, undefined]);
  });

  it('tells a key that has been destroyed from one that never was, and makes no other in its place', async () => {
    const { kid } = (await durable('person:1')).get('person:1')!;
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    db.exec(`update data_keys set wrapped = null, destroyed_at = '2026-11-22T10:00:00.000Z'`);
    db.close();
    keys = open();
    expect((await keys.byKid([kid])).get(kid)).toBe('destroyed');
    await expect(keys.forWriting(['request:1', 'person:1'])).rejects.toBeInstanceOf(KeyDestroyed);
    await expect(keys.existing('person:1')).rejects.toBeInstanceOf(KeyDestroyed);
  });

  it('takes no key for an owner whose own has been destroyed', async () => {
    const { unwritten } = await keys.forWriting(['person:1']);
    const elsewhere = open();
    const file = KeyRows.open(folder.file('keys.db'), {});
    file.write((await elsewhere.forWriting(['person:1'])).unwritten);
    const db = openDatabase(folder.file('keys.db'));
    db.exec(`update data_keys set wrapped = null, destroyed_at = '2026-11-22T10:00:00.000Z'`);
    db.close();
    expect(file.write(unwritten)).toEqual(new Set(unwritten.map(({ kid }) => kid)));
    file.close();
    await elsewhere.close();
    await expect(keys.forWriting(['person:1'])).rejects.toBeInstanceOf(KeyDestroyed);
  });

  it('is not opened with another key-encryption key, and says so', () => {
    const refused = (): unknown => open(KeyEncryptionKey.fromBytes(Buffer.alloc(32, 9)));
    expect(refused).toThrow(WrongKeyEncryptionKey);
    expect(refused).toThrow('was made with another key-encryption key');
  });

  it('does not open a wrapped key that was moved to another owner', async () => {
    await durable('request:1', 'request:2');
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    db.exec(`update data_keys set wrapped = (select wrapped from data_keys where owner = 'request:1')`);
    db.close();
    keys = open();
    await expect(keys.forWriting(['request:2'])).rejects.toMatchObject({ name: 'CannotUnseal' });
  });

  it('gives keys by id though one among them was moved to another owner: that one does not open', async () => {
    const given = await durable('request:1', 'request:2');
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    const moved = `(select wrapped from data_keys where owner = 'request:1')`;
    db.exec(`update data_keys set wrapped = ${moved} where owner = 'request:2'`);
    db.close();
    keys = open();
    const [whole, broken] = ['request:1', 'request:2'].map((owner) => given.get(owner)!);
    const found = await keys.byKid([whole!.kid, broken!.kid]);
    expect(found.get(whole!.kid)).toEqual(whole!.key);
    expect(() => found.get(broken!.kid)).toThrow(CannotUnseal);
  });

  it('keeps no key in the clear', async () => {
    const { key } = (await durable('request:1')).get('request:1')!;
    const made = await keys.make('index');
    for (const file of ['keys.db', 'keys.db-wal'])
      for (const secret of [key, made.key]) expect(readFileSync(folder.file(file)).includes(secret)).toBe(false);
  });

  it('writes all of several keys or none, and refuses decidedly when there is no room', async () => {
    const store = await SqliteEventStore.open(folder.file('events.db'), {
      keysFile: folder.file('keys.db'),
      maxPages: 12,
    });
    const owners = (from: number): readonly string[] =>
      Array.from({ length: 40 }, (_, n) => `person:${String(from + n)}`);
    let made = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        const { unwritten } = await keys.forWriting(owners(made));
        await store.append(`s-${String(made)}`, 'no-stream', events(1), unwritten);
        keys.written(unwritten);
        made += 40;
      }
    };
    await expect(fill()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.head()).toBe(made / 40);
    await store.close();
    const db = openDatabase(folder.file('keys.db'));
    expect(db.prepare('select count(*) as n from data_keys').get()?.['n']).toBe(made);
    db.close();
    expect((await keys.forWriting(owners(made))).unwritten).toHaveLength(40);
    expect((await durable(...owners(made))).size).toBe(40);
  });

  it('makes no key where there is no room, says so, and makes it once there is', async () => {
    await keys.close();
    keys = open(kek, { maxPages: 12 });
    let made = 0;
    const fill = async (): Promise<void> => {
      for (; made < 10_000; made += 1) await keys.make(`person:${String(made)}`);
    };
    await expect(fill()).rejects.toBeInstanceOf(StoreUnavailable);
    await reopen();
    expect(await keys.existing(`person:${String(made)}`)).toBeNull();
    expect((await keys.make(`person:${String(made)}`)).key).toHaveLength(32);
  });
});
