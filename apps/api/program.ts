import { Provider } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  DataFolder,
  embeddedProvider,
  FileMailer,
  FormRenderer,
  FormStore,
  KeptForms,
  Log,
  MovableClock,
  openDirectory,
  openPopulationRegister,
  openSigningKey,
  ownKeys,
  publicPart,
  RemoteKeys,
  Settings,
  SwedishWorkingDays,
  SystemClock,
  TokenVerifier,
} from '@sigill/adapters';
import {
  Clock,
  Directory,
  Forms,
  PersonIds,
  Policies,
  PopulationRegister,
  Projector,
  WorkingDays,
} from '@sigill/application';
import { Instant, vgrPolicies } from '@sigill/domain';
import { EffectRunner } from '@sigill/effects';
import { formsSent } from '@sigill/projections';
import { EventLog } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { effectRunner, mailerFor } from '../worker/worker';
import { ApiModule } from './api.module';
import { DevTools } from './dev/dev.controller';
import { removeFormsLeftOver } from './forms-left-over';
import { makeServer } from './http/server';
import { Readiness } from './readiness';

export interface Program {
  /** Lets requests and mails in hand finish, then lets go of the data folder. */
  stop(): Promise<void>;
}

const version = '0.1.0';

/** The whole program on one data folder: api and worker in one process. Resolves when it takes work.
 *  @throws what a start stops at, each with one readable line (FolderInUse, KeyFileFault, RegisterFault, ...) */
export async function startProgram(settings: Settings, fatal: (error: unknown) => void): Promise<Program> {
  const lines = new Log(settings.logLevel);
  const epoch = randomUUID();
  const onFault = (error: unknown): void => {
    lines.fault(error);
    fatal(error);
  };
  const [population, directory] = await Promise.all([
    openPopulationRegister(settings.populationFile),
    openDirectory(settings.directoryFile),
  ]);
  const folder = await DataFolder.open(settings.dataDir, settings.kekFile, { version, instance: epoch }, onFault);
  const clock = await programClock(settings, folder.log);
  const workingDays = new SwedishWorkingDays();
  const projector = new Projector(
    folder.log,
    folder.readModels,
    folder.sealer,
    (date) => workingDays.isWorkingDay(date),
    onFault,
  );
  const renderer = new FormRenderer();
  const store = new FormStore(folder.file('forms'));
  await Promise.all([projector.start(), store.removeUnfinished()]);
  await removeFormsLeftOver(store, formsSent(folder.readModels), folder.log);
  const forms = new KeptForms(renderer, store, folder.keys);
  const mailer = mailerFor(settings.mail, folder.file('mail'));
  const worker = effectRunner({
    log: folder.log,
    projector,
    directory,
    mailer,
    mail: settings.mail,
    publicUrl: settings.publicUrl,
    clock,
    forms,
    epoch,
    lines,
    onFault,
  });
  await worker.start();
  const readiness = new Readiness();
  const dev =
    settings.production || !(clock instanceof MovableClock) ? null : devTools(clock, mailer, worker, projector);
  const ports: Provider[] = [
    { provide: EventLog, useValue: folder.log },
    { provide: Projector, useValue: projector },
    { provide: Clock, useValue: clock },
    { provide: WorkingDays, useValue: workingDays },
    { provide: PopulationRegister, useValue: population },
    { provide: Directory, useValue: directory },
    { provide: PersonIds, useValue: folder },
    { provide: Forms, useValue: forms },
    { provide: Policies, useValue: { all: vgrPolicies } satisfies Policies },
  ];
  const app = await makeServer(ApiModule.over(ports, readiness, dev), {
    ...(await signIn(settings, folder, directory, lines)),
    lines,
  });
  await app.listen(settings.port, settings.host);
  readiness.ready = true;
  renderer.warmUp().catch((error: unknown) => lines.fault(error));
  return {
    stop: () => stopAll({ app, readiness, worker, projector, renderer, registers: [population, directory], folder }),
  };
}

/** Production runs on the machine's clock; development on one that can be moved, never behind what is recorded already. */
async function programClock(settings: Settings, log: EventLog): Promise<MovableClock | SystemClock> {
  const machine = new SystemClock();
  if (settings.production) return machine;
  const clock = new MovableClock(settings.clockStart ?? machine.now());
  const newest = (await log.readAll((await log.head()) - 1, 1)).at(-1);
  if (newest !== undefined) clock.atLeast(newest.recordedAt as Instant);
  return clock;
}

function devTools(clock: MovableClock, mailer: unknown, worker: EffectRunner, projector: Projector): DevTools {
  return {
    clock,
    mails: mailer instanceof FileMailer ? mailer : null,
    settle: async () => {
      await worker.settle();
      await projector.reachHead();
    },
  };
}

/** Tokens of the embedded provider in development, of any other issuer where one is set. */
async function signIn({ identity, publicUrl }: Settings, folder: DataFolder, directory: Directory, lines: Log) {
  const { audience, claims } = identity;
  const clock = new SystemClock();
  if (identity.issuer !== null) {
    const { issuer } = identity;
    const verifier = new TokenVerifier({ issuer, audience, claims, clock, keys: new RemoteKeys(issuer) });
    return { verify: (token: string) => verifier.verify(token), signIn: null };
  }
  const key = await openSigningKey(folder.file('signingKey'));
  const issuer = `${publicUrl}/oidc`;
  const verifier = new TokenVerifier({ issuer, audience, claims, clock, keys: ownKeys([publicPart(key)]) });
  const handler = embeddedProvider({
    issuer,
    audience,
    key,
    staffList: () => directory.staffList(),
    units: () => directory.units(),
    onFault: (fault) => lines.fault(fault),
  });
  return { verify: (token: string) => verifier.verify(token), signIn: handler };
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly readiness: Readiness;
  readonly worker: EffectRunner;
  readonly projector: Projector;
  readonly renderer: FormRenderer;
  readonly registers: readonly { close(): void }[];
  readonly folder: DataFolder;
}

async function stopAll({ app, readiness, worker, projector, renderer, registers, folder }: Running): Promise<void> {
  readiness.ready = false;
  await app.close();
  await worker.stop();
  await projector.close();
  await renderer.close();
  for (const register of registers) register.close();
  await folder.close();
}
