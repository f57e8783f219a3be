import { startThread } from '@sigill/event-log';
import { Batch, Filling } from '@sigill/projections';
import { Worker } from 'node:worker_threads';
import { FillingStart, FromFilling, ToFilling } from './filling-protocol';
import type {} from './filling-thread';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The main thread's end of the filling thread. */
export class FillingBeside implements Filling {
  private readonly waiting: Waiting[] = [];
  private readonly thread: Worker;
  private last: Promise<void> = Promise.resolve();
  private before: Promise<void> = Promise.resolve();
  private stopped: Error | null = null;

  constructor(start: FillingStart) {
    this.thread = startThread(__filename, 'filling-thread', start);
    this.thread.on('message', (answer: FromFilling) => this.receive(answer));
    this.thread.on('error', (error) => this.stop(error));
    this.thread.on('exit', () => this.stop(new Error('the filling thread ended')));
  }

  /** One batch is written while the next is put together. */
  async fill(batch: Batch): Promise<void> {
    const ready = this.before;
    this.before = this.last;
    this.last = this.tell({ kind: 'fill', batch });
    await ready;
  }

  async settled(): Promise<void> {
    await this.last;
  }

  async complete(tables: readonly string[]): Promise<void> {
    await this.last;
    await this.tell({ kind: 'complete', tables });
  }

  async close(): Promise<void> {
    if (this.stopped === null) await this.tell({ kind: 'close' }).catch(() => undefined);
    await this.thread.terminate();
  }

  private tell(message: ToFilling): Promise<void> {
    const told = new Promise<void>((resolve, reject) => {
      if (this.stopped !== null) reject(this.stopped);
      else {
        this.waiting.push({ resolve, reject });
        this.thread.postMessage(message);
      }
    });
    // Whoever waits for it later hears of the error then.
    told.catch(() => undefined);
    return told;
  }

  private receive(answer: FromFilling): void {
    const waiting = this.waiting.shift();
    if (answer.done) waiting?.resolve();
    else {
      waiting?.reject(answer.error);
      this.stop(answer.error);
    }
  }

  /** Nothing that is told afterwards is done. */
  private stop(error: Error): void {
    this.stopped ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.stopped);
  }
}
