import { EventStoreDbStore, formStreams, StoreUnavailable } from '@sigill/event-log';
import { createHash, randomBytes } from 'node:crypto';
import { enciphered, FormDamaged, FormMissing } from '../../libs/adapters/forms/form-keeping';
import { FormStreams } from '../../libs/adapters/forms/form-streams';
import { TestServer } from '../support/eventstoredb/server';

/** Forms in a database, in pieces. */

const key = Buffer.alloc(32, 3);
const ofBytes = (count: number): readonly [string, Buffer] => {
  const bytes = randomBytes(count);
  return [createHash('sha256').update(bytes).digest('hex'), bytes];
};

let server: TestServer;
let store: EventStoreDbStore;
let forms: FormStreams;
beforeEach(async () => {
  server = await TestServer.start();
  store = await EventStoreDbStore.to(server.url, { place: { prefix: 'log-', kinds: ['file-'] }, tryMs: 1_500 });
  forms = new FormStreams(store.beside(formStreams), 3_000);
});
afterEach(async () => {
  await store.close();
  server.stop();
});
const pieces = (sha256: string): number => server.streams.shown(`log-form-${sha256}`)?.length ?? 0;

it.each([
  [10, 1],
  [499_968, 1],
  [499_969, 2],
  [2_300_000, 5],
])(
  'a form of %i bytes comes back as it was, from %i pieces, and nothing of it lies in the clear',
  async (size, count) => {
    const [sha256, bytes] = ofBytes(size);
    await forms.put(sha256, bytes, key);
    expect(pieces(sha256)).toBe(count);
    expect((await forms.get(sha256, key)).equals(bytes)).toBe(true);
    const kept = Buffer.concat((server.streams.shown(`log-form-${sha256}`) ?? []).map(({ data }) => Buffer.from(data)));
    expect(kept.includes(bytes.subarray(0, 10))).toBe(false);
  },
);

it('one that two processes keep at once, or that is kept again, is one', async () => {
  const [sha256, bytes] = ofBytes(1_200_000);
  const other = new FormStreams(store.beside(formStreams), 3_000);
  await Promise.all([forms.put(sha256, bytes, key), other.put(sha256, bytes, key)]);
  await forms.put(sha256, bytes, key);
  expect(pieces(sha256)).toBe(3);
  expect((await other.get(sha256, key)).equals(bytes)).toBe(true);
});

it('one that was broken off is missing, and is gone on with', async () => {
  const [sha256, bytes] = ofBytes(1_200_000);
  let puts = 0;
  server.appends.faults = () => ((puts += 1) > 1 ? 'drop-before' : null);
  await expect(forms.put(sha256, bytes, key)).rejects.toThrow();
  server.appends.faults = () => null;
  expect(pieces(sha256)).toBe(1);
  await expect(forms.get(sha256, key)).rejects.toBeInstanceOf(FormMissing);
  await forms.put(sha256, bytes, key);
  expect((await forms.get(sha256, key)).equals(bytes)).toBe(true);
});

it('one that was enciphered otherwise before stays, and is the same form', async () => {
  const [sha256, bytes] = ofBytes(700_000);
  const before = enciphered(sha256, bytes, key);
  const otherwise = Buffer.concat([before.subarray(0, 4), randomBytes(12), before.subarray(16)]);
  expect(await forms.keep(sha256, otherwise)).toBe(true);
  await expect(forms.put(sha256, bytes, key)).rejects.toBeInstanceOf(FormDamaged);
});

it('is not there, opens under no other key, and is not taken under a hash that is not its own', async () => {
  const [sha256, bytes] = ofBytes(20);
  await expect(forms.get(sha256, key)).rejects.toBeInstanceOf(FormMissing);
  await forms.put(sha256, bytes, key);
  await expect(forms.get(sha256, Buffer.alloc(32, 4))).rejects.toBeInstanceOf(FormDamaged);
  await expect(forms.put(ofBytes(1)[0], bytes, key)).rejects.toBeInstanceOf(RangeError);
  expect(new FormMissing(sha256)).toBeInstanceOf(StoreUnavailable);
});
