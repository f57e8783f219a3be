import { ExpectedRevision, WrappedKey } from '../event-store';
import { integer, text } from './columns';
import { Database, Statement } from './driver';
import { resultCode, sqliteConstraint, transact } from './database';

export interface BatchEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface BatchAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly BatchEvent[];
  readonly keys: readonly WrappedKey[];
}

/** What became of one append of a batch that was committed. */
export type Settled =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly fresh: boolean }
  | { readonly kind: 'wrong-revision'; readonly actual: ExpectedRevision }
  | { readonly kind: 'known-id' }
  | { readonly kind: 'key-taken'; readonly owner: string };

/** Appends of several callers as one durable transaction: each all or nothing, in the order given. */
export class BatchAppender {
  private readonly newest: Statement;
  private readonly slots: Statement;
  private readonly insert: Statement;
  private readonly begin: Statement;
  private readonly release: Statement;

  /** Keeps the database object alive for its statements. */
  constructor(private readonly db: Database) {
    this.newest = db.prepare('select coalesce(max(revision), -1) as revision from events where stream = ?');
    this.slots = db.prepare(
      'select id, position from events where stream = ? and revision > ? order by revision limit ?',
    );
    this.insert = db.prepare(`
      insert into events (position, stream, revision, id, type, data, metadata)
      values ((select coalesce(max(position), 0) + 1 from events), ?, ?, ?, ?, ?, ?)`);
    this.begin = db.prepare('savepoint one');
    this.release = db.prepare('release one');
  }

  /** `taken`: ids of keys whose owners have another by now. The answers hold only once this has returned. @throws CommitFailed (unknown), any other error: nothing was written. */
  append(batch: readonly BatchAppend[], taken: ReadonlySet<string>): readonly Settled[] {
    return transact(this.db, () => batch.map((append) => keyTaken(append, taken) ?? this.settle(append)));
  }

  private settle(append: BatchAppend): Settled {
    const { expected } = append;
    const before = expected === 'no-stream' ? -1 : expected;
    const current = integer(this.newest.get(append.stream) ?? {}, 'revision');
    if (current === before) return this.write(append, before);
    return this.repeated(append, before) ?? { kind: 'wrong-revision', actual: current < 0 ? 'no-stream' : current };
  }

  private write(append: BatchAppend, before: number): Settled {
    const several = append.events.length > 1;
    if (several) this.begin.run();
    try {
      const position = this.insertAll(append, before + 1);
      if (several) this.release.run();
      return { kind: 'appended', revision: before + append.events.length, position, fresh: true };
    } catch (error) {
      if (resultCode(error) !== sqliteConstraint) throw error;
      if (several) this.db.exec('rollback to one; release one');
      return { kind: 'known-id' };
    }
  }

  /** One statement undoes itself; several need a savepoint around them. @returns the position of the last */
  private insertAll({ stream, events }: BatchAppend, from: number): number {
    let position = 0;
    events.forEach(({ id, type, data, metadata }, index) => {
      const inserted = this.insert.run(stream, from + index, id, type, data, metadata);
      position = Number(inserted.lastInsertRowid);
    });
    return position;
  }

  /** The tuple that stands in its slots already, whatever came after it. */
  private repeated({ stream, events }: BatchAppend, before: number): Settled | null {
    const slots = this.slots.all(stream, before, events.length);
    const last = slots.at(-1);
    if (last === undefined || slots.length < events.length) return null;
    if (!events.every((event, index) => text(slots[index] ?? {}, 'id') === event.id)) return null;
    return { kind: 'appended', revision: before + events.length, position: integer(last, 'position'), fresh: false };
  }
}

function keyTaken({ keys }: BatchAppend, taken: ReadonlySet<string>): Settled | null {
  const owner = keys.find((key) => taken.has(key.kid))?.owner;
  return owner === undefined ? null : { kind: 'key-taken', owner };
}
