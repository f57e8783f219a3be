import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { FileMailer } from '@sigill/adapters';
import { Instant } from '@sigill/domain';
import { effectId, executor, noon, sampleMail, sender } from './samples';

describe('mails written to files', () => {
  let dir: string;
  let mailer: FileMailer;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sigill-mail-'));
    mailer = new FileMailer(join(dir, 'mail'), sender);
  });
  afterEach(() => rm(dir, { recursive: true }));

  const other = '7b0a61f4-4e2c-5b9c-8a55-55ab7d0f9c02';

  it('are listed oldest first and read as they would have been sent', async () => {
    const later = {
      ...sampleMail,
      effectId: other,
      messageId: `<${other}@x>`,
      date: '2026-11-22T12:00:01.000Z' as Instant,
    };
    expect(await mailer.send(later)).toEqual({ class: 'succeeded', reply: 'written to a file' });
    await mailer.send(sampleMail);
    expect(await mailer.list()).toEqual([
      { id: effectId, to: executor, subject: sampleMail.subject, messageId: sampleMail.messageId, at: noon },
      { id: other, to: executor, subject: later.subject, messageId: later.messageId, at: later.date },
    ]);
    const bytes = await mailer.get(effectId);
    expect(await PostalMime.parse(bytes ?? '')).toMatchObject({ subject: sampleMail.subject, text: sampleMail.text });
  });

  it('are one file however often the same effect is sent', async () => {
    await mailer.send(sampleMail);
    await mailer.send({ ...sampleMail, subject: 'Påminnelse' });
    expect((await mailer.list()).map(({ id, subject }) => [id, subject])).toEqual([[effectId, 'Påminnelse']]);
    expect((await readdir(join(dir, 'mail'))).sort()).toEqual([`${effectId}.eml`, `${effectId}.json`]);
  });

  it('are none before the first, and half a mail is not one', async () => {
    expect(await mailer.list()).toEqual([]);
    await writeFile(join(dir, 'mail', `${effectId}.json`), '{}');
    expect(await mailer.list()).toEqual([]);
    expect(await mailer.get(effectId)).toBeNull();
  });

  it.each(['../secret', '..', '', 'x', `${effectId}.eml`, other])('has no mail %j', async (id) => {
    await mailer.send(sampleMail);
    expect(await mailer.get(id)).toBeNull();
  });
});
