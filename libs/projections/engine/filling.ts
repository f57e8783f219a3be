import { Batch } from './batch';
import { besideName, indexBeside } from './catalogue';
import { Db, transacted } from './db';
import { Ink, Scribe } from './scribe';
import { FileScribe, sourcesOf } from './file-scribe';
import { Table, Tally } from './table';
import { tallyAll } from './writer';

/** Fills empty tables beside those that answer, where nothing else is done meanwhile: in this thread, or in one of its own while
 *  the log is read. */
export interface Filling {
  /** In hand; waits while there is no room for more. */
  fill(batch: Batch): Promise<void>;
  /** All that was given can be read. */
  settled(): Promise<void>;
  /** All rows were given: those of the named tables are counted and indexed, and what is made of whole files is made. */
  complete(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The work of it, over a connection. */
export class BesideTables {
  private readonly scribe: Scribe;

  /** @param tables that are there, empty and without indexes */
  constructor(
    private readonly db: Db,
    private readonly tables: readonly Table[],
    private readonly ink: Omit<Ink, 'called'>,
  ) {
    this.scribe = new Scribe(
      db,
      tables.filter(({ of }) => of !== 'rows'),
      { ...ink, called: besideName },
    );
    db.exec(`PRAGMA cache_size = -${String(cacheKib)}`);
  }

  /** One transaction. */
  fill(batch: Batch): void {
    transacted(this.db, () => this.scribe.batch(batch));
  }

  complete(names: readonly string[]): void {
    const tables = this.tables.filter(({ name }) => names.includes(name));
    const ofFiles = tables.filter(({ of }) => of === 'file');
    const sources = ofFiles.length === 0 ? [] : sourcesOf(this.tables);
    const indexed = this.tables.filter(
      (one) => !ofFiles.includes(one) && (tables.includes(one) || sources.includes(one)),
    );
    transacted(this.db, () => {
      for (const tally of tables.filter((one): one is Tally => one.of === 'rows')) tallyAll(this.db, tally, besideName);
      indexBeside(this.db, indexed);
    });
    if (ofFiles.length > 0)
      transacted(this.db, () => {
        new FileScribe(this.db, ofFiles, { ...this.ink, called: besideName }).writeAll();
        indexBeside(this.db, ofFiles);
      });
  }

  close(): void {
    this.db.exec(`PRAGMA cache_size = -${String(liveCacheKib)}`);
  }
}

/** Rows come in the order of random keys: the pages that they go to should be at hand. */
const cacheKib = 131_072;
/** SQLite's own measure. */
const liveCacheKib = 2_000;

/** On the connection of the tables that answer. */
export class FillingHere implements Filling {
  private readonly beside: BesideTables;

  constructor(db: Db, tables: readonly Table[], ink: Omit<Ink, 'called'>) {
    this.beside = new BesideTables(db, tables, ink);
  }

  async fill(batch: Batch): Promise<void> {
    this.beside.fill(batch);
  }

  async settled(): Promise<void> {
    // What was given is written when `fill` returns.
  }

  async complete(names: readonly string[]): Promise<void> {
    this.beside.complete(names);
  }

  async close(): Promise<void> {
    this.beside.close();
  }
}
