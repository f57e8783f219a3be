import { BrokenLog, EventLog, KeyDestroyed, LoggedEvent } from '@sigill/event-log';
import { requestIn } from '@sigill/domain';
import { checkpointOf, Db, positionOfRequest, projections } from '@sigill/projections';
import { fedOf } from './feeding';

/** Why the rows cannot be those of their checkpoint, as far as a look at the events around it tells; null: they may be.
 *  Followed from there, they would take events in twice, or leave some out. */
export async function rowsMisfit(log: Pick<EventLog, 'head' | 'readAll' | 'readUpTo'>, db: Db): Promise<string | null> {
  const checkpoint = checkpointOf(db, projections);
  if (checkpoint === null || checkpoint > (await log.head())) return null;
  const next = (await unlessBroken(log.readAll(checkpoint, around))).find(isOfRequest);
  if (next !== undefined && hasTaken(db, next)) return 'its rows are ahead of its checkpoint';
  const last = (await unlessBroken(log.readUpTo(checkpoint, around))).filter(isOfRequest).at(-1);
  return last === undefined || hasTaken(db, last) ? null : 'its rows are behind its checkpoint';
}

const around = 200;

/** A log that cannot be read there says so to whoever needs those events. */
async function unlessBroken(reading: Promise<readonly LoggedEvent[]>): Promise<readonly LoggedEvent[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof BrokenLog || error instanceof KeyDestroyed) return [];
    throw error;
  }
}

const isOfRequest = (event: LoggedEvent): boolean => requestIn(event) !== null && fedOf(event).of === 'request';

function hasTaken(db: Db, event: LoggedEvent): boolean {
  const request = requestIn(event);
  return request !== null && (positionOfRequest(db, request) ?? 0) >= event.position;
}
