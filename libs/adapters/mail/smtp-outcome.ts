import { AttemptOutcome } from '@sigill/effects';

/** What nodemailer, or the socket under it, tells of a session that went wrong. */
export interface SmtpFault {
  readonly code: string;
  readonly responseCode: number | null;
  readonly response: string | null;
}

/** Whether a mail was sent whose session ended in a fault. nodemailer cannot tell "accepted, then lost" from "never
 *  accepted", so the message is a stream that notes when its end was asked for: before that no final dot can have left. */
export function outcomeOfFault(fault: SmtpFault, endPulled: boolean): AttemptOutcome {
  const { code, responseCode } = fault;
  const reply = fault.response === null ? null : plainReply(fault.response);
  const judged = judgingCodes.includes(code) && responseCode !== null;
  if (endPulled && !judged) return { class: 'uncertain', code };
  return { class: 'not-sent', permanent: judged && responseCode >= 500, code, reply };
}

/** At most 300 characters on one line. */
export const plainReply = (reply: string): string =>
  [...reply.normalize('NFC').replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')].slice(0, longestReply).join('').trim();

/** The server's answer to the envelope, or to the whole message: it has judged this mail and not the connection. */
const judgingCodes: readonly string[] = ['EENVELOPE', 'EMESSAGE'];
const longestReply = 300;
