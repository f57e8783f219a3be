import { decrypted, encrypted, HmacSha256, Random, SealKey } from '@sigill/log-format';
import { createHash, hkdfSync } from 'node:crypto';

/** The text is no key: says what is wrong with its form, never what it holds. */
export class BadKeyEncryptionKey extends Error {
  override name = 'BadKeyEncryptionKey';
}

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

  /** STORAGE FORMAT. 32 bytes for one purpose, named by the label (HKDF-SHA-256): no purpose's key tells anything of another's. */
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
