import { besideName, createBeside, dropBeside, switchTo } from './catalogue';
import { Db, transacted } from './db';
import { Fed } from './feed';
import { sourcesOf } from './file-scribe';
import { Pass, PassOptions } from './pass';
import { home } from './scribe';
import { Table } from './table';

/** Tables that are wanted anew, of all that there are: the states are kept beside too, also where their own table stays, and so
 *  is whatever a wanted table is made of. */
export interface Wanted {
  readonly tables: readonly Table[];
  readonly all: readonly Table[];
}

export function madeFor({ tables, all }: Wanted): readonly Table[] {
  const sources = tables.some(({ of }) => of === 'file') ? sourcesOf(all) : [];
  return all.filter((table) => table.name === home || tables.includes(table) || sources.includes(table));
}

/** Tables being made anew from the log's first event, beside those that answer, while others wait for the connection: work is
 *  done in small pieces, and indexes and tallies grow with the rows. */
export class Making {
  /** How much of the log has been taken in. */
  position = 0;
  private readonly pass: Pass;

  constructor(
    private readonly db: Db,
    private readonly wanted: Wanted,
    options: Omit<PassOptions, 'called' | 'atHand'>,
  ) {
    const made = madeFor(wanted);
    createBeside(db, made, true);
    this.pass = new Pass(db, made, { ...options, atHand, called: besideName });
  }

  /** @throws BrokenHistory */
  take(events: readonly Fed[]): void {
    for (const fed of events) {
      this.pass.take(fed);
      this.position = fed.position;
    }
  }

  /** So much is in memory that it should be saved before more is taken. */
  get isFull(): boolean {
    return this.pass.unsaved >= atHand;
  }

  /** Writes what is in memory, one transaction for each piece; between the pieces nothing is open. */
  *saving(): Generator<void> {
    const steps = this.pass.saving();
    for (let isDone = false; !isDone;) {
      transacted(this.db, () => {
        for (let left = stepsInPiece; left > 0 && !isDone; left -= 1) isDone = steps.next().done === true;
      });
      yield;
    }
  }

  /** Everything that was taken in is saved: the tables take the place of the others, at this position. */
  switch(): void {
    for (const pieces = this.saving(); pieces.next().done !== true;);
    switchTo(this.db, this.wanted.tables, this.position);
  }

  abandon(): void {
    transacted(this.db, () => dropBeside(this.db));
  }
}

const atHand = 2_000;
const stepsInPiece = 100;
