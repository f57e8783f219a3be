import { FileMailer, Log, MachineScheduler, MailSettings, parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { Clock, Directory, Forms } from '@sigill/application/plain';
import {
  BeatPorts,
  DirectoryRecipients,
  DuePorts,
  DueRunner,
  EffectNotice,
  EffectRunner,
  Heartbeats,
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
  /** Where the processes that share the log say that they work; null: this one holds it alone. */
  readonly beats: BeatPorts['streams'] | null;
  /** Of the process that this one follows upon in its place; null: there was none. */
  readonly predecessor: string | null;
  readonly lines: Log;
  readonly onFault: (error: unknown) => void;
}

/** Does what the events of the log ask of the world outside. */
export function effectRunner(parts: WorkerParts): EffectsAtWork {
  const { log, rows, clock, lines, epoch, onFault } = parts;
  const notice = ({ alarm, ...told }: EffectNotice): void =>
    alarm ? lines.warn({ ...told }, 'effect') : lines.notice({ ...told }, 'effect');
  const handlers = { mail: mailHandler(parts) };
  const heartbeats = heartbeatsOf(parts, () => runner.wake());
  const others =
    heartbeats === null
      ? {}
      : { epochIsDead: (one: string) => heartbeats.isDead(one), mayAct: () => heartbeats.mayAct() };
  const runner = new EffectRunner(
    { log, rows, clock, scheduler: new MachineScheduler(), handlers, notice, onFault, ...others },
    { epoch },
  );
  return new EffectsAtWork(runner, heartbeats);
}

/** The effects, and where several processes share them, the word of this one that it works. */
export class EffectsAtWork {
  constructor(
    private readonly runner: EffectRunner,
    private readonly heartbeats: Heartbeats | null,
  ) {}

  async start(): Promise<void> {
    await this.heartbeats?.start();
    await this.runner.start();
  }

  settle(): Promise<void> {
    return this.runner.settle();
  }

  /** The others hear that it has ended when nothing of it is under way any more. */
  async stop(): Promise<void> {
    await this.runner.stop();
    await this.heartbeats?.stop();
  }
}

function heartbeatsOf({ beats, epoch, predecessor, onFault }: WorkerParts, onDeath: () => void): Heartbeats | null {
  if (beats === null) return null;
  const monotonicMs = (): number => performance.now();
  const ports = { streams: beats, scheduler: new MachineScheduler(), monotonicMs, onDeath, onFault };
  return new Heartbeats(ports, epoch, predecessor);
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
