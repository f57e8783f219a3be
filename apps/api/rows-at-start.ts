import { FolderFault, inFolder, putBack } from '@sigill/adapters';
import { isFull, rowsMisfit } from '@sigill/application';
import { BrokenHistory } from '@sigill/domain';
import { Parts } from './parts';

/** The rows follow the log from here on, where they are those of their checkpoint. @throws FolderFault, LogCutShort */
export async function followLog({ settings, folder, projector }: Parts): Promise<void> {
  const file = folder.file('readModels');
  try {
    const misfit = await rowsMisfit(folder.log, folder.readModels);
    if (misfit !== null) throw new FolderFault(`${file} is not what the log gives (${misfit})`, putBack.readModels);
    await projector.start();
  } catch (error) {
    if (isFull(error)) throw new FolderFault(`${file} finds no room`, 'make room on the disk, then start again');
    throw error instanceof BrokenHistory
      ? new FolderFault(`${file} is not what the log gives (${error.message})`, putBack.readModels)
      : inFolder(settings.dataDir, error);
  }
}
