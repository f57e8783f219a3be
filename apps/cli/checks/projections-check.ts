import { BrokenHistory, RegionName } from '@sigill/domain';
import { BrokenLog, Database, EventLog, KeyDestroyed, openWith, Position, processDriver } from '@sigill/event-log';
import { Projector, rowsMisfit, rowsReach } from '@sigill/following';
import { projections } from '@sigill/projections';
import { FolderForReading, calendarOf, putBack } from '../../../libs/adapters/offline';
import { oneLine } from '../one-line';
import { Findings, nowhere } from './finding';
import { compareRows } from './projection-rows';

/** I-11 and I-12: the rows are those that the log gives up to their checkpoint. Answers that checkpoint; null when there is
 *  nothing to compare: no rows, rows of another version (the next start makes them anew), or a log that cannot be read. */
export async function checkReadModels(
  folder: FolderForReading,
  region: RegionName,
  findings: Findings,
): Promise<Position | null> {
  const { readModels: stored } = folder;
  const checkpoint = stored === null ? null : rowsReach(stored);
  if (stored === null || checkpoint === null) return null;
  const misfit = await stillAt(stored, () => rowsMisfit(folder.log, stored));
  if (misfit !== null)
    findings.add(
      'I-12',
      { ...nowhere, position: checkpoint },
      `${folder.file('readModels')}: ${misfit}: ${putBack.readModels}`,
    );
  const fresh = openWith(processDriver(), privateFile, { readOnly: false, timeoutMs: 0 });
  try {
    return await compare(folder, { stored, fresh, region }, findings);
  } catch (error) {
    const isOfTheLog = error instanceof BrokenLog || error instanceof BrokenHistory || error instanceof KeyDestroyed;
    if (!isOfTheLog || findings.count === 0)
      findings.add('I-11', nowhere, `the read models cannot be made anew or read: ${oneLine(error)}`);
    return null;
  } finally {
    fresh.close();
  }
}

/** SQLite makes a file without a name for a connection alone and removes it with the connection. */
const privateFile = '';

/** The rows are made anew before the stored ones are held still, so that a program that runs is not kept waiting. */
async function compare(
  { log, sealer }: FolderForReading,
  { stored, fresh, region }: { readonly stored: Database; readonly fresh: Database; readonly region: RegionName },
  findings: Findings,
): Promise<Position | null> {
  const part = new LogUpTo(log);
  const projector = new Projector(part, { db: fresh, sealer, ...calendarOf(region) }, () => undefined);
  const follow = async (): Promise<Position | null> => {
    const [checkpoint, head] = [rowsReach(stored), await log.head()];
    if (checkpoint === null) return null;
    if (checkpoint > head)
      findings.add(
        'I-12',
        { ...nowhere, position: checkpoint },
        `the read models are ahead of the log (${String(head)})`,
      );
    part.end = Math.min(checkpoint, head);
    await projector.catchUp();
    return checkpoint > head ? null : checkpoint;
  };
  if ((await follow()) === null) return null;
  return stillAt(stored, async () => {
    const checkpoint = await follow();
    if (checkpoint !== null)
      for (const { name } of projections) compareRows({ table: name, stored, fresh, sealer }, findings);
    return checkpoint;
  });
}

/** The work, while the rows are seen as they are at its beginning. */
async function stillAt<T>(stored: Database, work: () => Promise<T>): Promise<T> {
  stored.exec('BEGIN');
  try {
    return await work();
  } finally {
    stored.exec('COMMIT');
  }
}

/** The log as if it ended at a position. */
class LogUpTo implements Pick<EventLog, 'head' | 'readAll' | 'follow'> {
  end: Position = 0;

  constructor(private readonly log: EventLog) {}

  async head(): Promise<Position> {
    return this.end;
  }

  async readAll(after: Position, limit: number): ReturnType<EventLog['readAll']> {
    const events = await this.log.readAll(after, limit);
    return events.filter(({ position }) => position <= this.end);
  }

  follow(after: Position, signal: AbortSignal): ReturnType<EventLog['follow']> {
    return this.log.follow(after, signal);
  }
}
