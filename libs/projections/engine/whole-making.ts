import { Collecting } from './batch';
import { besideName, createBeside, dropBeside, switchTo } from './catalogue';
import { Db, transacted } from './db';
import { Fed } from './feed';
import { Filling } from './filling';
import { Held, Intake } from './intake';
import { madeFor, Wanted } from './making';
import { Ink } from './scribe';
import { shelfIn } from './shelf';
import { Table } from './table';

export interface WholeMakingOptions extends Omit<Ink, 'called'> {
  /** Requests in memory that are not closed; each takes some ten kilobytes. */
  readonly atHand?: number;
}

/** Tables being made anew from the log's first event, beside those that answer, while nothing else is done: each request is
 *  written when it is closed, when it has been quiet for long, or at the end. */
export class WholeMaking {
  /** How much of the log has been taken in. */
  position = 0;
  private readonly intake: Intake;
  private readonly filling: Filling;

  /** @param start the filling of the tables, once they are there */
  constructor(
    private readonly db: Db,
    private readonly wanted: Wanted,
    private readonly options: WholeMakingOptions,
    start: (made: readonly Table[]) => Filling,
  ) {
    const made = madeFor(wanted);
    createBeside(db, made, false);
    this.filling = start(made);
    this.intake = new Intake(made, 0, shelfIn(db, made, { ...options, called: besideName }), options.sealer);
  }

  /** @throws BrokenHistory */
  async take(events: Iterable<Fed>): Promise<void> {
    for (const fed of events) {
      if (!this.intake.isAtHand(fed)) await this.filling.settled();
      this.intake.take(fed);
      this.position = fed.position;
    }
    let excess = this.intake.unsavedRequests - (this.options.atHand ?? atHandUnlessTold);
    await this.give(({ state }) => state.state === 'closed' || excess-- > 0);
  }

  /** Everything that was taken in is written, and the tables take the place of the others, at this position. */
  async switch(): Promise<void> {
    await this.give();
    await this.filling.complete(this.wanted.tables.map(({ name }) => name));
    await this.filling.close();
    switchTo(this.db, this.wanted.tables, this.position);
  }

  async abandon(): Promise<void> {
    await this.filling.close();
    transacted(this.db, () => dropBeside(this.db));
  }

  private async give(wanted?: (held: Held) => boolean): Promise<void> {
    const collecting = new Collecting();
    for (const steps = this.intake.handingTo(collecting, wanted); steps.next().done !== true;)
      if (collecting.size >= inBatch) await this.filling.fill(collecting.taken());
    await this.filling.fill(collecting.taken());
  }
}

const atHandUnlessTold = 10_000;
/** Requests that cross to another thread at a time. */
const inBatch = 1_000;
