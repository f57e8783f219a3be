import {
  blindIndex,
  existingIndexKey,
  IndexKeyMissing,
  indexKeyOf,
  personIdOf,
  SqliteDataKeys,
} from '@sigill/event-log';
import { kek } from './samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let keys: SqliteDataKeys;
const open = (): SqliteDataKeys => SqliteDataKeys.open(folder.file('keys.db'), kek);
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

describe('the index key', () => {
  it('is made before the first event, once', async () => {
    expect(await existingIndexKey(keys)).toBeNull();
    const key = await indexKeyOf(keys, { head: 0 });
    expect(key).toHaveLength(32);
    await reopen();
    expect(await indexKeyOf(keys, { head: 0 })).toEqual(key);
    expect(await indexKeyOf(keys, { head: 7 })).toEqual(key);
    expect(await existingIndexKey(keys)).toEqual(key);
  });

  it('is not made anew under a log that holds events', async () => {
    await expect(indexKeyOf(keys, { head: 1 })).rejects.toBeInstanceOf(IndexKeyMissing);
    expect(await existingIndexKey(keys)).toBeNull();
  });

  it('is one key for all who ask at the same time', async () => {
    const [one, other] = await Promise.all([indexKeyOf(keys, { head: 0 }), indexKeyOf(keys, { head: 0 })]);
    expect(other.toString('hex')).toBe(one.toString('hex'));
    await reopen();
    expect((await indexKeyOf(keys, { head: 0 })).toString('hex')).toBe(one.toString('hex'));
  });

  it('is the one in the file, whoever came first', async () => {
    const elsewhere = open();
    const [one, other] = await Promise.all([indexKeyOf(keys, { head: 0 }), indexKeyOf(elsewhere, { head: 0 })]);
    await elsewhere.close();
    expect(other.toString('hex')).toBe(one.toString('hex'));
  });
});

describe('a person’s id', () => {
  it('is the same for the same number under the same key, and a UUID of version 8', async () => {
    const key = await indexKeyOf(keys, { head: 0 });
    const id = personIdOf(key, '201801022383');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    await reopen();
    expect(personIdOf(await indexKeyOf(keys, { head: 0 }), '201801022383')).toBe(id);
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
