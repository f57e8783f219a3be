import { Position, RecordedEvent, StoreStopped } from '../event-store';
import { bytes, integer, text } from './columns';
import { Database, Row, Statement } from './driver';

const columns = 'position, stream, revision, id, type, data, metadata';

/** Reads on a connection of its own, each a short transaction, so that the WAL can always be emptied. */
export class Reader {
  private readonly ofStream: Statement;
  private readonly ofAll: Statement;
  private readonly newest: Statement;

  /** Keeps the database object alive for its statements. */
  constructor(private readonly db: Database) {
    this.ofStream = db.prepare(
      `select ${columns} from events where stream = ? and revision >= ? order by revision limit ?`,
    );
    this.ofAll = db.prepare(`select ${columns} from events where position > ? order by position limit ?`);
    this.newest = db.prepare('select coalesce(max(position), 0) as position from events');
  }

  stream(stream: string, from: number, limit: number | undefined): readonly RecordedEvent[] {
    this.refuseClosed();
    return this.ofStream.all(stream, from, limit ?? -1).map(recorded);
  }

  /** What a read answers that needs not be made. @throws StoreStopped */
  none(): readonly RecordedEvent[] {
    this.refuseClosed();
    return [];
  }

  all(after: Position, limit: number): readonly RecordedEvent[] {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('a limit is a whole number from 1');
    this.refuseClosed();
    return this.ofAll.all(after, limit).map(recorded);
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

function recorded(row: Row): RecordedEvent {
  return {
    stream: text(row, 'stream'),
    revision: integer(row, 'revision'),
    position: integer(row, 'position'),
    id: text(row, 'id'),
    type: text(row, 'type'),
    data: bytes(row, 'data'),
    metadata: bytes(row, 'metadata'),
  };
}
