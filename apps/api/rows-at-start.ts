import { FolderFault, inFolder, putBack } from '@sigill/adapters';
import { BrokenHistory } from '@sigill/domain';
import { isFull, rowsMisfit } from '@sigill/following';
import { Parts } from './parts';

/** The rows follow the log from here on, where they are those of their checkpoint. @throws FolderFault, LogCutShort */
export async function followLog({ settings, folder, rows }: Parts): Promise<void> {
  const file = folder.file('readModels');
  try {
    const misfit = await rowsMisfit(folder.log, folder.readModels);
    if (misfit !== null) throw new FolderFault(`${file} is not what the log gives (${misfit})`, putBack.readModels);
    await rows.start();
  } catch (error) {
    if (isFull(error)) throw new FolderFault(`${file} finds no room`, 'make room on the disk, then start again');
    // Some come over from the thread by name.
    if (error instanceof Error && error.name === BrokenHistory.name)
      throw new FolderFault(`${file} is not what the log gives (${error.message})`, putBack.readModels);
    throw inFolder(settings.dataDir, error);
  }
}
