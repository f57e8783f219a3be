import { AttemptOutcome, Mailer, OutgoingMail } from '@sigill/effects';

/** Answers as told, in order, then always that the mail was accepted. */
export class TestMailer extends Mailer {
  readonly sent: OutgoingMail[] = [];
  readonly outcomes: (AttemptOutcome | (() => Promise<AttemptOutcome>))[] = [];

  override async send(mail: OutgoingMail): Promise<AttemptOutcome> {
    this.sent.push(mail);
    const outcome = this.outcomes.shift() ?? accepted;
    return typeof outcome === 'function' ? outcome() : outcome;
  }
}

export const accepted: AttemptOutcome = { class: 'succeeded', reply: '250 queued' };
export const lost: AttemptOutcome = { class: 'uncertain', code: 'ECONNECTION' };
export const serverDown: AttemptOutcome = { class: 'not-sent', permanent: false, code: 'ESOCKET', reply: null };
export const noSuchUser: AttemptOutcome = { class: 'not-sent', permanent: true, code: 'EENVELOPE', reply: '550 no' };
