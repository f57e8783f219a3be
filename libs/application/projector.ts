import { effectEventOf, effectIdOf, evolve, LegalDate, RequestId, RequestState } from '@sigill/domain';
import { EventLog, LoggedEvent, Position, uuidV5 } from '@sigill/event-log';
import { applyTo, Change, Db, noteEffect, patientFile, ReadModel, readModels, requestRow } from '@sigill/projections';
import { ReadModelBehind } from './errors';
import { requestEventOf, requestOf } from './request-log';

/** Seals what a read model keeps of a person; `about` is bound to the blob, so that one row cannot pass for another. */
export interface Sealer {
  seal(text: string, about: string): Uint8Array;
  open(sealed: Uint8Array, about: string): string;
}

interface Waiter {
  readonly position: Position;
  readonly done: () => void;
}

const patienceMs = 2000;

/** The log ends before what the read models have seen of it: it was cut short, or an older one was put in its place. */
export class LogCutShort extends Error {
  constructor(head: Position, seen: Position) {
    super(
      `DATA_DIR: the log ends at position ${String(head)}, and the read models have seen ${String(seen)}: put the newest log back; to go on without what is lost, run "npm run cli -- rebuild"`,
    );
    this.name = 'LogCutShort';
  }
}

/** Feeds the read models by following the log; the checkpoint moves in the same transaction as the rows. */
export class Projector {
  private position: Position = 0;
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private waiters: Waiter[] = [];

  /** @param onFault the read models cannot go on (a broken log, a full disk): impossible things stop the process */
  constructor(
    private readonly log: Pick<EventLog, 'head' | 'readAll' | 'follow'>,
    readonly db: Db,
    private readonly sealer: Sealer,
    private readonly isWorkingDay: (date: LegalDate) => boolean,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Reads all that is in the log now, then follows it. */
  async start(): Promise<void> {
    await this.catchUp();
    this.running = this.follow();
  }

  /** Reads all that is in the log now. @throws LogCutShort */
  async catchUp(onProgress?: (position: Position, head: Position) => void): Promise<void> {
    this.prepare();
    const head = await this.log.head();
    if (this.position > head) throw new LogCutShort(head, this.position);
    while (this.position < head) {
      this.apply(await this.log.readAll(this.position, batchSize));
      onProgress?.(this.position, head);
    }
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  /** Makes every row anew, all or none: where the log cannot be read to its head, the rows stay as they were. */
  async rebuild(onProgress?: (position: Position, head: Position) => void): Promise<void> {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      this.forget();
      await this.catchUp(onProgress);
      this.db.exec('COMMIT');
    } catch (error) {
      this.rollBack('ROLLBACK');
      throw error;
    }
  }

  /** Waits until the log's head, and the position where one is given, is in the rows. @throws ReadModelBehind after two seconds */
  async reach(position: Position | null): Promise<void> {
    const target = Math.max(position ?? 0, await this.log.head());
    if (this.position >= target) return;
    await new Promise<void>((resolve, reject) => {
      const waiter = { position: target, done: () => settle(resolve) };
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.waiters = this.waiters.filter((one) => one !== waiter);
        end();
      };
      const timer = setTimeout(() => settle(() => reject(new ReadModelBehind())), patienceMs);
      this.waiters.push(waiter);
    });
  }

  open(request: RequestId, sealed: Uint8Array): RequestState {
    return JSON.parse(this.sealer.open(sealed, request)) as RequestState;
  }

  private async follow(): Promise<void> {
    try {
      for await (const events of this.log.follow(this.position, this.stop.signal)) this.apply(events);
      if (!this.stop.signal.aborted) throw new Error('the log ended');
    } catch (error) {
      if (!this.stop.signal.aborted) this.onFault(error);
    }
  }

  private apply(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.transact(() => {
      for (const event of events) this.project(event);
      this.db.prepare('UPDATE checkpoint SET position = ?').run(last.position);
    });
    this.position = last.position;
    for (const waiter of this.waiters.filter((one) => one.position <= this.position)) waiter.done();
  }

  /** A transaction, also within one. */
  private transact(work: () => void): void {
    this.db.exec('SAVEPOINT batch');
    try {
      work();
      this.db.exec('RELEASE batch');
    } catch (error) {
      this.rollBack('ROLLBACK TO batch; RELEASE batch');
      throw error;
    }
  }

  /** After some errors (a full disk) SQLite has rolled back by itself: then there is nothing to end. */
  private rollBack(sql: string): void {
    if (this.db.isTransaction) this.db.exec(sql);
  }

  private project(logged: LoggedEvent): void {
    const request = requestOf(logged.stream);
    if (request !== null) this.projectRequest(request, logged);
    const effect = effectIdOf(logged.stream);
    if (effect !== null) noteEffect(this.db, effect, effectEventOf(logged));
  }

  private projectRequest(id: RequestId, logged: LoggedEvent): void {
    const row = requestRow(this.db, id);
    const event = requestEventOf(logged);
    const state = evolve(row === undefined ? null : this.open(id, row.sealed), event, id);
    const others = patientFile(this.db, state.patient).filter((one) => one.request !== id);
    const change: Change = {
      event,
      eventId: logged.eventId,
      commandId: logged.command.commandId,
      commandHash: logged.command.commandHash,
      position: logged.position,
      state,
      patientFile: [...others.map((one) => this.open(one.request, one.sealed)), state],
      sealed: this.sealer.seal(JSON.stringify(state), id),
      isWorkingDay: this.isWorkingDay,
      idFor: (name) => uuidV5(logged.eventId, name),
    };
    for (const model of readModels) applyTo(this.db, model, change);
  }

  /** Another version of any read model makes them all anew. */
  private prepare(): void {
    const checkpoint = checkpointOf(this.db);
    if (checkpoint === null) this.forget();
    else this.position = checkpoint;
  }

  private forget(): void {
    this.transact(() => this.makeTables());
    this.position = 0;
  }

  private makeTables(): void {
    for (const table of tablesIn(this.db)) this.db.exec(`DROP TABLE ${table}`);
    this.db.exec('CREATE TABLE checkpoint (versions TEXT NOT NULL, position INTEGER NOT NULL)');
    for (const model of readModels) createTable(this.db, model);
    this.db.prepare('INSERT INTO checkpoint (versions, position) VALUES (?, 0)').run(versions);
  }
}

/** Where the rows stand in the log; null where they are those of another version of the read models, or there are none. */
export function checkpointOf(db: Db): Position | null {
  if (!tablesIn(db).includes('checkpoint')) return null;
  const checkpoint = db.prepare('SELECT versions, position FROM checkpoint').get() as
    { versions: string; position: number } | undefined;
  return checkpoint?.versions === versions ? checkpoint.position : null;
}

const batchSize = 500;
const versions = readModels.map(({ table, version }) => `${table}.v${String(version)}`).join(' ');

const tablesIn = (db: Db): readonly string[] =>
  (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
    ({ name }) => name,
  );

function createTable(db: Db, { table, columns, indexes }: ReadModel): void {
  db.exec(`CREATE TABLE ${table} (${columns}) STRICT`);
  for (const index of indexes) db.exec(`CREATE INDEX ${index}`);
}
