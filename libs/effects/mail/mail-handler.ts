import { Clock, Forms } from '@sigill/application/plain';
import { EffectIntent, EffectState, MailAddress, Sha256 } from '@sigill/domain';
import { EffectHandler, Prepared } from '../ports';
import { formFilename, mailText, mayCarryForm } from './mail-text';
import { Mailer, OutgoingMail } from './mailer';
import { Recipients } from './recipients';

export interface MailPorts {
  readonly mailer: Mailer;
  readonly recipients: Recipients;
  readonly forms: Pick<Forms, 'read'>;
  readonly clock: Clock;
}

export interface MailTerms {
  readonly publicUrl: string;
  /** The part after the `@` of Message-IDs. */
  readonly messageIdDomain: string;
  /** Where a form may be sent. */
  readonly internalDomains: readonly string[];
}

/** Sends the mails that are asked for: address, form and time are those of the attempt. */
export class MailHandler implements EffectHandler {
  constructor(
    private readonly ports: MailPorts,
    private readonly terms: MailTerms,
  ) {}

  async prepare(intent: EffectIntent, state: EffectState): Promise<Prepared> {
    const to = await answerOf(this.ports.recipients.resolve(intent.recipient));
    if (to === noAnswer) return { ready: false, permanent: false, code: 'EDIRECTORY' };
    if (to === null) return { ready: false, permanent: true, code: 'ENORECIPIENT' };
    const attached = this.#formFor(intent, to);
    const form = attached === null ? null : await answerOf(this.ports.forms.read(intent.request, attached));
    if (form === noAnswer) return { ready: false, permanent: false, code: 'EFORM' };
    const mail = this.#mail(intent, state, { to, form });
    const attempted = { to, messageId: mail.messageId, attached };
    return { ready: true, attempted, carryOut: (breakOff) => this.#send(mail, breakOff) };
  }

  #formFor({ recipient, attachForm }: EffectIntent, to: MailAddress): Sha256 | null {
    return recipient.role === 'executor' && mayCarryForm(to, this.terms.internalDomains) ? attachForm : null;
  }

  #mail(
    { id: effectId, template, about: { caseNumber, request } }: EffectIntent,
    { uncertainties, messageId }: EffectState,
    { to, form }: { readonly to: MailAddress; readonly form: Buffer | null },
  ): OutgoingMail {
    const { publicUrl, messageIdDomain } = this.terms;
    const facts = { caseNumber, request, publicUrl, formAttached: form !== null, reminder: uncertainties > 0 };
    return {
      effectId,
      messageId: messageId ?? `<${effectId}@${messageIdDomain}>`,
      to,
      ...mailText(template, facts),
      attachment: form === null ? null : { filename: formFilename(caseNumber), bytes: form },
      date: this.ports.clock.now(),
    };
  }

  /** A mailer that breaks down has perhaps sent: nobody knows. */
  #send(mail: OutgoingMail, breakOff: AbortSignal): ReturnType<Mailer['send']> {
    return this.ports.mailer.send(mail, breakOff).catch(() => ({ class: 'uncertain', code: 'EMAILER' }));
  }
}

const noAnswer = Symbol('no answer');

/** A register or a folder that fails is asked again later; the failure is recorded with the effect. */
const answerOf = <T>(asked: Promise<T>): Promise<T | typeof noAnswer> => asked.catch(() => noAnswer);
