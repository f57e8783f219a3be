import { KeyEncryptionKey } from '@sigill/event-log';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The key-encryption key cannot be had; one readable line. */
export class KeyFileFault extends Error {
  override name = 'KeyFileFault';
}

/** The key in `KEK_FILE`, or in development the one that the data folder keeps, made at its first start.
 *  @throws KeyFileFault where the file is missing or holds no key, or where a folder with data has lost its own */
export function readKeyFile(kekFile: string | null, dataDir: string): KeyEncryptionKey {
  const own = join(dataDir, 'kek');
  if (kekFile === null && !existsSync(own)) {
    if (existsSync(join(dataDir, 'keys.db')))
      throw new KeyFileFault(`KEK_FILE: the key file ${own} is missing; put it back, nothing can be read without it`);
    makeKeyFile(own);
  }
  const file = kekFile ?? own;
  try {
    return KeyEncryptionKey.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    throw new KeyFileFault(`KEK_FILE: ${file}: ${why}; name, or put back, the key file that the folder was made with`);
  }
}

function makeKeyFile(file: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
