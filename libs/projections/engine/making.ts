import { createBeside, dropBeside, indexBeside, besideName, switchTo } from './catalogue';
import { Db, transacted } from './db';
import { Fed } from './feed';
import { home, Pass, PassOptions } from './pass';
import { Table } from './table';
import { tallyAll } from './writer';

export interface MakingOptions extends Omit<PassOptions, 'called' | 'atHand'> {
  /** Others wait for the connection meanwhile: work is done in small pieces, and indexes grow with the rows. */
  readonly inPieces: boolean;
}

/** Tables being made anew from the log's first event, beside those that answer. */
export class Making {
  /** How much of the log has been taken in. */
  position = 0;
  private readonly pass: Pass;

  /** @param all every table that there is: the states are kept beside too, also where their own table stays */
  constructor(
    private readonly db: Db,
    private readonly wanted: readonly Table[],
    all: readonly Table[],
    private readonly options: MakingOptions,
  ) {
    const made = all.filter((table) => table.name === home || wanted.includes(table));
    createBeside(db, made, options.inPieces);
    if (!options.inPieces) db.exec(`PRAGMA cache_size = -${String(cacheKib)}`);
    const filled = options.inPieces ? made : made.filter((table) => table.of !== 'rows');
    this.pass = new Pass(db, filled, {
      ...options,
      atHand: options.inPieces ? atHandInPieces : atHand,
      called: besideName,
    });
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
    return this.pass.unsaved >= (this.options.inPieces ? atHandInPieces : atHand);
  }

  /** Writes what is in memory, one transaction for each piece; between the pieces nothing is open. */
  *saving(): Generator<void> {
    const steps = this.pass.saving();
    for (let isDone = false; !isDone;) {
      transacted(this.db, () => {
        for (let left = this.options.inPieces ? stepsInPiece : stepsAtOnce; left > 0 && !isDone; left -= 1)
          isDone = steps.next().done === true;
      });
      yield;
    }
  }

  /** As `saving`, all of it. */
  save(): void {
    for (const pieces = this.saving(); pieces.next().done !== true;);
  }

  /** Everything that was taken in is saved: the tables take the place of the others, at this position. */
  switch(): void {
    this.save();
    if (!this.options.inPieces) this.complete();
    switchTo(this.db, this.wanted, this.position);
  }

  abandon(): void {
    transacted(this.db, () => dropBeside(this.db));
  }

  /** What is done at once when all rows are there. */
  private complete(): void {
    transacted(this.db, () => {
      for (const table of this.wanted) if (table.of === 'rows') tallyAll(this.db, table, besideName);
      indexBeside(this.db, this.wanted);
    });
  }
}

/** Rows come in the order of random keys: the pages that they go to should be at hand. */
const cacheKib = 131_072;
/** A saved state takes some ten kilobytes in memory. */
const atHand = 20_000;
const atHandInPieces = 2_000;
const stepsInPiece = 100;
const stepsAtOnce = Number.MAX_SAFE_INTEGER;
