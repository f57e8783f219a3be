import { Sealer } from '@sigill/projections';
import { decrypted, encrypted, KeyEncryptionKey } from '@sigill/event-log';

/** Bound to the row's id. */
export class ReadModelSealer implements Sealer {
  private constructor(private readonly key: Buffer) {}

  static under(kek: KeyEncryptionKey): ReadModelSealer {
    return new ReadModelSealer(kek.derive('read-models'));
  }

  /** Under a key that another thread has derived. */
  static of(key: Uint8Array): ReadModelSealer {
    return new ReadModelSealer(Buffer.from(key));
  }

  /** For another thread of this process. */
  get keyForThread(): Uint8Array {
    return this.key;
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
