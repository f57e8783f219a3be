import { Sealer } from '@sigill/projections';
import { CannotUnseal, decrypted, encrypted, KeyEncryptionKey, UnreadableFile } from '@sigill/event-log';

/** Bound to the row's id. `file`: of the rows */
export class ReadModelSealer implements Sealer {
  private constructor(
    private readonly key: Buffer,
    private readonly file: string,
  ) {}

  static under(kek: KeyEncryptionKey, file: string): ReadModelSealer {
    return new ReadModelSealer(kek.derive('read-models'), file);
  }

  /** Under a key that another thread has derived. */
  static of(key: Uint8Array, file: string): ReadModelSealer {
    return new ReadModelSealer(Buffer.from(key), file);
  }

  /** For another thread of this process. */
  get keyForThread(): Uint8Array {
    return this.key;
  }

  seal(text: string, about: string): Uint8Array {
    return encrypted(Buffer.from(text, 'utf8'), this.key, about);
  }

  /** @throws UnreadableFile: the file's pages may be whole where a row is not */
  open(sealed: Uint8Array, about: string): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    try {
      return decrypted(bytes, this.key, about).toString('utf8');
    } catch (error) {
      throw error instanceof CannotUnseal ? new UnreadableFile(this.file, 'a row cannot be unsealed') : error;
    }
  }
}
