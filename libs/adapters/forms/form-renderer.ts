import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FormContent } from '@sigill/domain';
import type { RenderAnswer } from './render-thread';
import { specimen } from './specimen';

export interface RenderedForm {
  /** PDF/A-2a. */
  readonly bytes: Buffer;
  /** Of the bytes, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
  /** Every character is shown as it is; else boxes stand for some, and the form says so. */
  readonly whole: boolean;
}

export interface RendererOptions {
  /** The compiled `render-thread`. */
  readonly threadFile?: string;
  /** Longest time for one form, its wait for earlier ones not counted. */
  readonly limitMs?: number;
}

/** Renders forms one at a time in a thread of its own, so that a form that hangs or eats memory costs the program
 *  nothing but that form: the thread is ended and the next form gets a new one. */
export class FormRenderer {
  private thread: Worker | null = null;
  private job: Job | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;
  private readonly threadFile: string;
  private readonly limitMs: number;

  constructor(options: RendererOptions = {}) {
    this.threadFile = options.threadFile ?? join(__dirname, 'render-thread.js');
    this.limitMs = options.limitMs ?? 10_000;
  }

  /** Starts the thread and renders a specimen a few times, so that the first form is about as quick as the later ones. */
  async warmUp(): Promise<void> {
    await Promise.all([this.render(specimen), this.render(specimen), this.render(specimen)]);
  }

  /** @throws FormNotRendered */
  render(form: FormContent): Promise<RenderedForm> {
    if (this.closed) return Promise.reject(new FormNotRendered('the renderer is closed'));
    const rendered = this.last.then(() => this.run(form));
    this.last = rendered.catch(() => undefined);
    return rendered;
  }

  /** Lets the forms in hand finish; later ones are refused. */
  async close(): Promise<void> {
    this.closed = true;
    await this.last;
    await this.thread?.terminate();
    this.thread = null;
  }

  private run(form: FormContent): Promise<RenderedForm> {
    return new Promise((resolve, reject) => {
      const thread = (this.thread ??= this.start());
      const timer = setTimeout(() => {
        this.drop(thread, new FormNotRendered(`not done in ${String(this.limitMs)} ms`));
      }, this.limitMs);
      this.job = { resolve, reject, timer };
      thread.ref();
      thread.postMessage(form);
    });
  }

  private start(): Worker {
    const thread = new Worker(this.threadFile, { resourceLimits });
    thread.on('message', (answer: RenderAnswer) => {
      if (this.thread !== thread) return;
      thread.unref();
      this.settle(answer);
    });
    thread.on('error', (error) => {
      this.drop(thread, new FormNotRendered('the thread failed', { cause: error }));
    });
    thread.on('exit', () => {
      this.drop(thread, new FormNotRendered('the thread ended'));
    });
    return thread;
  }

  private settle(answer: RenderAnswer): void {
    const job = this.takeJob();
    if (answer.outcome === 'rendered') {
      const { buffer, byteOffset, byteLength } = answer.bytes;
      const { sha256, whole } = answer;
      job?.resolve({ bytes: Buffer.from(buffer, byteOffset, byteLength), sha256, whole });
    } else job?.reject(new FormNotRendered('the form could not be set', { cause: answer.error }));
  }

  private drop(thread: Worker, why: FormNotRendered): void {
    if (this.thread !== thread) return;
    this.thread = null;
    const job = this.takeJob();
    const reject = (): void => job?.reject(why);
    thread.terminate().then(reject, reject);
  }

  private takeJob(): Job | null {
    const job = this.job;
    this.job = null;
    if (job !== null) clearTimeout(job.timer);
    return job;
  }
}

/** The form could not be rendered now; nothing is known against its content. */
export class FormNotRendered extends Error {
  override name = 'FormNotRendered';
}

/** The young generation is kept small for the sake of the program's resident size. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

interface Job {
  readonly resolve: (form: RenderedForm) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}
