import { FileMailer, Log, MachineScheduler, MailSettings, parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { Clock, Directory, Forms } from '@sigill/application/plain';
import {
  DirectoryRecipients,
  DuePorts,
  DueRunner,
  EffectNotice,
  EffectRunner,
  Mailer,
  MailHandler,
} from '@sigill/effects';
import { EventLog } from '@sigill/event-log';
import { Rows } from '@sigill/following';
import { NightlyParts, NightlySweep } from './nightly-sweep';

export interface WorkerParts {
  readonly log: EventLog;
  readonly rows: Rows;
  readonly directory: Directory;
  readonly mailer: Mailer;
  readonly mail: MailSettings;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly forms: Forms;
  /** UUID of this process. */
  readonly epoch: string;
  readonly lines: Log;
  readonly onFault: (error: unknown) => void;
}

/** Does what the events of the log ask of the world outside. */
export function effectRunner(parts: WorkerParts): EffectRunner {
  const { log, rows, clock, lines, epoch, onFault } = parts;
  const notice = ({ alarm, ...told }: EffectNotice): void =>
    alarm ? lines.warn({ ...told }, 'effect') : lines.notice({ ...told }, 'effect');
  const handlers = { mail: mailHandler(parts) };
  return new EffectRunner(
    { log, rows, clock, scheduler: new MachineScheduler(), handlers, notice, onFault },
    { epoch },
  );
}

export const nightlySweep = (parts: Omit<NightlyParts, 'scheduler'>): NightlySweep =>
  new NightlySweep({ ...parts, scheduler: new MachineScheduler() });

/** Does what time asks for. */
export function dueRunner(
  parts: Pick<WorkerParts, 'log' | 'rows' | 'clock' | 'onFault'>,
  timers: DuePorts['timers'],
): DueRunner {
  const { log, rows, clock, onFault } = parts;
  return new DueRunner({ log, rows, clock, timers, scheduler: new MachineScheduler(), onFault });
}

/** `folder`: where mails become files when there is no mail server. */
export function mailerFor(mail: MailSettings, folder: string): SmtpMailer | FileMailer {
  if (mail.smtpUrl === null) return new FileMailer(folder, mail.from);
  return new SmtpMailer({ server: parseSmtpUrl(mail.smtpUrl), from: mail.from });
}

function mailHandler({ directory, mailer, mail, publicUrl, forms, clock }: WorkerParts): MailHandler {
  const recipients = new DirectoryRecipients(directory, mail.executorAddress);
  const messageIdDomain = mail.from.split('@')[1] ?? 'localhost';
  return new MailHandler(
    { mailer, recipients, forms, clock },
    { publicUrl, messageIdDomain, internalDomains: mail.internalDomains },
  );
}
