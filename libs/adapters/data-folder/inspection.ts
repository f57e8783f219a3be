import {
  destroyedOwners,
  firstDamageIn,
  KeysFile,
  keysFileIn,
  LogFile,
  logFileIn,
  UnreadableFile,
} from '@sigill/event-log';
import { opendirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderFiles } from './folder-files';
import { FolderFault, inFolder, putBack } from './folder-fault';

/** Judges the log and the keys of a folder, and whether they belong together, before anything is opened for writing or made.
 *  Nothing is written. @throws FolderFault */
export function inspect(path: string): void {
  try {
    const [log, keys] = [join(path, folderFiles.log), join(path, folderFiles.keys)];
    for (const file of [log, keys]) if (isThere(file) && isSmall(file)) refuseDamaged(file);
    for (const folder of [folderFiles.forms, folderFiles.mail]) refuseNoFolder(join(path, folder));
    refuseLost(path);
    const line = isThere(keys) ? unaccounted(keys) : null;
    if (line !== null) throw new FolderFault(line, putBack.keys);
  } catch (error) {
    throw inFolder(path, error);
  }
}

/** The log, or the keys, are not there, or do not belong together. @throws FolderFault */
export function refuseLost(path: string): void {
  try {
    const [log, keys] = [join(path, folderFiles.log), join(path, folderFiles.keys)];
    const kept = { path, log: isThere(log) ? logFileIn(log) : null, keys: isThere(keys) ? keysFileIn(keys) : null };
    refuseLostLog(kept);
    refuseLostKeys(kept);
  } catch (error) {
    throw inFolder(path, error);
  }
}

/** A file of no bytes is what a stop leaves that came right after the file was made. */
export const isThere = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** One line for the keys that are marked destroyed although nothing in the log accounts for it; null: there are none. */
export function unaccounted(keysFile: string): string | null {
  const [first, ...more] = destroyedOwners(keysFile);
  if (first === undefined) return null;
  const owners = more.length === 0 ? first : `${first} and of ${String(more.length)} more`;
  return `${keysFile}: the key of ${owners} is marked destroyed, and nothing in the log accounts for it`;
}

/** The files of a folder, as far as they are there. */
interface Kept {
  readonly path: string;
  readonly log: LogFile | null;
  readonly keys: KeysFile | null;
}

function refuseLostLog({ path, log, keys }: Kept): void {
  const [file, keysPath] = [join(path, folderFiles.log), join(path, folderFiles.keys)];
  if (log !== null && keys?.log != null && keys.log !== log.identity)
    throw new FolderFault(
      `${file} is not the log that ${keysPath} belongs to`,
      'put back the log that was here, or both files of one backup',
    );
  if (log !== null && log.events > 0) return;
  const left = leftBehind({ path, log, keys });
  if (left.length > 0)
    throw new FolderFault(
      `${file} ${log === null ? 'is missing or empty' : 'holds no event'}, and ${left.join(', ')} ${left.length === 1 ? 'belongs' : 'belong'} to an earlier one`,
      `${putBack.log}, or name an empty folder to begin anew`,
    );
}

/** What there would not be if there had never been an event. A stop right before the first append leaves its keys. */
function leftBehind({ path, log, keys }: Kept): readonly string[] {
  const [forms, mail] = [join(path, folderFiles.forms), join(path, folderFiles.mail)];
  const hasOlderKeys =
    keys !== null &&
    (log === null ? keys.keys > 0 : keys.madeWithin > oneAppend || (keys.log === null && keys.keys > 1));
  return [
    ...(hasOlderKeys ? [join(path, folderFiles.keys)] : []),
    ...(holds(forms, '.pdf') ? [forms] : []),
    ...(holds(mail, '.eml') ? [mail] : []),
  ];
}

function refuseLostKeys({ path, log, keys }: Kept): void {
  if (log !== null && log.events > 0 && keys === null)
    throw new FolderFault(
      `${join(path, folderFiles.keys)} is missing or empty, and nothing can be read without it`,
      putBack.keys,
    );
}

function refuseDamaged(file: string): void {
  const damage = firstDamageIn(file);
  if (damage !== null) throw new UnreadableFile(file, damage);
}

function refuseNoFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new FolderFault(`${path} is no folder`, 'move it away, and put back the folder of the newest backup');
}

function holds(folder: string, ending: string): boolean {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  const entries = opendirSync(folder);
  try {
    for (let entry = entries.readSync(); entry !== null; entry = entries.readSync())
      if (entry.name.endsWith(ending)) return true;
    return false;
  } finally {
    entries.closeSync();
  }
}

/** Looking through a file takes some milliseconds for each of these megabytes; what is damaged in a larger one is told when it
 *  is met, and by `check`. */
const smallBytes = 64 * 1024 * 1024;
export const isSmall = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= smallBytes;

/** Seconds. */
const oneAppend = 10;
