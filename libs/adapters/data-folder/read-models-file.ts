import { Database, firstDamageIn, openDatabase, UnreadableFile } from '@sigill/event-log';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FolderFault, inFolder, moveAway } from './folder-fault';
import { folderFiles } from './folder-files';
import { FolderLock } from './folder-lock';
import { isSmall, isThere } from './inspection';

/** Read models can be made anew from the log, so a commit need not wait for the disk; the checkpoint is still in it.
 *  @throws UnreadableFile where the file is damaged, FolderFault where it is another program's */
export function openReadModels(path: string): Database {
  const file = join(path, folderFiles.readModels);
  const damage = isSmall(file) ? damageOf(file) : null;
  if (damage !== null) throw damage;
  const db = openDatabase(file);
  db.exec('pragma synchronous = normal');
  return db;
}

/** Null: sound, or not there. @throws FolderFault where the file is another program's */
export function damageOf(file: string): UnreadableFile | null {
  if (!isThere(file)) return null;
  try {
    refuseStrange(file);
    const damage = firstDamageIn(file);
    return damage === null ? null : new UnreadableFile(file, damage);
  } catch (error) {
    if (error instanceof UnreadableFile) return error;
    throw error;
  }
}

/** What was put aside. */
export interface PutAside {
  /** Why. */
  readonly damage: UnreadableFile;
  /** It goes for good. */
  drop(): void;
  /** It comes back to its place. */
  restore(): void;
}

/** Puts damaged read models aside, so that they can be made anew; null where they are sound.
 *  @throws FolderInUse, FolderFault */
export function putAsideIfDamaged(path: string): PutAside | null {
  const lock = FolderLock.take(path);
  try {
    const file = join(path, folderFiles.readModels);
    const damage = damageOf(file);
    if (damage === null) return null;
    move(file, `${file}${aside}`);
    return {
      damage,
      drop: () => {
        for (const end of ends) rmSync(`${file}${aside}${end}`, { force: true });
      },
      restore: () => {
        move(`${file}${aside}`, file);
      },
    };
  } finally {
    lock.release();
  }
}

const aside = '.damaged';
const ends = ['', '-wal', '-shm'];

function move(from: string, to: string): void {
  for (const end of ends) {
    rmSync(`${to}${end}`, { force: true });
    if (existsSync(`${from}${end}`)) renameSync(`${from}${end}`, `${to}${end}`);
  }
}

/** Whatever has tables, and not the one that says how far the rows are, is none of ours: its tables would be dropped. */
function refuseStrange(file: string): void {
  const db = openDatabase(file, { readOnly: true });
  try {
    const names = db
      .prepare("select name from sqlite_schema where type = 'table'")
      .all()
      .map(({ name }) => name);
    if (names.length > 0 && !names.includes('checkpoint'))
      throw new FolderFault(`${file} is a file of another program`, moveAway);
  } finally {
    db.close();
  }
}

/** The file for looking at; null where it is not there, or damaged: why is told by whoever looks for damage.
 *  @throws FolderFault */
export function readModelsForReading(path: string): Database | null {
  const file = join(path, folderFiles.readModels);
  if (!isThere(file) || damageOf(file) !== null) return null;
  try {
    return openDatabase(file, { readOnly: true });
  } catch (error) {
    throw inFolder(path, error);
  }
}
