import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import { BatchAppend, BatchAppender } from './append-batch';
import { applySchema, closeDatabase, CommitFailed, openDatabase } from './database';
import { Database } from './driver';
import { eventsSchema } from './schema';
import { KeyRows } from '../keys/key-rows';
import { WrappedKey } from '../event-store';
import { unpacked } from './packed';
import { FromWriter, ToWriter, WriterStart } from './writer-protocol';

/** So many appends share a commit at most. */
const batchLimit = 512;

interface Waiting {
  readonly ticket: number;
  readonly append: BatchAppend;
}

/** The log's only writer: takes what has come in while the last commit was under way and commits it as one. */
class WriterThread {
  private readonly appender: BatchAppender;
  private readonly queue: Waiting[] = [];
  private scheduled = false;
  private closing = false;
  private stopped: string | null = null;

  /** Holds the database object for the thread's whole life. */
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRows | null,
    private readonly port: MessagePort,
  ) {
    this.appender = new BatchAppender(db);
  }

  receive(message: ToWriter): void {
    if (message.kind === 'append') this.enqueue(message);
    else this.closing = true;
    this.schedule();
  }

  private enqueue({ tickets, packed }: Extract<ToWriter, { kind: 'append' }>): void {
    unpacked(packed).forEach((append, index) => {
      const ticket = tickets[index];
      if (ticket === undefined) throw new Error('an append without a ticket');
      this.queue.push({ ticket, append });
    });
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.next();
    });
  }

  private next(): void {
    const batch = this.queue.splice(0, batchLimit);
    if (batch.length > 0) this.answer(this.commit(batch));
    if (this.queue.length > 0) this.schedule();
    else if (this.closing) this.close();
  }

  private commit(batch: readonly Waiting[]): FromWriter {
    const tickets = batch.map(({ ticket }) => ticket);
    if (this.stopped !== null) return { kind: 'unavailable', tickets, why: this.stopped };
    try {
      const appends = batch.map(({ append }) => append);
      const taken = this.writeKeys(appends.flatMap(({ keys }) => keys));
      return { kind: 'settled', tickets, outcomes: this.appender.append(appends, taken) };
    } catch (error) {
      if (!(error instanceof CommitFailed)) return { kind: 'unavailable', tickets, why: reasonOf(error) };
      this.stopped = reasonOf(error.cause);
      return { kind: 'stopped', tickets, why: this.stopped };
    }
  }

  /** Durable before the events that are sealed with them. The ids of those whose owners have another key. */
  private writeKeys(keys: readonly WrappedKey[]): ReadonlySet<string> {
    if (keys.length === 0) return new Set();
    if (this.keys === null) throw new Error('the store was opened without a file for data keys');
    return this.keys.write(keys);
  }

  private answer(message: FromWriter): void {
    this.port.postMessage(message);
  }

  private close(): void {
    if (this.stopped === null) closeDatabase(this.db);
    this.keys?.close();
    this.answer({ kind: 'closed' });
    this.port.close();
  }
}

function start(port: MessagePort, { file, keysFile, options }: WriterStart): void {
  try {
    const db = openDatabase(file, options);
    applySchema(db, file, eventsSchema);
    const thread = new WriterThread(db, keysFile === null ? null : KeyRows.open(keysFile, options), port);
    port.on('message', (message: ToWriter) => {
      thread.receive(message);
    });
    port.postMessage({ kind: 'ready' } satisfies FromWriter);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    port.postMessage({ kind: 'refused', name, why: reasonOf(error) } satisfies FromWriter);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (parentPort === null) throw new Error('the writer runs as a thread of the store');
start(parentPort, workerData as WriterStart);
