import { Database, openWith, processDriver, UnreadableFile } from '@sigill/event-log';
import { join } from 'node:path';
import { FolderFault } from './folder-fault';
import { lockFile } from './folder-files';

/** Another process works in the folder. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`DATA_DIR: ${folder} is in use by another process; stop that one first, or choose another folder`);
    this.name = 'FolderInUse';
  }
}

/** Holds a folder for one process: an exclusive lock on a file, which the operating system lets go when the process ends,
 *  however it ends. */
export class FolderLock {
  private constructor(private readonly db: Database) {}

  /** @throws FolderInUse, FolderFault */
  static take(folder: string): FolderLock {
    const db = openWith(processDriver(), join(folder, lockFile), { readOnly: false, timeoutMs: 0 });
    try {
      db.exec('pragma locking_mode = exclusive; begin exclusive; create table if not exists held (id integer); commit');
      return new FolderLock(db);
    } catch (error) {
      db.close();
      throw isHeld(error) ? new FolderInUse(folder) : notUsable(folder, error);
    }
  }

  release(): void {
    this.db.close();
  }
}

/** SQLite's own words. */
const isHeld = (error: unknown): boolean => error instanceof Error && error.message === 'database is locked';

function notUsable(folder: string, error: unknown): FolderFault {
  const file = join(folder, lockFile);
  const why = error instanceof UnreadableFile ? error.message : `${file} cannot be written`;
  return new FolderFault(why, 'make room on the disk, or move that file away: the next start makes another');
}
