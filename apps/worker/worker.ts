import { FileMailer, Log, Mailer, MailSettings, parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { Directory, Forms, requestEventOf, requestIn } from '@sigill/application';
import { CaseRef, Dispatch, dispatchesFor, Instant, RequestId } from '@sigill/domain';
import { EventLog, LoggedEvent } from '@sigill/event-log';
import { DirectoryRecipients } from './effects/directory-recipients';
import { EffectRunner } from './effects/effect-runner';
import { machineScheduler } from './effects/machine-scheduler';

export interface WorkerParts {
  readonly log: EventLog;
  readonly directory: Directory;
  readonly mailer: Mailer;
  readonly mail: MailSettings;
  readonly publicUrl: string;
  readonly clock: { now(): Instant };
  readonly forms: Forms;
  /** UUID of this process. */
  readonly epoch: string;
  readonly lines: Log;
  readonly onFault: (error: unknown) => void;
}

/** Follows the log and does what its events ask of the world outside. */
export function effectRunner(parts: WorkerParts): EffectRunner {
  const { log, directory, mailer, mail, clock, forms, lines, onFault } = parts;
  return new EffectRunner(
    {
      log,
      mailer,
      forms,
      clock,
      recipients: new DirectoryRecipients(directory, mail.executorAddress),
      scheduler: machineScheduler,
      dispatchesFor: dispatchesInOrder(),
      notice: ({ alarm, ...notice }) =>
        alarm ? lines.warn({ ...notice }, 'effect') : lines.notice({ ...notice }, 'effect'),
      onFault,
    },
    {
      epoch: parts.epoch,
      publicUrl: parts.publicUrl,
      messageIdDomain: mail.from.split('@')[1] ?? 'localhost',
      mailInternalDomains: mail.internalDomains,
    },
  );
}

/** `folder`: where mails become files when there is no mail server. */
export function mailerFor(mail: MailSettings, folder: string): SmtpMailer | FileMailer {
  if (mail.smtpUrl === null) return new FileMailer(folder, mail.from);
  return new SmtpMailer({ server: parseSmtpUrl(mail.smtpUrl), from: mail.from });
}

/** An event says what it asks for, its case's opening says which case that is. Called in the order of the log. */
function dispatchesInOrder(): (logged: LoggedEvent) => readonly Dispatch[] {
  const cases = new Map<RequestId, CaseRef>();
  return (logged) => {
    const id = requestIn(logged);
    if (id === null) return [];
    const event = requestEventOf(logged);
    if (event.type === 'RequestOpened') {
      cases.set(id, { id, caseNumber: event.data.caseNumber, unit: event.data.unit });
    }
    const of = cases.get(id);
    if (of === undefined) throw new Error(`request ${id} is not opened before its other events`);
    return dispatchesFor(event, of);
  };
}
