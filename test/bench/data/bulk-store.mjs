import { built } from '../dist.mjs';

const { EventStore, openDatabase, WrongRevision } = built('libs/event-log/index.js');
const { KeyRows } = built('libs/event-log/keys/key-rows.js');

const eventsPerCommit = 1_000;
/** A key must be in its file before the program's memory of keys forgets it. */
const keysPerCommit = 400;

/** The store's own file, schema and triggers, written in large transactions that wait for no disk: a log of a million events
 *  in minutes. Everything above it (sealing, chaining, keys) is the program's. */
export class BulkStore extends EventStore {
  #revisions = new Map();
  #keys = [];
  #pending = 0;

  constructor(logFile, keysFile) {
    super();
    this.db = openDatabase(logFile);
    this.db.exec('pragma synchronous = off; pragma cache_size = -400000; pragma wal_autocheckpoint = 20000');
    this.keysDb = openDatabase(keysFile);
    this.keysDb.exec('pragma synchronous = off');
    this.rows = new KeyRows(this.keysDb);
    const columns = 'position, stream, revision, id, type, data, metadata';
    this.insert = this.db.prepare(`insert into events (${columns}) values (?, ?, ?, ?, ?, ?, ?)`);
    this.ofStream = this.db.prepare(
      `select ${columns} from events where stream = ? and revision >= ? order by revision limit ?`,
    );
    this.position = 0;
    this.db.exec('begin');
  }

  async append(stream, expected, events, keys = []) {
    const before = this.#revisions.get(stream) ?? 'no-stream';
    if (before !== expected) throw new WrongRevision(stream, expected, before);
    let revision = expected === 'no-stream' ? -1 : expected;
    for (const { id, type, data, metadata } of events)
      this.insert.run(++this.position, stream, ++revision, id, type, data, metadata);
    this.#revisions.set(stream, revision);
    this.#keys.push(...keys);
    this.#pending += events.length;
    if (this.#pending >= eventsPerCommit || this.#keys.length >= keysPerCommit) this.#commit();
    return { revision, position: this.position, fresh: true };
  }

  async readStream(stream, from = 0, limit = -1) {
    if (!this.#revisions.has(stream)) return [];
    return this.ofStream
      .all(stream, from, limit)
      .map((row) => ({ ...row, data: bufferOf(row.data), metadata: bufferOf(row.metadata) }));
  }

  async head() {
    return this.position;
  }

  async readAll() {
    throw new Error('a log that is being made is not read through');
  }

  async *follow() {
    throw new Error('a log that is being made is not followed');
  }

  async close() {
    this.#commit();
    this.db.exec('commit; pragma wal_checkpoint(truncate)');
    this.db.close();
    this.rows.close();
  }

  /** The keys first, as the writer does. */
  #commit() {
    const taken = this.rows.write(this.#keys);
    if (taken.size > 0) throw new Error('two keys for one owner');
    this.#keys = [];
    this.db.exec('commit; begin');
    this.#pending = 0;
  }
}

const bufferOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);
