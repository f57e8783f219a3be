import { StoreStopped, WrongRevision } from './event-store';

/** The store has lost events that were read from it: it was put back to an earlier state, or is another one. Nothing is written any
 *  more, because what would be written builds upon what is gone. */
export class StoreWentBack extends StoreStopped {
  override name = 'StoreWentBack';

  constructor({ stream, expected, actual }: WrongRevision) {
    super(`the store went back: ${stream} stood at ${String(expected)} and stands at ${String(actual)} now`);
  }
}

/** Appends whose heads were read from the store. */
export class WentBackGuard {
  private wentBack: StoreWentBack | null = null;

  /** @throws StoreWentBack, and from then on always; what the append throws */
  async over<T>(append: () => Promise<T>): Promise<T> {
    if (this.wentBack !== null) throw this.wentBack;
    try {
      return await append();
    } catch (error) {
      if (error instanceof WrongRevision && isBehind(error)) throw (this.wentBack = new StoreWentBack(error));
      throw error;
    }
  }
}

/** The store stands before what the append builds upon. */
const isBehind = ({ expected, actual }: WrongRevision): boolean =>
  expected !== 'no-stream' && (actual === 'no-stream' || actual < expected);
