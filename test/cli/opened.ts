import { openForReading, Place } from '../../apps/cli/place';
import { FolderForReading } from '../../libs/adapters/offline';
import { storeOf } from '../support/program-store';

/** The log of a program that works, or has worked, in the folder: in it, or where the suites have their logs. */
export async function opened(dataDir: string): Promise<FolderForReading> {
  const { EVENTSTORE_URL: url, KEK_FILE: kekFile } = await storeOf(dataDir);
  const eventStore: Place['eventStore'] = url === undefined ? { kind: 'sqlite' } : { kind: 'eventstoredb', url };
  return openForReading({ dataDir, kekFile: kekFile ?? null, eventStore });
}
