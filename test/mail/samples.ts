import { parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { OutgoingMail } from '@sigill/effects';
import { Instant, MailAddress, parseMailAddress } from '@sigill/domain';

export const address = (text: string): MailAddress => {
  const parsed = parseMailAddress(text);
  if (parsed === null) throw new Error('the sample is no address');
  return parsed;
};

export const sender = address('sigill@vgr.example');
export const executor = address('executor@vgr.example');
export const noon = '2026-11-22T12:00:00.000Z' as Instant;
export const effectId = '5d1c9a52-3f0e-5c61-9a44-0d6b3a1f7e21';

export const sampleMail: OutgoingMail = {
  effectId,
  messageId: `<${effectId}@sigill.vgr.example>`,
  to: executor,
  subject: 'Brådskande: ärende 2026-7K3QX9TM',
  text: 'Hej!\n\nEtt ärende väntar på åtgärd.\n',
  attachment: null,
  date: noon,
};

/** For servers that fall silent. */
export const shortLimits = { connectMs: 10_000, greetingMs: 300, replyMs: 300 };
/** For servers that answer, however busy the machine. */
export const longLimits = { connectMs: 10_000, greetingMs: 10_000, replyMs: 20_000 };

export const mailerTo = (port: number, limits = longLimits): SmtpMailer =>
  new SmtpMailer({ server: parseSmtpUrl(`smtp://127.0.0.1:${String(port)}`), from: sender, limits });
