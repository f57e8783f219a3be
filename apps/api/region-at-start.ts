import { FolderFault, inFolder, putBack } from '@sigill/adapters';
import { settleRegion } from '@sigill/application';
import { BrokenHistory } from '@sigill/domain';
import { Parts } from './parts';

/** The log and the settings are of one region. @throws AnotherRegion, FolderFault */
export async function settleRegionAtStart({ settings, folder, clock }: Parts): Promise<void> {
  try {
    await settleRegion(folder.log, settings.policy, clock.now());
  } catch (error) {
    if (error instanceof BrokenHistory)
      throw new FolderFault(`${folder.file('log')} is not what was written (${error.message})`, putBack.log);
    throw inFolder(settings.dataDir, error);
  }
}
