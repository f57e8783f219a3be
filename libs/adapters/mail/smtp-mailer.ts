import { MailAddress } from '@sigill/domain';
import { compose } from './compose';
import { Mailer, OutgoingMail, AttemptOutcome } from '@sigill/effects';
import { outcomeOfFault, plainReply } from './smtp-outcome';
import { SmtpServer } from './smtp-server-url';
import { deliver, OneShotMessage, SessionFault, SmtpLimits, SmtpSession } from './smtp-session';

export interface SmtpMailerSettings {
  readonly server: SmtpServer;
  readonly from: MailAddress;
  readonly limits?: SmtpLimits;
  readonly tls?: SmtpSession['tls'];
}

/** Connect 10 s, greeting 30 s, and the ten minutes after the final dot that RFC 5321 names. */
export const smtpLimits: SmtpLimits = { connectMs: 10_000, greetingMs: 30_000, replyMs: 600_000 };

/** Hands each mail to a mail server over a connection of its own, under an explicit envelope of one recipient. */
export class SmtpMailer extends Mailer {
  constructor(private readonly settings: SmtpMailerSettings) {
    super();
  }

  async send(mail: OutgoingMail, signal?: AbortSignal): Promise<AttemptOutcome> {
    const { server, from, limits = smtpLimits, tls = {} } = this.settings;
    const message = new OneShotMessage(await compose(mail, from));
    try {
      const reply = await deliver({ server, limits, tls, signal }, { from, to: mail.to }, message);
      if (!message.endPulled)
        return { class: 'not-sent', permanent: false, code: 'EPROTOCOL', reply: plainReply(reply) };
      return { class: 'succeeded', reply: plainReply(reply) };
    } catch (error) {
      if (!(error instanceof SessionFault)) throw error;
      return outcomeOfFault(error.fault, message.endPulled);
    }
  }
}
