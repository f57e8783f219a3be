import { Position, RecordedEvent, WrappedKey } from '../event-store';
import { KeyNews, keyNewsIn } from '../eventstoredb/key-streams';
import { integer, text } from '../sqlite/columns';
import { closeDatabase, openDatabase, transact } from '../sqlite/database';
import { Database, Statement } from '../sqlite/driver';

const table = `create table if not exists mirror
  (id integer primary key check (id = 1), database text not null, position integer not null) strict`;

/** The file mirrors the keys of another database. */
export class AnotherDatabase extends Error {
  override name = 'AnotherDatabase';
}

/** The rows of a key file that mirrors a database's keys: what SqliteDataKeys reads, how much of the database is in it, and whose it
 *  is. */
export class MirrorRows {
  private readonly count: Statement;
  private readonly at: Statement;

  /** Keeps the database object alive for its statements. */
  private constructor(
    private readonly db: Database,
    private readonly isOurs: boolean,
  ) {
    this.count = db.prepare('select count(*) as destroyed from data_keys where wrapped is null');
    this.at = db.prepare('select position from mirror');
  }

  /** A file that SqliteDataKeys has made. @throws AnotherDatabase */
  static open(file: string, database: string): MirrorRows {
    const db = openDatabase(file);
    // All of it can be read from the database again.
    db.exec('pragma synchronous = normal');
    try {
      transact(db, () => begin(db, database));
      return new MirrorRows(db, true);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** A file that is open for writing elsewhere in this process. */
  static forReading(file: string): MirrorRows {
    return new MirrorRows(openDatabase(file, { readOnly: true }), false);
  }

  /** How much of the database is in it. */
  position(): Position {
    return integer(this.at.get() ?? {}, 'position');
  }

  /** How many keys are marked destroyed: it never falls. */
  destroyed(): number {
    return integer(this.count.get() ?? {}, 'destroyed');
  }

  /** Events of the keys' streams, in log order. */
  take(events: readonly RecordedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    transact(this.db, () => {
      this.put(events.flatMap((event) => keyNewsIn(event) ?? []));
      this.db.prepare('update mirror set position = ?').run(last.position);
    });
  }

  /** What was read of one owner's stream, whole. */
  learn(news: readonly KeyNews[]): void {
    if (news.length > 0) transact(this.db, () => this.put(news));
  }

  made(keys: readonly WrappedKey[]): void {
    this.learn(keys.map((key) => ({ is: 'made', key })));
  }

  close(): void {
    if (this.isOurs) closeDatabase(this.db);
    else this.db.close();
  }

  /** Each as often as it comes: once made, a key stays, and once destroyed, it stays so. */
  private put(news: readonly KeyNews[]): void {
    const dead = this.db.prepare(`insert or ignore into data_keys (kid, owner, wrapped, destroyed_at)
      values (?, ?, null, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`);
    const insert = this.db.prepare('insert or ignore into data_keys (kid, owner, wrapped) values (?, ?, ?)');
    const gone = this.db.prepare(
      `update data_keys set wrapped = null, destroyed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
        where kid = ? and wrapped is not null`,
    );
    for (const one of news) {
      if (one.is === 'made') insert.run(one.key.kid, one.key.owner, one.key.wrapped);
      else {
        gone.run(one.kid);
        dead.run(one.kid, one.owner);
      }
    }
  }
}

/** @throws AnotherDatabase */
function begin(db: Database, database: string): void {
  db.exec(`${table}; create index if not exists destroyed_keys on data_keys (kid) where wrapped is null`);
  db.prepare('insert or ignore into mirror (id, database, position) values (1, ?, 0)').run(database);
  if (text(db.prepare('select database from mirror').get() ?? {}, 'database') !== database)
    throw new AnotherDatabase('the keys are those of another database');
}
