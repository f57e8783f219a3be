import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { OutcomeUnknown, StoreStopped, StoreUnavailable } from '../event-store';
import { BatchAppend, Settled } from './append-batch';
import { FromWriter, ToWriter, WriterStart } from './writer-protocol';
import type {} from './writer-thread';

interface Waiting {
  readonly resolve: (outcome: Settled) => void;
  readonly reject: (error: Error) => void;
}

/** The main thread's end of the writer thread. */
export class Writer {
  private readonly waiting = new Map<number, Waiting>();
  private tickets = 0;
  private stopped: string | null = null;
  private closed: Promise<void> | null = null;
  private idle: () => void = () => undefined;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly thread: Worker,
    private readonly onFatal: (error: StoreStopped) => void,
  ) {
    thread.on('message', (message: FromWriter) => {
      this.receive(message);
    });
    thread.on('error', (error) => {
      this.stop(`the writer thread failed: ${error.message}`, [...this.waiting.keys()]);
    });
    this.exited = new Promise((resolve) => {
      thread.on('exit', () => {
        if (this.closed === null) this.stop('the writer thread ended', [...this.waiting.keys()]);
        resolve();
      });
    });
  }

  /** @throws what openDatabase and applySchema throw, by name. */
  static async start(start: WriterStart, onFatal: (error: StoreStopped) => void): Promise<Writer> {
    const thread = new Worker(threadFile(), { workerData: start });
    await started(thread);
    return new Writer(thread, onFatal);
  }

  append(append: BatchAppend): Promise<Settled> {
    if (this.stopped !== null) return Promise.reject(new StoreStopped(this.stopped));
    if (this.closed !== null) return Promise.reject(new StoreStopped('the store is closed'));
    const ticket = ++this.tickets;
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject });
      this.send({ kind: 'append', ticket, append });
    });
  }

  /** After what was appended before it. `meanwhile` runs once all of that is answered and before the file is closed. */
  close(meanwhile: () => void): Promise<void> {
    return (this.closed ??= this.drain(meanwhile));
  }

  private async drain(meanwhile: () => void): Promise<void> {
    if (this.waiting.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    await setImmediate();
    meanwhile();
    this.send({ kind: 'close' });
    await this.exited;
  }

  private send(message: ToWriter): void {
    this.thread.postMessage(message);
  }

  private receive(message: FromWriter): void {
    switch (message.kind) {
      case 'settled':
        message.tickets.forEach((ticket, index) => {
          const outcome = message.outcomes[index];
          if (outcome !== undefined) this.take(ticket)?.resolve(outcome);
        });
        return;
      case 'unavailable':
        for (const ticket of message.tickets) this.take(ticket)?.reject(new StoreUnavailable(message.why));
        return;
      case 'stopped':
        this.stop(`COMMIT failed: ${message.why}`, message.tickets);
        return;
      case 'ready':
      case 'refused':
      case 'closed':
        return;
      default:
        throw new Error(`the writer thread said ${JSON.stringify(message satisfies never)}`);
    }
  }

  private stop(why: string, undecided: readonly number[]): void {
    for (const ticket of undecided) this.take(ticket)?.reject(new OutcomeUnknown(why));
    if (this.stopped !== null) return;
    this.stopped = why;
    this.onFatal(new StoreStopped(why));
  }

  private take(ticket: number): Waiting | undefined {
    const waiting = this.waiting.get(ticket);
    this.waiting.delete(ticket);
    if (this.waiting.size === 0) this.idle();
    return waiting;
  }
}

/** Beside this file once it is compiled. Node cannot run TypeScript source in a thread by itself. */
function threadFile(): string {
  return join(__dirname, __filename.endsWith('.ts') ? 'from-source.cjs' : 'writer-thread.js');
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
