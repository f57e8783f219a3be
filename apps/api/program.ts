import { Provider } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FileMailer, FormStore, MovableClock } from '@sigill/adapters';
import {
  Clock,
  Directory,
  FormAddress,
  Forms,
  PersonIds,
  Policies,
  policiesOf,
  PopulationRegister,
  RegisterSweep,
  Timers,
  WorkingDays,
} from '@sigill/application';
import { EventLog } from '@sigill/event-log';
import { Rows } from '@sigill/following';
import { isFormSent } from '@sigill/projections';
import { dueRunner, nightlySweep } from '../worker/worker';
import { ApiModule } from './api.module';
import { DevTools } from './dev/dev.controller';
import { DueWork } from './due-work';
import { removeFormsLeftOver } from './forms-left-over';
import { makeServer } from './http/server';
import type { Parts } from './parts';
import type { Readiness } from './readiness';
import { settleRegionAtStart } from './region-at-start';
import { followLog } from './rows-at-start';
import { signInOf } from './sign-in';

export interface Program {
  /** Lets requests and mails in hand finish, then lets go of the data folder. */
  stop(): Promise<void>;
}

/** The whole program on one data folder: api and worker in one process. Resolves when it takes work.
 *  @throws what a start stops at, each with one readable line (RegionFault, ...) */
export async function startProgram(parts: Parts): Promise<Program> {
  const { settings, renderer, lines, readiness } = parts;
  await settleRegionAtStart(parts);
  await followLog(parts);
  const server = { ...(await signInOf(parts)), lines, readiness, rateLimits: settings.rateLimits };
  const work = new DueWork();
  const api = { readiness, dev: devToolsOf(parts, work), roles: settings.roles };
  const app = await makeServer(ApiModule.over(portsOf(parts), api), server);
  const begin = settings.roles.includes('worker') ? await workIn(parts, app, work) : () => undefined;
  const sweep = sweepForms(parts);
  await app.listen(settings.port, settings.host);
  readiness.ready = true;
  begin();
  if (settings.production) renderer.warmUp().catch((error: unknown) => lines.fault(error));
  return { stop: () => stopAll(parts, { app, readiness, sweep, work }) };
}

/** What a worker does besides, in the order of its work. Answers how what time asks for is begun. */
async function workIn(parts: Parts, app: NestFastifyApplication, work: DueWork): Promise<() => void> {
  await parts.worker.start();
  const nightly = nightlySweep({ ...parts, sweep: app.get(RegisterSweep) });
  const due = dueRunner({ ...parts, log: parts.folder.log }, app.get(Timers));
  for (const part of [nightly, due, parts.worker]) work.add(part);
  return () => {
    nightly.start();
    due.start();
  };
}

function portsOf({
  settings,
  region,
  folder,
  rows,
  clock,
  workingDays,
  population,
  directory,
  forms,
}: Parts): readonly Provider[] {
  return [
    { provide: EventLog, useValue: folder.log },
    { provide: Rows, useValue: rows },
    { provide: Clock, useValue: clock },
    { provide: WorkingDays, useValue: workingDays },
    { provide: PopulationRegister, useValue: population },
    { provide: Directory, useValue: directory },
    { provide: PersonIds, useValue: folder },
    { provide: Forms, useValue: forms },
    { provide: FormAddress, useValue: { text: settings.formAddress } satisfies FormAddress },
    { provide: Policies, useValue: policiesOf(region) satisfies Policies },
  ];
}

/** Null in production. */
function devToolsOf({ settings, clock, mailer, rows, folder }: Parts, work: DueWork): DevTools | null {
  if (settings.production || !(clock instanceof MovableClock)) return null;
  return {
    clock,
    mails: mailer instanceof FileMailer ? mailer : null,
    settle: async () => {
      await work.settle();
      await rows.reach(await folder.log.head());
    },
  };
}

/** Begins before the first form is kept, and keeps no start waiting however many there are. Where other processes keep forms in the
 *  same place, what is left over cannot be told from what is about to be named: it stays. */
function sweepForms({ folder, onFault }: Parts): Sweep {
  const { forms: store } = folder;
  if (!(store instanceof FormStore)) return { stop: () => Promise.resolve() };
  const broken = new AbortController();
  const ports = { store, log: folder.log, isSent: (sha256: string) => isFormSent(folder.readModels, sha256) };
  const swept = removeFormsLeftOver(ports, broken.signal).then(() => undefined, onFault);
  return {
    stop: () => {
      broken.abort();
      return swept;
    },
  };
}

interface Sweep {
  stop(): Promise<void>;
}

interface Serving {
  readonly app: NestFastifyApplication;
  readonly readiness: Readiness;
  readonly sweep: Sweep;
  readonly work: DueWork;
}

async function stopAll(parts: Parts, { app, readiness, sweep, work }: Serving): Promise<void> {
  readiness.ready = false;
  await app.close();
  await sweep.stop();
  await work.stop();
  await parts.rows.close();
  await parts.renderer.close();
  for (const register of [parts.population, parts.directory]) register.close();
  await parts.folder.close();
}
