import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import PostalMime, { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it came in over SMTP. */
export interface ReceivedMail {
  readonly from: string;
  /** Envelope recipients. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly attachments: readonly { readonly filename: string; readonly mimeType: string; readonly bytes: Buffer }[];
  readonly raw: string;
}

/** A real mail server on a port of its own, and everything that it has accepted. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  readonly #waiting = new Set<() => void>();
  #server: SMTPServer | null = null;

  static async start(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    const server = new SMTPServer({
      logger: false,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mailbox.#accept(stream, from, to).then(() => done(null, 'queued'), done);
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    mailbox.#server = server;
    return mailbox;
  }

  get url(): string {
    const address = this.#server?.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${String(address.port)}`;
  }

  /** What a program needs to send its mails here. */
  get settings(): Readonly<Record<string, string>> {
    return { SMTP_URL: this.url, MAIL_FROM: 'sigill@vgr.example', EXECUTOR_ADDRESS: 'executor@vgr.example' };
  }

  /** The first mail, received already or to come, that fits. */
  async waitForMail(fits: (mail: ReceivedMail) => boolean, timeoutMs = 10_000): Promise<ReceivedMail> {
    const [mail] = await this.waitForMails(fits, 1, timeoutMs);
    if (mail === undefined) throw new Error('no mail');
    return mail;
  }

  /** All mails that fit, once there are as many as asked for. */
  async waitForMails(
    fits: (mail: ReceivedMail) => boolean,
    count: number,
    timeoutMs = 10_000,
  ): Promise<readonly ReceivedMail[]> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.mails.filter(fits);
      if (found.length >= count) return found;
      if (!(await this.#arrival(deadline - Date.now()))) throw new Error(this.#missed(found.length, count));
    }
  }

  stop(): Promise<void> {
    const server = this.#server;
    return server === null ? Promise.resolve() : new Promise((resolve) => server.close(() => resolve()));
  }

  async #accept(stream: Readable, from: string, to: readonly string[]): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    const bytes = Buffer.concat(chunks);
    this.mails.push(received(await PostalMime.parse(bytes), from, to, bytes));
    for (const wake of [...this.#waiting]) wake();
  }

  /** True when a mail has come in meanwhile, false when the time was up. */
  #arrival(timeoutMs: number): Promise<boolean> {
    if (timeoutMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (arrived: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(arrived);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#waiting.add(wake);
    });
  }

  #missed(found: number, count: number): string {
    const seen = this.mails.map(({ to, subject }) => `${to.join()}: ${subject}`);
    return `${String(found)} of ${String(count)} mails came in; all that did:\n${seen.join('\n')}`;
  }
}

const received = (mail: Email, from: string, to: readonly string[], bytes: Buffer): ReceivedMail => ({
  from,
  to,
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  messageId: mail.messageId ?? '',
  attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
    filename: filename ?? '',
    mimeType,
    bytes: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array),
  })),
  raw: bytes.toString('utf8'),
});
