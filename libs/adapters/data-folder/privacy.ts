import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isOpenToOthers } from '../open-to-others';
import { KeyFileFault } from './key-file';
import { FolderFault } from './folder-fault';
import { ownKeyFile } from './folder-files';

/** Takes everybody else's rights at the folder and at the key file away. Answers one line for each that was set right.
 *  @throws FolderFault, KeyFileFault where they cannot be taken away */
export function makePrivate(path: string, kekFile: string | null): readonly string[] {
  return [
    ...setRight(path, 0o700, (what, whatToDo) => new FolderFault(`${path} ${what}`, whatToDo)),
    ...setRight(kekFile ?? join(path, ownKeyFile), 0o600, (what, whatToDo) => {
      return new KeyFileFault(`KEK_FILE: ${kekFile ?? join(path, ownKeyFile)} ${what}: ${whatToDo}`);
    }),
  ];
}

function setRight(file: string, mode: number, fault: (what: string, whatToDo: string) => Error): readonly string[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !isOpenToOthers(found)) return [];
  const was = (found.mode & 0o777).toString(8);
  try {
    chmodSync(file, found.mode & mode);
  } catch {
    throw fault(`can be read by others (mode ${was})`, `let its owner alone read it (chmod ${mode.toString(8)})`);
  }
  return [`${file} could be read by others (mode ${was}); now its owner alone can`];
}
