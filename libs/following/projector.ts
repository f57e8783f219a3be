import { EventLog, LoggedEvent, Position } from '@sigill/event-log';
import {
  checkpointOf,
  Db,
  dropStrangers,
  effectsAskedAt,
  Fed,
  FedEffect,
  Filling,
  FillingHere,
  Ink,
  Making,
  moveCheckpoints,
  Pass,
  projections,
  Standing,
  standingOf,
  Table,
  transacted,
  WholeMaking,
} from '@sigill/projections';
import { fedOf } from './feeding';
import { beginningOfLog, Beside, makeWhole, Progress, upTo } from './making-anew';
import { ReadModelBehind } from './positions';
import { News, Rows } from './rows';
import { withRoom } from './waiting-for-room';

/** The log ends before what the read models have seen of it: it was cut short, or an older one was put in its place. */
export class LogCutShort extends Error {
  constructor(head: Position, seen: Position) {
    super(
      `DATA_DIR: the log ends at position ${String(head)}, and the read models have seen ${String(seen)}: put the newest log back; to go on without what is lost, run "npm run cli -- rebuild"`,
    );
    this.name = 'LogCutShort';
  }
}

/** The file of the rows, and what they are made with. */
export interface ReadModels extends Omit<Ink, 'called'> {
  readonly db: Db;
  /** Begins to fill the tables, of `projections` and empty, in a thread of its own; null where that is not worth it.
   *  @param isLong whether they are made of many thousands of events */
  readonly fillBeside?: (tables: readonly string[], isLong: boolean) => Filling | null;
}

/** Feeds the projections by following the log; their checkpoints move in the same transaction as the rows. Tables of another
 *  version are made anew beside those that answer. */
export class Projector extends Rows {
  private readonly stop = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private pass: Pass | null = null;
  private beside: Beside | null = null;
  private isFollowing = false;
  /** Events that were taken in before it began to follow. */
  takenIn = 0;

  /** @param onFault the read models cannot go on (a broken log, a full disk): impossible things stop the process
   *  @param tables every table that there is */
  constructor(
    private readonly log: Pick<EventLog, 'head' | 'readAll' | 'follow'>,
    private readonly rows: ReadModels,
    private readonly onFault: (error: unknown) => void,
    private readonly tables: readonly Table[] = projections,
  ) {
    super(rows.db, rows.sealer);
  }

  /** Reads all that is in the log now, then follows it; what is of another version is made anew meanwhile. */
  override async start(): Promise<void> {
    await this.catchUp();
    this.running = Promise.all([this.follow(), this.makeOutdated()]);
  }

  /** Reads all that is in the log now, with tables that are not there made first. @throws LogCutShort */
  async catchUp(onProgress?: Progress): Promise<void> {
    const head = await this.log.head();
    const standing = this.standing();
    if (standing.position > head) throw new LogCutShort(head, standing.position);
    if (standing.answering.length > 0) await this.followTo(head, standing.answering, onProgress);
    if (standing.missing.length > 0) await this.make(standing.missing, head, onProgress);
    dropStrangers(this.db, this.tables);
    this.positions.arrive(this.standing().position);
  }

  override async close(): Promise<void> {
    if (this.isFollowing) await this.reachHead().catch(unlessBehind);
    this.stop.abort();
    this.positions.wake();
    await this.running;
  }

  /** Makes every row anew, all or none: where the log cannot be read to its head, the rows stay as they were. */
  async rebuild(onProgress?: Progress): Promise<void> {
    await this.make(this.tables, await this.log.head(), onProgress);
    dropStrangers(this.db, this.tables);
    this.positions.arrive(this.standing().position);
  }

  /** As `reach`, to all that is in the log now. */
  async reachHead(): Promise<void> {
    await this.reach(await this.log.head());
  }

  /** Whoever rests between two batches hears of it by the positions. */
  protected override wanted(): void {}

  private standing(): Standing {
    return standingOf(this.db, this.tables);
  }

  private async followTo(head: Position, answering: readonly Table[], onProgress?: Progress): Promise<void> {
    this.pass ??= this.passOver(answering);
    let { position } = this.standing();
    while (position < head) {
      const events = upTo(head, await this.log.readAll(position, batchSize));
      this.apply(this.pass, events);
      this.takenIn += events.length;
      position = events.at(-1)?.position ?? head;
      onProgress?.(position, head);
    }
  }

  private async make(tables: readonly Table[], head: Position, onProgress?: Progress): Promise<void> {
    const { events, isLong } = await beginningOfLog(this.log, head);
    const wanted = { tables, all: this.tables };
    const making = new WholeMaking(this.db, wanted, this.rows, (made) => this.filling(made, isLong));
    this.takenIn += await makeWhole(making, this.log, { events, head }, onProgress);
    this.pass = null;
  }

  /** Another thread knows the tables by their names, so they must be those that there are. */
  private filling(made: readonly Table[], isLong: boolean): Filling {
    const known = made.every((table) => projections.includes(table));
    const names = made.map(({ name }) => name);
    const beside = known ? (this.rows.fillBeside?.(names, isLong) ?? null) : null;
    return beside ?? new FillingHere(this.db, made, this.rows);
  }

  /** A stop in the middle leaves the tables as they are: the next start begins anew. */
  private async makeOutdated(): Promise<void> {
    const { outdated } = this.standing();
    if (outdated.length === 0) return;
    try {
      const making = new Making(this.db, { tables: outdated, all: this.tables }, this.rows);
      this.beside = new Beside(making, this.log, this.stop.signal);
      if (await this.beside.run(() => this.positions.now)) this.pass = null;
    } catch (error) {
      if (!this.stop.signal.aborted) this.onFault(error);
    } finally {
      this.beside = null;
    }
  }

  private async follow(): Promise<void> {
    this.isFollowing = true;
    try {
      for await (const events of this.log.follow(this.positions.now, this.stop.signal)) {
        await withRoom(() => this.takeIn(events), this.stop.signal);
        this.beside?.hear(events);
        await this.positions.wanted(restMs);
      }
      if (!this.stop.signal.aborted) throw new Error('the log ended');
    } catch (error) {
      if (!this.stop.signal.aborted) this.onFault(error);
    } finally {
      this.isFollowing = false;
    }
  }

  /** What a pass has in memory is worth nothing once its rows could not be written. */
  private takeIn(events: readonly LoggedEvent[]): void {
    const pass = this.pass ?? this.passOver(this.tables);
    this.pass = null;
    this.apply(pass, events);
    this.pass = pass;
  }

  private apply(pass: Pass, events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const fed = events.map(fedOf);
    for (const one of fed) pass.take(one);
    transacted(this.db, () => {
      pass.save();
      moveCheckpoints(this.db, last.position);
    });
    this.arrived(last.position, () => fed.flatMap((one) => newsOf(this.db, one)));
  }

  private passOver(tables: readonly Table[]): Pass {
    return new Pass(this.db, tables, { ...this.rows, atHand, called: (table) => table });
  }
}

function newsOf(db: Db, fed: Fed): readonly News[] {
  const { position } = fed;
  switch (fed.of) {
    case 'request':
      return effectsAskedAt(db, fed.request, position).map((effect): News => ({
        of: 'asked',
        position,
        effect,
        request: fed.request,
      }));
    case 'effect':
      return [
        ...askedByTime(fed),
        { of: 'happened', position, effect: fed.effect, revision: fed.revision, event: fed.event },
      ];
    case 'register':
    case 'refusal':
    case 'other':
      return [];
  }
}

/** Time asks for an effect by the first event of its own. */
function askedByTime({ position, effect, event }: FedEffect): readonly News[] {
  return event.type === 'EffectRequested' ? [{ of: 'asked', position, effect, request: event.data.request }] : [];
}

function unlessBehind(error: unknown): void {
  if (!(error instanceof ReadModelBehind)) throw error;
}

/** Where the rows stand in the log; null where some are those of another version, or there are none. */
export const rowsReach = (db: Db): Position | null => checkpointOf(db, projections);

const batchSize = 2_000;
/** Between two commits, unless somebody waits: what comes meanwhile is written as one, which costs less than half. */
const restMs = 50;
/** Requests that are kept in memory while the log is followed. */
const atHand = 2_000;
