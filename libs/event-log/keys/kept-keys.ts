import { WrappedKey } from '../event-store';
import { bytes, text } from '../sqlite/columns';
import { openDatabase } from '../sqlite/database';

/** A key of a file, as it lies there; destroyed: `wrapped` is null. */
export type KeptKey = Omit<WrappedKey, 'wrapped'> & { readonly wrapped: Uint8Array | null };

/** Every key of a key file, in the order of their ids. The file is only read. */
export function keptKeys(keysFile: string): readonly KeptKey[] {
  const db = openDatabase(keysFile, { readOnly: true });
  try {
    const rows = db.prepare('select kid, owner, wrapped from data_keys order by kid').all();
    return rows.map((row) => ({
      kid: text(row, 'kid'),
      owner: text(row, 'owner'),
      wrapped: row['wrapped'] === null ? null : bytes(row, 'wrapped'),
    }));
  } finally {
    db.close();
  }
}
