import { text } from '../sqlite/columns';
import { openDatabase } from '../sqlite/database';

/** The owners whose key is marked destroyed, in the order of their names. The file is only read. */
export function destroyedOwners(keysFile: string): readonly string[] {
  const db = openDatabase(keysFile, { readOnly: true });
  try {
    const rows = db.prepare('select distinct owner from data_keys where wrapped is null order by owner').all();
    return rows.map((row) => text(row, 'owner'));
  } finally {
    db.close();
  }
}
