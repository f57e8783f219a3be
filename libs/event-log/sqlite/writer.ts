import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { OutcomeUnknown, StoreStopped, StoreUnavailable } from '../event-store';
import { FilesInPlace, filesOfDatabase } from '../files-in-place';
import { startThread } from '../thread';
import { BatchAppend, Settled } from './append-batch';
import { packed } from './packed';
import { FromWriter, ToWriter, WriterStart } from './writer-protocol';
import type {} from './writer-thread';

interface Unsent {
  readonly ticket: number;
  readonly append: BatchAppend;
}

interface Waiting {
  readonly resolve: (outcome: Settled) => void;
  readonly reject: (error: Error) => void;
}

/** The main thread's end of the writer thread. */
export class Writer {
  private readonly waiting = new Map<number, Waiting>();
  /** What was appended since the last message to the thread: it goes with the next, in this turn of the event loop. */
  private unsent: Unsent[] = [];
  private tickets = 0;
  private stopped: string | null = null;
  private closed: Promise<void> | null = null;
  private idle: () => void = () => undefined;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly thread: Worker,
    private readonly files: FilesInPlace,
    private readonly onFatal: (error: StoreStopped) => void,
  ) {
    thread.on('message', (message: FromWriter) => {
      this.receive(message);
    });
    thread.on('error', (error) => {
      this.stop(new StoreStopped(`the writer thread failed: ${error.message}`), [...this.waiting.keys()]);
    });
    this.exited = new Promise((resolve) => {
      thread.on('exit', () => {
        if (this.closed === null) this.stop(new StoreStopped('the writer thread ended'), [...this.waiting.keys()]);
        resolve();
      });
    });
  }

  /** @throws what openDatabase and applySchema throw, by name. */
  static async start(start: WriterStart, onFatal: (error: StoreStopped) => void): Promise<Writer> {
    const thread = startThread(__filename, 'writer-thread', start);
    await started(thread);
    const written = start.keysFile === null ? [start.file] : [start.file, start.keysFile];
    return new Writer(thread, new FilesInPlace(written, written.flatMap(filesOfDatabase)), onFatal);
  }

  append(append: BatchAppend): Promise<Settled> {
    if (this.stopped !== null) return Promise.reject(new StoreStopped(this.stopped));
    if (this.closed !== null) return Promise.reject(new StoreStopped('the store is closed'));
    const ticket = ++this.tickets;
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject });
      if (this.unsent.push({ ticket, append }) === 1)
        setImmediate(() => {
          this.sendAppends();
        });
    });
  }

  private sendAppends(): void {
    const sending = this.unsent;
    this.unsent = [];
    if (sending.length === 0) return;
    const appends = packed(sending.map(({ append }) => append));
    this.thread.postMessage(
      { kind: 'append', tickets: sending.map(({ ticket }) => ticket), packed: appends } satisfies ToWriter,
      [appends.bytes],
    );
  }

  /** After what was appended before it. `meanwhile` runs once all of that is answered and before the file is closed. */
  close(meanwhile: () => void): Promise<void> {
    return (this.closed ??= this.drain(meanwhile));
  }

  private async drain(meanwhile: () => void): Promise<void> {
    if (this.waiting.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    await nextTurn();
    meanwhile();
    this.thread.postMessage({ kind: 'close' } satisfies ToWriter);
    await this.exited;
  }

  private receive(message: FromWriter): void {
    switch (message.kind) {
      case 'settled':
        this.settle(message);
        return;
      case 'unavailable':
        for (const ticket of message.tickets) this.take(ticket)?.reject(new StoreUnavailable(message.why));
        return;
      case 'stopped':
        this.stop(new StoreStopped(`COMMIT failed: ${message.why}`), message.tickets);
        return;
      case 'ready':
      case 'refused':
      case 'closed':
        return;
      default:
        throw new Error(`the writer thread said ${JSON.stringify(message satisfies never)}`);
    }
  }

  /** An append is answered only where it can be found again. */
  private settle({ tickets, outcomes }: Extract<FromWriter, { kind: 'settled' }>): void {
    const gone = this.files.fault();
    if (gone !== null) return this.stop(gone, tickets);
    tickets.forEach((ticket, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) this.take(ticket)?.resolve(outcome);
    });
  }

  private stop(error: StoreStopped, undecided: readonly number[]): void {
    for (const ticket of undecided) this.take(ticket)?.reject(new OutcomeUnknown(error.message));
    if (this.stopped !== null) return;
    this.stopped = error.message;
    this.onFatal(error);
  }

  private take(ticket: number): Waiting | undefined {
    const waiting = this.waiting.get(ticket);
    this.waiting.delete(ticket);
    if (this.waiting.size === 0) this.idle();
    return waiting;
  }
}

async function started(thread: Worker): Promise<void> {
  const first = await new Promise<FromWriter>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  if (first.kind === 'ready') return;
  await thread.terminate();
  throw first.kind === 'refused'
    ? Object.assign(new Error(first.why), { name: first.name })
    : new Error('the writer thread did not start');
}
