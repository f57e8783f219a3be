import { uuidFrom } from '@sigill/log-format';
import { createHmac } from 'node:crypto';

/** STORAGE FORMAT. The id by which the log names a person: UUIDv8 from a keyed hash, the same for the same number for ever and nothing to
 *  anyone without the key. `digits` is the personal number with its century, 12 digits. @throws RangeError */
export function personIdOf(indexKey: Buffer, digits: string): string {
  if (!/^\d{12}$/.test(digits)) throw new RangeError('a personal number has 12 digits here');
  return uuidFrom(keyedHash(indexKey, `pnr|1|${digits}`), 8);
}

/** STORAGE FORMAT. What a searchable text is kept as where only equality matters: 16 bytes, base64url. Not comparable with a person id. */
export function blindIndex(indexKey: Buffer, text: string): string {
  return keyedHash(indexKey, `idx|1|${text.normalize('NFC')}`)
    .subarray(0, 16)
    .toString('base64url');
}

const keyedHash = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
