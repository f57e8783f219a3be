import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** A real mail server that counts what it accepts, by Message-ID, and takes its time to say so: whoever is killed
 *  meanwhile never hears of it. */
export class MailCounter {
  readonly accepted = new Map<string, number>();
  readonly #stopping = new AbortController();
  #waiting: (() => void)[] = [];
  readonly #server: SMTPServer;

  private constructor(private readonly delayMs: () => number) {
    this.#server = new SMTPServer({
      logger: false,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => {
        this.#take(stream).then(() => done(null, 'queued'), done);
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async start(delayMs: () => number): Promise<MailCounter> {
    const counter = new MailCounter(delayMs);
    await new Promise<void>((resolve) => counter.#server.listen(0, '127.0.0.1', () => resolve()));
    return counter;
  }

  /** What a program needs to send its mails here. */
  get settings(): Readonly<Record<string, string>> {
    const { port } = this.#server.server.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${String(port)}`;
    return { SMTP_URL: url, MAIL_FROM: 'sigill@vgr.example', EXECUTOR_ADDRESS: 'executor@vgr.example' };
  }

  /** Resolves when so many mails have been accepted in all. */
  async arrivals(count: number): Promise<void> {
    while ([...this.accepted.values()].reduce((total, times) => total + times, 0) < count)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #take(stream: Readable): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    const id = /^Message-ID:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString('utf8'))?.[1] ?? 'none';
    this.accepted.set(id, (this.accepted.get(id) ?? 0) + 1);
    this.#waiting.splice(0).forEach((wake) => wake());
    await setTimeout(this.delayMs(), undefined, { signal: this.#stopping.signal });
  }
}
