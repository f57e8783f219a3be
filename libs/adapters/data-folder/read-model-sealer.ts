import { Sealer } from '@sigill/projections';
import { decrypted, encrypted, KeyEncryptionKey } from '@sigill/event-log';

/** Bound to the row's id. */
export class ReadModelSealer implements Sealer {
  private constructor(private readonly key: Buffer) {}

  static under(kek: KeyEncryptionKey): ReadModelSealer {
    return new ReadModelSealer(kek.derive('read-models'));
  }

  seal(text: string, about: string): Uint8Array {
    return encrypted(Buffer.from(text, 'utf8'), this.key, about);
  }

  /** @throws CannotUnseal */
  open(sealed: Uint8Array, about: string): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    return decrypted(bytes, this.key, about).toString('utf8');
  }
}
