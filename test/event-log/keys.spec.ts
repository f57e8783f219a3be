import {
  BadKeyEncryptionKey,
  blindIndex,
  indexKeyOf,
  KeyDestroyed,
  KeyEncryptionKey,
  openDatabase,
  personIdOf,
  SqliteDataKeys,
  StoreUnavailable,
  WrongKeyEncryptionKey,
} from '@sigill/event-log';
import { readFileSync } from 'node:fs';
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

describe('the key-encryption key', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, n) => 255 - n));

  it.each([
    ['64 hexadecimal digits', bytes.toString('hex')],
    ['the same in capitals', bytes.toString('hex').toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64url', bytes.toString('base64url')],
    ['a file with a line end', `${bytes.toString('hex')}\n`],
  ])('is read from %s', (_, text) => {
    expect(KeyEncryptionKey.parse(text).derive('x')).toEqual(KeyEncryptionKey.fromBytes(bytes).derive('x'));
  });

  it.each([
    ['nothing', ''],
    ['too few digits', 'ab'.repeat(31)],
    ['too many digits', 'ab'.repeat(33)],
    ['31 bytes', bytes.subarray(1).toString('base64')],
    ['words', 'correct horse battery staple'],
  ])('is not read from %s, and the refusal does not repeat it', (_, text) => {
    let refusal: unknown = null;
    try {
      KeyEncryptionKey.parse(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(BadKeyEncryptionKey);
    expect(refusal).toMatchObject({
      message: 'the key-encryption key is neither 64 hexadecimal digits nor base64 of 32 bytes',
    });
  });

  it('derives another key for every purpose, and the same each time', () => {
    expect(kek.derive('a')).toEqual(kek.derive('a'));
    expect(kek.derive('a')).not.toEqual(kek.derive('b'));
    expect(kek.derive('mac')).toEqual(kek.macKey);
  });
});

describe('the key store', () => {
  it('gives every owner one key, and the same after a restart', async () => {
    const given = await keys.ofOwners(['request:1', 'person:1', 'request:1']);
    expect([...given.keys()]).toEqual(['request:1', 'person:1']);
    expect(new Set([...given.values()].map(({ key }) => key.toString('hex'))).size).toBe(2);
    expect(await keys.ofOwners(['person:1', 'request:1'])).toEqual(given);
    await reopen();
    expect(await keys.ofOwners(['person:1', 'request:1'])).toEqual(given);
  });

  it('finds keys by id, and says nothing of ids that it never gave out', async () => {
    const { kid, key } = (await keys.ofOwners(['request:1'])).get('request:1')!;
    await reopen();
    expect(await keys.byKid([kid, 'a0000000-0000-4000-8000-000000000001'])).toEqual(new Map([[kid, key]]));
  });

  it('tells a key that has been destroyed from one that never was, and makes no other in its place', async () => {
    const { kid } = (await keys.ofOwners(['person:1'])).get('person:1')!;
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    db.exec(`update data_keys set wrapped = null, destroyed_at = '2026-11-22T10:00:00.000Z'`);
    db.close();
    keys = open();
    expect(await keys.byKid([kid])).toEqual(new Map([[kid, 'destroyed']]));
    await expect(keys.ofOwners(['request:1', 'person:1'])).rejects.toBeInstanceOf(KeyDestroyed);
  });

  it('is not opened with another key-encryption key, and says so', () => {
    const refused = (): unknown => open(KeyEncryptionKey.fromBytes(Buffer.alloc(32, 9)));
    expect(refused).toThrow(WrongKeyEncryptionKey);
    expect(refused).toThrow('was made with another key-encryption key');
  });

  it('does not open a wrapped key that was moved to another owner', async () => {
    await keys.ofOwners(['request:1', 'request:2']);
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    db.exec(`update data_keys set wrapped = (select wrapped from data_keys where owner = 'request:1')`);
    db.close();
    keys = open();
    await expect(keys.ofOwners(['request:2'])).rejects.toMatchObject({ name: 'CannotUnseal' });
  });

  it('keeps no key in the clear', async () => {
    const { key } = (await keys.ofOwners(['request:1'])).get('request:1')!;
    for (const file of ['keys.db', 'keys.db-wal']) expect(readFileSync(folder.file(file)).includes(key)).toBe(false);
  });

  it('makes all of several keys or none, and refuses decidedly when there is no room', async () => {
    await keys.close();
    keys = open(kek, { maxPages: 12 });
    const owners = (from: number): readonly string[] =>
      Array.from({ length: 40 }, (_, n) => `person:${String(from + n)}`);
    let made = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await keys.ofOwners(owners(made));
        made += 40;
      }
    };
    await expect(fill()).rejects.toBeInstanceOf(StoreUnavailable);
    await keys.close();
    const db = openDatabase(folder.file('keys.db'));
    expect(db.prepare('select count(*) as n from data_keys').get()?.['n']).toBe(made);
    db.close();
    keys = open();
    expect((await keys.ofOwners(owners(made))).size).toBe(40);
  });
});

describe('a person’s id', () => {
  it('is the same for the same number under the same key, and a UUID of version 8', async () => {
    const key = await indexKeyOf(keys);
    const id = personIdOf(key, '201801022383');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    await reopen();
    expect(personIdOf(await indexKeyOf(keys), '201801022383')).toBe(id);
    expect(personIdOf(key, '201701012393')).not.toBe(id);
    expect(personIdOf(Buffer.alloc(32), '201801022383')).not.toBe(id);
  });

  it('is made of twelve digits only', () => {
    expect(() => personIdOf(Buffer.alloc(32), '1801022383')).toThrow(RangeError);
  });

  it('does not show in the blind index of the number', () => {
    const key = Buffer.alloc(32, 3);
    const index = Buffer.from(blindIndex(key, '201801022383'), 'base64url').toString('hex');
    expect(index).toHaveLength(32);
    expect(personIdOf(key, '201801022383').replaceAll('-', '').slice(0, 12)).not.toBe(index.slice(0, 12));
    expect(blindIndex(key, '201801022383')).toBe(blindIndex(key, '201801022383'));
  });
});
