import { Db } from './db';
import { FileScribe } from './file-scribe';
import { Fed } from './feed';
import { Intake } from './intake';
import { Ink, Scribe } from './scribe';
import { shelfIn } from './shelf';
import { Table } from './table';

export interface PassOptions extends Ink {
  /** How many requests (and effects) are kept at hand. */
  readonly atHand: number;
}

/** Follows the log into a set of tables. Events are taken in first, in memory; what they have changed is saved when the
 *  caller says so, each request once, as it is by then. */
export class Pass {
  private readonly intake: Intake;
  private readonly scribe: Scribe;
  private readonly files: FileScribe;

  /** @param tables the home of the requests among them, and with a tally the table that it counts */
  constructor(db: Db, tables: readonly Table[], options: PassOptions) {
    this.scribe = new Scribe(db, tables, options);
    this.files = new FileScribe(db, tables, options);
    this.intake = new Intake(tables, options.atHand, shelfIn(db, tables, options), options.sealer);
  }

  /** How much is taken in and not saved. */
  get unsaved(): number {
    return this.intake.unsaved;
  }

  /** @throws BrokenHistory; then nothing of this pass may be saved any more */
  take(fed: Fed): void {
    this.intake.take(fed);
  }

  /** Writes what is unsaved, a little with each step, in the caller's transaction or transactions. */
  *saving(): Generator<void> {
    yield* this.intake.handingTo(this.scribe);
    yield* this.files.writing(this.intake.takenTouched());
  }

  /** As `saving`, all of it. */
  save(): void {
    for (const steps = this.saving(); steps.next().done !== true;);
  }
}
