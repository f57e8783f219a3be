import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Random, SystemRandom } from './random';

/** A sealed value that this key did not seal, or not for this purpose, or that has been changed. */
export class CannotUnseal extends Error {
  override name = 'CannotUnseal';
}

/** STORAGE FORMAT. AES-256-GCM: a nonce of 12 bytes, the ciphertext, a tag of 16 bytes. */
export const nonceBytes = 12;
const tagBytes = 16;

/** Nonce, ciphertext and tag; bound to the text `place` as additional data. `key`: 32 bytes. */
export function encrypted(plain: Buffer, key: Buffer, place: string, random: Random = new SystemRandom()): Buffer {
  const nonce = random.bytes(nonceBytes);
  return Buffer.concat([nonce, seal(plain, key, nonce, place)]);
}

/** What `encrypted` was given. @throws CannotUnseal */
export function decrypted(bytes: Buffer, key: Buffer, place: string): Buffer {
  return unseal(bytes.subarray(nonceBytes), key, bytes.subarray(0, nonceBytes), place);
}

/** STORAGE FORMAT. AES-256-GCM. Ciphertext and tag; `place` is bound in as additional data. */
export function seal(plain: Buffer, key: Buffer, nonce: Buffer, place: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place, 'utf8'));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws CannotUnseal */
export function unseal(sealed: Buffer, key: Buffer, nonce: Buffer, place: string): Buffer {
  if (sealed.length < tagBytes || nonce.length !== nonceBytes) throw new CannotUnseal('the sealed value is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
    decipher.final();
    return plain;
  } catch (cause) {
    throw new CannotUnseal('the sealed value does not open with this key in this place', { cause });
  }
}
