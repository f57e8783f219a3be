import { StoreStopped, WrongRevision } from './event-store';

/** The store has lost events that were read from it: it was put back to an earlier state, or is another one. Nothing is written any
 *  more, because what would be written builds upon what is gone. */
export class StoreWentBack extends StoreStopped {
  override name = 'StoreWentBack';

  constructor({ stream, expected, actual }: WrongRevision) {
    super(`the store went back: ${stream} stood at ${String(expected)} and stands at ${String(actual)} now`);
  }
}

/** The store stands before what the append builds upon. */
export const isBehind = ({ expected, actual }: WrongRevision): boolean =>
  expected !== 'no-stream' && (actual === 'no-stream' || actual < expected);
