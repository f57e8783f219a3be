import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormDamaged, FormMissing } from '../../libs/adapters/forms/form-keeping';
import { FormStore } from '../../libs/adapters/forms/form-store';

const key = Buffer.alloc(32, 7);
const bytes = Buffer.from('%PDF-1.7 Åsa Öberg 19890301-2386');
const sha256 = createHash('sha256').update(bytes).digest('hex');

let home: string, dir: string, store: FormStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sigill-store-'));
  dir = join(home, 'data', 'forms');
  store = new FormStore(dir);
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('the form store', () => {
  it('gives back the very bytes, also to another process later', async () => {
    await store.put(sha256, bytes, key);
    expect((await new FormStore(dir).get(sha256, key)).equals(bytes)).toBe(true);
  });

  it('keeps the form under its hash and nothing of it in the clear', async () => {
    await store.put(sha256, bytes, key);
    expect(readdirSync(dir)).toEqual([`${sha256}.pdf`]);
    const file = readFileSync(join(dir, `${sha256}.pdf`));
    expect(file.includes('Öberg') || file.includes('19890301') || file.includes('%PDF')).toBe(false);
  });

  it('leaves a form that is there as it is', async () => {
    await store.put(sha256, bytes, key);
    const before = readFileSync(join(dir, `${sha256}.pdf`));
    await Promise.all([store.put(sha256, bytes, key), store.put(sha256, bytes, key)]);
    expect(readFileSync(join(dir, `${sha256}.pdf`)).equals(before)).toBe(true);
  });

  it('keeps one whole form when the same is put twice at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => store.put(sha256, bytes, key)));
    expect(readdirSync(dir)).toEqual([`${sha256}.pdf`]);
    expect((await store.get(sha256, key)).equals(bytes)).toBe(true);
  });

  it('says of a form that was never put that it is missing', async () => {
    await expect(store.get(sha256, key)).rejects.toEqual(new FormMissing(sha256));
    await store.put(sha256, bytes, key);
    await expect(store.get('0'.repeat(64), key)).rejects.toEqual(new FormMissing('0'.repeat(64)));
  });

  it('finds any changed byte and any cut, and heals by another put', async () => {
    await store.put(sha256, bytes, key);
    const path = join(dir, `${sha256}.pdf`);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      writeFileSync(path, flipped);
      await expect(store.get(sha256, key)).rejects.toEqual(new FormDamaged(sha256));
      writeFileSync(path, whole.subarray(0, at));
      await expect(store.get(sha256, key)).rejects.toEqual(new FormDamaged(sha256));
    }
    await store.put(sha256, bytes, key);
    expect((await store.get(sha256, key)).equals(bytes)).toBe(true);
  });

  it('opens a form only with its own key and under its own name', async () => {
    await store.put(sha256, bytes, key);
    await expect(store.get(sha256, randomBytes(32))).rejects.toEqual(new FormDamaged(sha256));
    const other = '1'.repeat(64);
    writeFileSync(join(dir, `${other}.pdf`), readFileSync(join(dir, `${sha256}.pdf`)));
    await expect(store.get(other, key)).rejects.toEqual(new FormDamaged(other));
  });

  it('opens a form that was kept as the storage format says', async () => {
    await store.put(sha256, bytes, key);
    const nonce = Buffer.alloc(12, 3);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256));
    const file = [Buffer.from('SGF1'), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    writeFileSync(join(dir, `${sha256}.pdf`), Buffer.concat(file));
    expect((await store.get(sha256, key)).equals(bytes)).toBe(true);
  });

  it('ignores what a stopped process left half written', async () => {
    await store.put(sha256, bytes, key);
    writeFileSync(join(dir, `${sha256}.0.tmp`), 'half');
    expect((await store.get(sha256, key)).equals(bytes)).toBe(true);
  });

  it('takes no bytes under a wrong hash, no name that is no hash and no short key', async () => {
    await expect(store.put('0'.repeat(64), bytes, key)).rejects.toThrow(RangeError);
    await expect(store.put(sha256, bytes, Buffer.alloc(16))).rejects.toThrow(RangeError);
    await expect(store.get('../../etc/passwd', key)).rejects.toThrow(RangeError);
  });
});
