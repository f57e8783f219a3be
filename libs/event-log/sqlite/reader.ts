import { Position, RecordedEvent, StoreStopped } from '../event-store';
import { asBytes, integer } from './columns';
import { arraysOf, Database, Statement } from './driver';

const columns = 'position, stream, revision, id, type, data, metadata';

/** Reads on a connection of its own, each a short transaction, so that the WAL can always be emptied. */
export class Reader {
  private readonly ofStream: ReturnType<typeof arraysOf>;
  private readonly ofAll: ReturnType<typeof arraysOf>;
  private readonly ofUpTo: ReturnType<typeof arraysOf>;
  private readonly newest: Statement;

  /** Keeps the database object alive for its statements. */
  constructor(private readonly db: Database) {
    this.ofStream = arraysOf(
      db.prepare(`select ${columns} from events where stream = ? and revision >= ? order by revision limit ?`),
    );
    this.ofAll = arraysOf(db.prepare(`select ${columns} from events where position > ? order by position limit ?`));
    this.ofUpTo = arraysOf(
      db.prepare(`select ${columns} from events where position <= ? order by position desc limit ?`),
    );
    this.newest = db.prepare('select coalesce(max(position), 0) as position from events');
  }

  stream(stream: string, from: number, limit: number | undefined): readonly RecordedEvent[] {
    this.refuseClosed();
    return this.ofStream(stream, from, limit ?? -1).map(recorded);
  }

  /** What a read answers that needs not be made. @throws StoreStopped */
  none(): readonly RecordedEvent[] {
    this.refuseClosed();
    return [];
  }

  all(after: Position, limit: number): readonly RecordedEvent[] {
    refuseLimit(limit);
    this.refuseClosed();
    return this.ofAll(after, limit).map(recorded);
  }

  upTo(position: Position, limit: number): readonly RecordedEvent[] {
    refuseLimit(limit);
    this.refuseClosed();
    return this.ofUpTo(position, limit).map(recorded).reverse();
  }

  head(): Position {
    this.refuseClosed();
    return integer(this.newest.get() ?? {}, 'position');
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  private refuseClosed(): void {
    if (!this.db.isOpen) throw new StoreStopped('the store is closed');
  }
}

function refuseLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('a limit is a whole number from 1');
}

function recorded([position, stream, revision, id, type, data, metadata]: readonly unknown[]): RecordedEvent {
  if (typeof position !== 'number' || typeof revision !== 'number') throw new TypeError('an event without its place');
  if (typeof stream !== 'string' || typeof id !== 'string' || typeof type !== 'string')
    throw new TypeError('an event without its names');
  return {
    stream,
    revision,
    position,
    id,
    type,
    data: asBytes(data, 'data'),
    metadata: asBytes(metadata, 'metadata'),
  };
}
