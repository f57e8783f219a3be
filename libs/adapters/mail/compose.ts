import { MailAddress } from '@sigill/domain';
import { OutgoingMail } from '@sigill/effects';

/** The message as it goes over the wire: CRLF lines, 7 bit. No part of it is read from a file or a URL. */
export async function compose(mail: OutgoingMail, from: MailAddress): Promise<Buffer> {
  if (controlCharacter.test(mail.subject + mail.messageId)) throw new RangeError('a header holds a control character');
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { message } = await transport.sendMail({
    from: { name: senderName, address: from },
    to: { name: '', address: mail.to },
    envelope: { from, to: [mail.to] },
    messageId: mail.messageId,
    date: new Date(mail.date),
    subject: mail.subject,
    text: mail.text,
    headers: {
      'X-Effect-Id': mail.effectId,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    attachments: mail.attachment === null ? [] : [pdf(mail.attachment.filename, mail.attachment.bytes)],
  });
  if (!Buffer.isBuffer(message)) throw new Error('the message was not composed in memory');
  return message;
}

const senderName = 'Sigill';
/** Also NEL and the Unicode line and paragraph separators, which some readers take for a line end. */
const controlCharacter = /[\p{Cc}\u2028\u2029]/u;

const pdf = (filename: string, bytes: Uint8Array) => ({
  filename,
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  contentType: 'application/pdf',
});
