import { BrokenLog, ForeignFile, IndexKeyMissing, UnknownEvent, UnreadableFile } from '@sigill/event-log';
import { basename, join } from 'node:path';
import { folderFiles } from './folder-files';

/** Something in the data folder keeps the program from working: one readable line that names the file and says what to do. */
export class FolderFault extends Error {
  override name = 'FolderFault';

  constructor(what: string, whatToDo: string) {
    super(`DATA_DIR: ${what}: ${whatToDo}`);
  }
}

export const putBack = {
  log: 'put back the newest backup of the whole folder',
  keys: 'put its newest backup back; what is sealed under a key that is lost can never be read again',
  keyMirror: 'name an empty folder; all of it is in EVENTSTORE_URL',
  readModels: 'run "npm run cli -- rebuild", which makes the read models anew from the log',
} as const;
type Part = keyof typeof putBack;

export const moveAway = 'move it away; the next start makes the read models anew from the log';

/** An error of the folder's files in words that name the file and say what to do; any other as it is.
 *  (Some come over from a thread by name.) */
export function inFolder(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  switch (error.name) {
    case UnreadableFile.name:
      return new FolderFault(error.message, putBack[partIn(error.message)]);
    case ForeignFile.name:
      return new FolderFault(error.message, foreign(partIn(error.message)));
    case BrokenLog.name:
    case UnknownEvent.name:
      return new FolderFault(
        `${join(path, folderFiles.log)} is not what was written (${error.message})`,
        `${putBack.log}; "npm run cli -- check" names every fault`,
      );
    case IndexKeyMissing.name:
    case 'CannotUnseal':
      return new FolderFault(`${join(path, folderFiles.keys)} is damaged (${error.message})`, putBack.keys);
    default:
      return error;
  }
}

const foreign = (part: Part): string => (part === 'readModels' ? moveAway : putBack[part]);

function partIn(text: string): Part {
  const parts: readonly Part[] = ['readModels', 'keyMirror', 'keys'];
  return parts.find((part) => text.includes(basename(folderFiles[part]))) ?? 'log';
}
