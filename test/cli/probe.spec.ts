import { checked, cli } from './checked';
import { workedFolder, copyOf } from './worked-folder';
it('x', async () => {
  const w = await workedFolder();
  console.log(w, JSON.stringify(await checked(w.dataDir), null, 1), await cli(['check', w.dataDir]), await cli(['rebuild', await copyOf(w.dataDir)]));
});
