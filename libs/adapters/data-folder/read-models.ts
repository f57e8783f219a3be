import { RegionName } from '@sigill/domain';
import { Database } from '@sigill/event-log';
import { ReadModels } from '@sigill/following';
import { calendarOf } from '../clock/region-calendar';
import { FillingBeside } from './filling-beside';
import { ReadModelSealer } from './read-model-sealer';

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
    // A thread's own start takes longer than what it saves where the log is short.
    fillBeside: (tables, isLong) => (isLong ? new FillingBeside({ file, key, tables, region }) : null),
  };
}
