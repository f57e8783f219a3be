// The folder that data are made in: `register.json` (POPULATION_FILE and DIRECTORY_FILE), `data/` (DATA_DIR) and
// `cases.json`, what there is to ask for.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../dist.mjs';
import { BulkStore } from './bulk-store.mjs';

export const placesIn = (folder) => ({
  register: join(folder, 'register.json'),
  dataDir: join(folder, 'data'),
  cases: join(folder, 'cases.json'),
});

export const casesIn = (folder) => JSON.parse(readFileSync(placesIn(folder).cases, 'utf8'));

/** The register written, the data folder open for this process alone. */
export async function openFolder(folder, register) {
  const { DataFolder, openDirectory, openPopulationRegister, readKeyFile } = built('libs/adapters/index.js');
  const { EventLog } = built('libs/event-log/index.js');
  const { regionNamed, upcast } = built('libs/domain/index.js');
  const places = placesIn(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(places.register, JSON.stringify(register));
  const fatal = (error) => {
    throw error;
  };
  const app = { version: 'bench', instance: '0be9c000-0000-4000-8000-000000000000' };
  const data = await DataFolder.open(places.dataDir, null, app, fatal);
  const store = new BulkStore(data.file('log'), data.file('keys'));
  const log = new EventLog(store, data.keys, readKeyFile(null, places.dataDir), { app, upcast });
  const population = await openPopulationRegister(places.register);
  const directory = await openDirectory(places.register, regionNamed('vgr'));
  return {
    data,
    log,
    population,
    directory,
    async close(cases) {
      population.close();
      directory.close();
      await store.close();
      await data.close();
      writeFileSync(places.cases, JSON.stringify(cases));
    },
  };
}
