import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { SealKey } from '../chain';
import { HmacSha256 } from '../hmac';
import { Random, SystemRandom } from '../random';

/** The text is no key: says what is wrong with its form, never what it holds. */
export class BadKeyEncryptionKey extends Error {
  override name = 'BadKeyEncryptionKey';
}

/** A sealed value that this key did not seal, or not for this purpose, or that has been changed. */
export class CannotUnseal extends Error {
  override name = 'CannotUnseal';
}

/** AES-256-GCM: a nonce of 12 bytes, the ciphertext, a tag of 16 bytes. */
export const nonceBytes = 12;
const tagBytes = 16;

/** The one secret of an installation: 32 bytes that wrap the data keys and from which other secrets are derived. */
export class KeyEncryptionKey implements SealKey {
  /** Names the key that seals the events' hashes, so that a later one can be told from it. */
  readonly macKid: string;
  readonly #bytes: Buffer;
  readonly #mac: HmacSha256;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const macKey = this.derive('mac');
    this.#mac = new HmacSha256(macKey);
    this.macKid = createHash('sha256').update('cw-mac-kid-1\n').update(macKey).digest('base64url').slice(0, 16);
  }

  /** @throws BadKeyEncryptionKey unless there are 32 bytes. */
  static fromBytes(bytes: Uint8Array): KeyEncryptionKey {
    if (bytes.length !== 32)
      throw new BadKeyEncryptionKey(`the key-encryption key has ${String(bytes.length)} bytes, 32 are needed`);
    return new KeyEncryptionKey(Buffer.from(bytes));
  }

  /** A key file's text: 64 hexadecimal digits, or base64 (either alphabet) of 32 bytes; space around it is ignored.
   *  @throws BadKeyEncryptionKey */
  static parse(fileText: string): KeyEncryptionKey {
    const text = fileText.trim();
    if (/^[0-9a-f]{64}$/i.test(text)) return KeyEncryptionKey.fromBytes(Buffer.from(text, 'hex'));
    if (/^[\w+/-]{43}=?$/.test(text)) return KeyEncryptionKey.fromBytes(Buffer.from(text, 'base64url'));
    throw new BadKeyEncryptionKey('the key-encryption key is neither 64 hexadecimal digits nor base64 of 32 bytes');
  }

  /** 32 bytes for one purpose, named by the label (HKDF-SHA-256): no purpose's key tells anything of another's. */
  derive(label: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, Buffer.alloc(0), `sigill/1/${label}`, 32));
  }

  macOf(hash: string): string {
    return this.#mac.ofBase64url(hash);
  }

  /** Bound to the text `place`: sealed for one place, it does not open in another. */
  wrap(key: Buffer, place: string, random: Random): Buffer {
    return encrypted(key, this.#bytes, place, random);
  }

  /** @throws CannotUnseal */
  unwrap(wrapped: Buffer, place: string): Buffer {
    return decrypted(wrapped, this.#bytes, place);
  }
}

/** Nonce, ciphertext and tag; bound to the text `place` as additional data. `key`: 32 bytes. */
export function encrypted(plain: Buffer, key: Buffer, place: string, random: Random = new SystemRandom()): Buffer {
  const nonce = random.bytes(nonceBytes);
  return Buffer.concat([nonce, seal(plain, key, nonce, place)]);
}

/** What `encrypted` was given. @throws CannotUnseal */
export function decrypted(bytes: Buffer, key: Buffer, place: string): Buffer {
  return unseal(bytes.subarray(nonceBytes), key, bytes.subarray(0, nonceBytes), place);
}

/** AES-256-GCM. Ciphertext and tag. */
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
