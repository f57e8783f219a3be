import { parseSha256 } from '@sigill/domain';
import { CannotUnseal, decrypted, encrypted, StoreUnavailable } from '@sigill/event-log';
import { createHash, createHmac } from 'node:crypto';

/** Where the forms that were sent are kept, for ever, each under the SHA-256 of its bytes and enciphered with its case's data key. */
export interface FormKeeping {
  /** Keeps the form; when this resolves it is durable. A form that is there already and whole is left as it is.
   *  `key`: 32 bytes. @throws RangeError for bytes that are not those of the hash, a wrong key length or no hash */
  put(sha256: string, bytes: Buffer, key: Buffer): Promise<void>;
  /** The very bytes that were put. @throws FormMissing, FormDamaged (a wrong key looks the same) */
  get(sha256: string, key: Buffer): Promise<Buffer>;
}

/** It may be put back. */
export class FormMissing extends StoreUnavailable {
  constructor(readonly sha256: string) {
    super(`no form ${sha256}`);
    this.name = 'FormMissing';
  }
}

/** What is kept is not what was put there, or was put under another key. */
export class FormDamaged extends StoreUnavailable {
  constructor(readonly sha256: string) {
    super(`the form ${sha256} is damaged`);
    this.name = 'FormDamaged';
  }
}

/** STORAGE FORMAT: `SGF1`, nonce (12 bytes), AES-256-GCM ciphertext with the hash as additional data, tag (16 bytes). */
const mark = Buffer.from('SGF1');

/** The same form under the same key is the same bytes, whoever enciphers it: its nonce is drawn from both, and no other form under
 *  that key has it. */
export function enciphered(sha256: string, bytes: Buffer, key: Buffer): Buffer {
  const drawn = {
    bytes: (count: number) => createHmac('sha256', key).update(`form\n${sha256}`).digest().subarray(0, count),
  };
  return Buffer.concat([mark, encrypted(bytes, key, sha256, drawn)]);
}

/** @throws FormDamaged */
export function deciphered(sha256: string, kept: Buffer, key: Buffer): Buffer {
  if (!kept.subarray(0, mark.length).equals(mark)) throw new FormDamaged(sha256);
  try {
    const bytes = decrypted(kept.subarray(mark.length), key, sha256);
    if (hashOf(bytes) !== sha256) throw new FormDamaged(sha256);
    return bytes;
  } catch (error) {
    throw error instanceof CannotUnseal ? new FormDamaged(sha256) : error;
  }
}

/** @throws RangeError */
export function refuseUnfitForm(sha256: string, key: Buffer, bytes: Buffer | null = null): void {
  if (parseSha256(sha256) === null) throw new RangeError('not a SHA-256 in lower case');
  if (key.length !== 32) throw new RangeError('a data key has 32 bytes');
  if (bytes !== null && hashOf(bytes) !== sha256) throw new RangeError('the bytes are not those of the hash');
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
