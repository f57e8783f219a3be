import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Instant, MailAddress } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { compose } from './compose';
import { Mailer, OutgoingMail, AttemptOutcome } from '@sigill/effects';

/** One line of `/dev/mail`. */
export interface WrittenMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly at: Instant;
}

/** Development without a mail server: each mail becomes `<effect id>.eml`, beside what the list says of it as JSON.
 *  A mail sent again replaces the one before. */
export class FileMailer extends Mailer {
  constructor(
    private readonly dir: string,
    private readonly from: MailAddress,
  ) {
    super();
  }

  async send(mail: OutgoingMail): Promise<AttemptOutcome> {
    const { effectId: id, to, subject, messageId, date: at } = mail;
    if (!isUuid(id)) throw new RangeError('an effect id is a UUID');
    const line: WrittenMail = { id, to, subject, messageId, at };
    const message = await compose(mail, this.from);
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    await this.#write(`${id}.json`, Buffer.from(JSON.stringify(line)));
    await this.#write(`${id}.eml`, message);
    return { class: 'succeeded', reply: 'written to a file' };
  }

  /** Oldest first. */
  async list(): Promise<readonly WrittenMail[]> {
    const ids = (await this.#names())
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -'.eml'.length));
    const lines = await Promise.all(ids.map((id) => this.#line(id)));
    return lines.sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
  }

  /** The message as `message/rfc822`; null where no such mail was written. */
  async get(id: string): Promise<Buffer | null> {
    if (!isUuid(id) || !(await this.#names()).includes(`${id}.eml`)) return null;
    return readFile(join(this.dir, `${id}.eml`));
  }

  async #names(): Promise<readonly string[]> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    return readdir(this.dir);
  }

  async #line(id: string): Promise<WrittenMail> {
    const line: WrittenMail = JSON.parse(await readFile(join(this.dir, `${id}.json`), 'utf8'));
    return line;
  }

  /** A reader sees the old bytes or the new ones; the file and its name are on disk when this resolves. */
  async #write(name: string, bytes: Buffer): Promise<void> {
    const temporary = join(this.dir, `.${name}.tmp`);
    await withFile(temporary, 'w', async (file) => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(temporary, join(this.dir, name));
    await withFile(this.dir, 'r', (dir) => dir.sync());
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function withFile(
  path: string,
  flags: string,
  use: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await use(file);
  } finally {
    await file.close();
  }
}
