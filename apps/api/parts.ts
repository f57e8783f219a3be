import {
  DataFolder,
  FormRenderer,
  KeptForms,
  Log,
  MovableClock,
  openDirectory,
  openPopulationRegister,
  Settings,
  SwedishWorkingDays,
  SystemClock,
} from '@sigill/adapters';
import { Instant, regionNamed } from '@sigill/domain';
import { AppStamp, EventLog, UnknownEvent } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { effectRunner, mailerFor } from '../worker/worker';
import { Readiness } from './readiness';
import { answerWaiting } from './waiting';

const version = '0.1.0';

/** What the program is made of. */
export type Parts = Awaited<ReturnType<typeof openParts>>;

/** Opened, and not at work yet. @throws what a start stops at, each with one readable line */
export async function openParts(settings: Settings, fatal: (error: unknown) => void) {
  const lines = new Log(settings.logLevel, !settings.production);
  const region = regionNamed(settings.policy);
  const epoch = randomUUID();
  const readiness = new Readiness();
  const onFault = faultsOf({ settings, lines, readiness }, fatal);
  const [population, directory] = await Promise.all([
    openPopulationRegister(settings.populationFile),
    openDirectory(settings.directoryFile, region),
  ]);
  const folder = await openFolder(settings, { version, instance: epoch }, onFault);
  for (const line of folder.setRight) process.stderr.write(`${line}\n`);
  const clock = await programClock(settings, folder.log);
  const workingDays = new SwedishWorkingDays();
  const rows = folder.rowsBeside(region.name, onFault);
  const renderer = new FormRenderer();
  const forms = new KeptForms(renderer, folder.forms, folder.keys, () => {
    lines.warn({}, 'a form has characters that the typeface lacks; a box stands for each, and the form says so');
  });
  const mailer = mailerFor(settings.mail, folder.file('mail'));
  const of = {
    settings,
    region,
    lines,
    epoch,
    readiness,
    onFault,
    population,
    directory,
    folder,
    clock,
    workingDays,
    rows,
  };
  const { mail, publicUrl } = settings;
  const shared = { log: folder.log, beats: folder.beats, predecessor: folder.takeOver(epoch) };
  const worker = effectRunner({ ...of, ...shared, mail, mailer, publicUrl, forms });
  return { ...of, renderer, forms, mailer, worker };
}

/** A fault stops the process, but for one: where others work on the same log it goes on, and takes no work. */
function faultsOf(
  { settings, lines, readiness }: { readonly settings: Settings; readonly lines: Log; readonly readiness: Readiness },
  fatal: (error: unknown) => void,
): (error: unknown) => void {
  return (error) => {
    lines.fault(error);
    if (settings.eventStore.kind !== 'eventstoredb' || !isOfNewerBuild(error)) return fatal(error);
    if (readiness.stopped === null)
      process.stderr.write(
        `the log holds what this build does not know (${error.message}): start a newer one in its place\n`,
      );
    readiness.stopped ??= error.message;
  };
}

/** A newer process has written what this one does not know (some come over from a thread by name): the others go on, and it says so. */
const isOfNewerBuild = (error: unknown): error is Error => error instanceof Error && error.name === UnknownEvent.name;

/** The embedded log, or read models alone beside a database that many processes use, which is waited for. */
function openFolder(
  { dataDir, kekFile, eventStore, port, host }: Settings,
  app: AppStamp,
  onFault: (error: unknown) => void,
): Promise<DataFolder> {
  switch (eventStore.kind) {
    case 'sqlite':
      return DataFolder.open(dataDir, kekFile, app, onFault);
    case 'eventstoredb': {
      const tell = (line: string): void => void process.stderr.write(`${line}\n`);
      // The settings have been judged: there is a key file.
      const whileWaiting = (): Promise<() => Promise<void>> => answerWaiting(port, host);
      const cluster = { url: eventStore.url, kekFile: kekFile ?? '', tell, whileWaiting };
      return DataFolder.onCluster(dataDir, cluster, app, onFault);
    }
  }
}

/** Production runs on the machine's clock; development on one that can be moved, never behind what is recorded already. */
async function programClock(settings: Settings, log: EventLog): Promise<MovableClock | SystemClock> {
  const machine = new SystemClock();
  if (settings.production) return machine;
  const clock = new MovableClock(settings.clockStart ?? machine.now());
  const newest = (await log.readUpTo(await log.head(), 1)).at(-1);
  if (newest !== undefined) clock.atLeast(newest.recordedAt as Instant);
  return clock;
}
