import { openForReading, Place } from '../../apps/cli/place';
import { FolderForReading } from '../../libs/adapters/offline';
import { storeOf } from '../support/program-store';

/** What says where a log is, of a program's settings. */
export type LogSettings = Readonly<Partial<Record<string, string>>>;

/** The log of a program that works, or has worked, in the folder: in it, or where the suites have their logs, or where the settings say. */
export async function opened(dataDir: string, settings?: LogSettings): Promise<FolderForReading> {
  const { EVENTSTORE_URL: url, KEK_FILE: kekFile } = settings ?? (await storeOf(dataDir));
  const eventStore: Place['eventStore'] = url === undefined ? { kind: 'sqlite' } : { kind: 'eventstoredb', url };
  return openForReading({ dataDir, kekFile: kekFile ?? null, eventStore });
}
