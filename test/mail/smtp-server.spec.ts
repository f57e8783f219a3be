import { Readable } from 'node:stream';
import { AddressInfo } from 'node:net';
import PostalMime, { Email } from 'postal-mime';
import { SMTPServer, SMTPServerOptions } from 'smtp-server';
import { parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { effectId, executor, sampleMail, sender, longLimits } from './samples';

interface Received {
  readonly mail: Email;
  readonly recipients: readonly string[];
  readonly from: string;
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly raw: string;
}

describe('a mail handed to a real mail server', () => {
  let server: SMTPServer;
  let port: number;
  const received: Received[] = [];

  async function listen(options: SMTPServerOptions): Promise<void> {
    received.length = 0;
    server = new SMTPServer({
      logger: false,
      authOptional: true,
      onAuth: (auth, _session, done) =>
        auth.username === 'sigill' && auth.password === 'demo' ? done(null, { user: 'sigill' }) : done(new Error('no')),
      onData: (stream, session, done) => {
        void read(stream).then(async (bytes) => {
          const to = session.envelope.rcptTo.map((recipient) => recipient.address);
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
          const user = typeof session.user === 'string' ? session.user : undefined;
          received.push({
            mail: await PostalMime.parse(bytes),
            recipients: to,
            from,
            user,
            secure: session.secure,
            raw: bytes.toString('latin1'),
          });
          done(null, 'queued');
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    port = (server.server.address() as AddressInfo).port;
  }
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const inTheClear = { disabledCommands: ['STARTTLS', 'AUTH'] };
  const mailer = (url: string, tls = {}) =>
    new SmtpMailer({
      server: parseSmtpUrl(url),
      from: sender,
      limits: longLimits,
      tls,
    });

  it('arrives as written, under an envelope of one recipient', async () => {
    await listen(inTheClear);
    const bytes = Buffer.from('%PDF-1.7 sample');
    const mail = { ...sampleMail, attachment: { filename: '2026-7K3QX9TM.pdf', bytes } };
    expect(await mailer(`smtp://127.0.0.1:${String(port)}`).send(mail)).toMatchObject({ class: 'succeeded' });
    const [arrived] = received;
    expect(arrived).toMatchObject({ from: sender, recipients: [executor] });
    expect(arrived?.mail).toMatchObject({
      messageId: mail.messageId,
      subject: mail.subject,
      date: mail.date,
      to: [{ address: executor, name: '' }],
      from: { address: sender, name: 'Sigill' },
    });
    expect(arrived?.mail.text?.trim()).toBe(mail.text.trim());
    const headers = new Map(arrived?.mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('x-effect-id')).toBe(effectId);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(arrived?.mail.attachments.map((part) => [part.filename, part.mimeType, text(part.content)])).toEqual([
      ['2026-7K3QX9TM.pdf', 'application/pdf', '%PDF-1.7 sample'],
    ]);
  });

  it('is sent a second time under the same Message-ID', async () => {
    await listen(inTheClear);
    await mailer(`smtp://127.0.0.1:${String(port)}`).send(sampleMail);
    await mailer(`smtp://127.0.0.1:${String(port)}`).send({
      ...sampleMail,
      subject: `Påminnelse: ${sampleMail.subject}`,
    });
    expect(received.map(({ mail }) => mail.messageId)).toEqual([sampleMail.messageId, sampleMail.messageId]);
  });

  it('is not sent to a server whose certificate nobody vouches for', async () => {
    await listen({});
    expect(await mailer(`smtp://127.0.0.1:${String(port)}?requireTLS=true`).send(sampleMail)).toMatchObject({
      class: 'not-sent',
      permanent: false,
    });
    expect(received).toEqual([]);
  });

  it('is encrypted on the way to a server on the same machine, whoever vouches for it', async () => {
    await listen({});
    expect(await mailer(`smtp://127.0.0.1:${String(port)}`).send(sampleMail)).toMatchObject({ class: 'succeeded' });
    expect(received.map(({ secure }) => secure)).toEqual([true]);
  });

  it('is not sent in the clear where TLS is required', async () => {
    await listen(inTheClear);
    expect(await mailer(`smtp://127.0.0.1:${String(port)}?requireTLS=true`).send(sampleMail)).toMatchObject({
      class: 'not-sent',
      permanent: false,
    });
    expect(received).toEqual([]);
  });

  it('is not sent with a wrong password, and is tried again later', async () => {
    await listen({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authOptional: false });
    expect(await mailer(`smtp://sigill:wrong@127.0.0.1:${String(port)}`).send(sampleMail)).toMatchObject({
      class: 'not-sent',
      permanent: false,
      code: 'EAUTH',
    });
    expect(await mailer(`smtp://sigill:demo@127.0.0.1:${String(port)}`).send(sampleMail)).toMatchObject({
      class: 'succeeded',
    });
    expect(received.map(({ user }) => user)).toEqual(['sigill']);
  });

  it('is refused for good where the recipient is unknown', async () => {
    const unknown = Object.assign(new Error('No such user'), { responseCode: 550 });
    await listen({ ...inTheClear, onRcptTo: (_address, _session, done) => done(unknown) });
    expect(await mailer(`smtp://127.0.0.1:${String(port)}`).send(sampleMail)).toEqual({
      class: 'not-sent',
      permanent: true,
      code: 'EENVELOPE',
      reply: '550 No such user',
    });
  });
});

describe('the address of a mail server', () => {
  it('says where, how safely and as whom', () => {
    expect(parseSmtpUrl('smtp://localhost:2525')).toEqual({
      host: 'localhost',
      port: 2525,
      secure: false,
      startTls: 'offered',
      verifyCertificate: false,
      credentials: null,
    });
    expect(parseSmtpUrl('smtps://user:p%40ss@mail.vgr.example')).toEqual({
      host: 'mail.vgr.example',
      port: 465,
      secure: true,
      startTls: 'offered',
      verifyCertificate: true,
      credentials: { user: 'user', pass: 'p@ss' },
    });
    expect(parseSmtpUrl('smtp://[::1]/?requireTLS=true')).toMatchObject({
      host: '::1',
      port: 587,
      startTls: 'required',
    });
    expect(parseSmtpUrl('smtp://mail.vgr.example:25?ignoreTLS=true')).toMatchObject({ port: 25, startTls: 'never' });
  });

  it('never lets a password go to another machine in the clear', () => {
    for (const parameter of ['', '?ignoreTLS=true', '?requireTLS=false']) {
      expect(parseSmtpUrl(`smtp://user:pass@mail.vgr.example${parameter}`)).toMatchObject({
        startTls: 'required',
        verifyCertificate: true,
      });
    }
  });

  it.each([
    'mail.vgr.example',
    'http://mail.vgr.example',
    'smtp://',
    'smtp://mail.vgr.example/path',
    'smtp://user@mail.vgr.example',
    'smtp://u:%zz@mail.vgr.example',
    'smtp://mail.vgr.example?pool=true',
    'smtp://mail.vgr.example?requireTLS=yes',
  ])('is refused as %s', (url) => {
    expect(() => parseSmtpUrl(url)).toThrow(RangeError);
  });
});

async function read(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

const text = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');
