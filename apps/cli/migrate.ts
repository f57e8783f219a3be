import { BadStoreUrl, parseStoreUrl } from '@sigill/event-log';
import { resolve } from 'node:path';
import { copyToCluster, FolderForReading, FolderLock, inFolder, refuseUnlessThere } from '../../libs/adapters/offline';
import { Place } from './place';
import { ExitCode, Terminal } from './terminal';

/** Copies an embedded log into the database of the address. The program must not run. */
export async function migrate({ dataDir, kekFile }: Place, terminal: Terminal, to: string): Promise<ExitCode> {
  refuseAddress(to);
  refuseUnlessThere(dataDir);
  const lock = FolderLock.take(resolve(dataDir));
  try {
    const folder = FolderForReading.open(dataDir, kekFile);
    try {
      const { events, keys, forms } = await copyToCluster(folder, to, progress(terminal));
      terminal.out(`${String(events)} events, ${String(keys)} keys and ${String(forms)} forms are in the database`);
      terminal.out(
        'start with EVENT_STORE=eventstoredb, that EVENTSTORE_URL, KEK_FILE and an empty DATA_DIR; keep this folder as a backup, and never start on it again',
      );
      return 0;
    } finally {
      await folder.close();
    }
  } catch (error) {
    throw inFolder(dataDir, error);
  } finally {
    lock.release();
  }
}

/** @throws BadStoreUrl with the option's name before it */
function refuseAddress(to: string): void {
  try {
    parseStoreUrl(to);
  } catch (error) {
    throw error instanceof BadStoreUrl ? new BadStoreUrl(`--to: ${error.message}`) : error;
  }
}

/** A line for every ten thousand, and for the last of what is counted beforehand. */
function progress(terminal: Terminal): Parameters<typeof copyToCluster>[2] {
  let told = 0;
  return (what, done, of) => {
    if (done === of || Math.floor(done / 10_000) > Math.floor(told / 10_000))
      terminal.out(`${String(done)}${of === null ? '' : ` of ${String(of)}`} ${what}`);
    told = done === of ? 0 : done;
  };
}
