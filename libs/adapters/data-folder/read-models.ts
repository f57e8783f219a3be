import { RegionName } from '@sigill/domain';
import { Database } from '@sigill/event-log';
import { ReadModels } from '@sigill/following';
import { calendarOf } from '../clock/region-calendar';
import { FillingBeside } from './filling-beside';
import { ReadModelSealer } from './read-model-sealer';

/** Events; below it a thread's own start takes longer than what it saves. */
const worthAThread = 10_000;

/** What the projections work with; tables of a long log are filled in a thread of their own. */
export function readModelsIn(
  { file, db, sealer }: { readonly file: string; readonly db: Database; readonly sealer: ReadModelSealer },
  region: RegionName,
): ReadModels {
  const key = sealer.keyForThread;
  return {
    db,
    sealer,
    ...calendarOf(region),
    fillBeside: (tables, events) => (events < worthAThread ? null : new FillingBeside({ file, key, tables, region })),
  };
}
