import { parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { AttemptOutcome } from '@sigill/effects';
import { mailerTo, sampleMail, longLimits, sender, shortLimits } from './samples';
import { Script, scriptedServer, ScriptedServer } from './scripted-smtp';

const transient = (code: string, reply: string | null = null): AttemptOutcome => ({
  class: 'not-sent',
  permanent: false,
  code,
  reply,
});
const permanent = (code: string, reply: string): AttemptOutcome => ({
  class: 'not-sent',
  permanent: true,
  code,
  reply,
});
const uncertain = (code: string): AttemptOutcome => ({ class: 'uncertain', code });

/** What the server does, what we then say of the mail, and how many whole messages the server has. */
const table: readonly (readonly [string, Script, AttemptOutcome, number])[] = [
  ['accepts', {}, { class: 'succeeded', reply: '250 queued' }, 1],
  ['drops before the greeting', { GREETING: 'DROP' }, transient('ECONNECTION'), 0],
  ['never greets', { GREETING: 'HANG' }, transient('ETIMEDOUT'), 0],
  ['greets with 554', { GREETING: '554 go away' }, transient('EPROTOCOL', '554 go away'), 0],
  ['drops at EHLO', { EHLO: 'DROP' }, transient('ECONNECTION'), 0],
  ['drops at MAIL', { MAIL: 'DROP' }, transient('ECONNECTION'), 0],
  ['drops at RCPT', { RCPT: 'DROP' }, transient('ECONNECTION'), 0],
  ['falls silent at RCPT', { RCPT: 'HANG' }, transient('ETIMEDOUT'), 0],
  ['answers 451 to MAIL', { MAIL: '451 later' }, transient('EENVELOPE', '451 later'), 0],
  ['answers 450 to RCPT', { RCPT: '450 greylisted' }, transient('EENVELOPE', '450 greylisted'), 0],
  ['answers 550 to RCPT', { RCPT: '550 no such user' }, permanent('EENVELOPE', '550 no such user'), 0],
  ['drops at DATA', { DATA: 'DROP' }, transient('ECONNECTION'), 0],
  ['answers 451 to DATA', { DATA: '451 later' }, transient('EENVELOPE', '451 later'), 0],
  ['answers 451 after the dot', { DOT: '451 later' }, transient('EMESSAGE', '451 later'), 1],
  ['answers 421 after the dot', { DOT: '421 closing' }, transient('EMESSAGE', '421 closing'), 1],
  ['answers 554 after the dot', { DOT: '554 no' }, permanent('EMESSAGE', '554 no'), 1],
  ['drops after the dot', { DOT: 'DROP' }, uncertain('ECONNECTION'), 1],
  ['falls silent after the dot', { DOT: 'HANG' }, uncertain('ETIMEDOUT'), 1],
  ['begins a refusal after the dot and drops', { DOT: '451 la<unfinished>' }, uncertain('ECONNECTION'), 1],
];

describe('a mail to a server that', () => {
  let server: ScriptedServer;
  beforeEach(async () => (server = await scriptedServer()));
  afterEach(() => server.close());

  it.each(table)('%s', async (_, script, outcome, wholeMessages) => {
    server.play(script);
    const waits = Object.values(script).includes('HANG') ? shortLimits : longLimits;
    expect(await mailerTo(server.port, waits).send(sampleMail)).toEqual(outcome);
    expect(server.messages.length).toBe(wholeMessages);
  });

  it('drops amid a long message is certainly not sent', async () => {
    server.play({ 'FIRST-BYTES': 'DROP' });
    const bytes = Buffer.alloc(8_000_000, 'x');
    const long = { ...sampleMail, attachment: { filename: '2026-7K3QX9TM.pdf', bytes } };
    expect(await mailerTo(server.port, longLimits).send(long)).toMatchObject({ class: 'not-sent', permanent: false });
    expect(server.messages).toEqual([]);
  });

  it('is broken off after the dot may have the mail', async () => {
    server.play({ DOT: 'HANG' });
    const sending = mailerTo(server.port, longLimits);
    const stop = new AbortController();
    const outcome = sending.send(sampleMail, stop.signal);
    await until(() => server.messages.length === 1);
    stop.abort();
    expect(await outcome).toEqual(uncertain('EABORT'));
  });

  it('answers late, but within the limit for answers, has accepted it', async () => {
    server.play({ DOT: '<late>250 queued' });
    const patient = mailerTo(server.port, { ...longLimits, greetingMs: 200 });
    expect(await patient.send(sampleMail)).toEqual({ class: 'succeeded', reply: '250 queued' });
  });

  it('is broken off before the dot is certainly not sent', async () => {
    server.play({ RCPT: 'HANG' });
    const stop = new AbortController();
    const outcome = mailerTo(server.port, longLimits).send(sampleMail, stop.signal);
    await until(() => server.recipients.length === 1);
    stop.abort();
    expect(await outcome).toEqual(transient('EABORT'));
  });

  it('is not there at all', async () => {
    await server.close();
    expect(await mailerTo(server.port, longLimits).send(sampleMail)).toEqual(transient('ESOCKET'));
    server = await scriptedServer();
  });

  it('is named by a host that does not exist', async () => {
    const nowhere = { ...parseSmtpUrl('smtp://localhost'), host: 'no..where' };
    const mailer = new SmtpMailer({ server: nowhere, from: sender, limits: longLimits });
    expect(await mailer.send(sampleMail)).toEqual(transient('EDNS'));
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
