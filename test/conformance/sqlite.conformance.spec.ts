import { SqliteEventStore } from '@sigill/event-log';
import { installedDrivers } from '../../libs/event-log/sqlite/driver';
import { temporaryFolder } from '../event-log/temporary';
import { eventStoreConformance } from './event-store.conformance';

for (const { name: driver, version } of installedDrivers())
  eventStoreConformance(`${driver} with SQLite ${version}`, async () => {
    const folder = temporaryFolder();
    const open = (): Promise<SqliteEventStore> => SqliteEventStore.open(folder.file('events.db'), { driver });
    let store = await open();
    return {
      store,
      restarted: async () => {
        await store.close();
        return (store = await open());
      },
      remove: async () => {
        await store.close();
        folder.remove();
      },
    };
  });
