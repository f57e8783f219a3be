import { Sealer } from '@sigill/projections';
import { KeyEncryptionKey } from '@sigill/event-log';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with the row's id as additional data: nonce, ciphertext, tag. */
export class ReadModelSealer implements Sealer {
  private constructor(private readonly key: Buffer) {}

  static under(kek: KeyEncryptionKey): ReadModelSealer {
    return new ReadModelSealer(kek.derive('read-models'));
  }

  seal(text: string, about: string): Uint8Array {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(about));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Uint8Array, about: string): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const end = bytes.length - tagBytes;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(end));
    return decipher.update(bytes.subarray(nonceBytes, end), undefined, 'utf8') + decipher.final('utf8');
  }
}
