import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CheckedFolder } from '../../apps/cli/checks/check-folder';
import { checked } from '../cli/checked';
import { LogSettings } from '../cli/opened';
import { eventsOf } from '../cli/planting';
import { Clients } from '../support/client';
import { RunningProgram, startProgram } from '../support/program';
import { callersOf, Load, workUntil } from './caller';
import { personas } from './life';
import { MailCounter } from './mail-counter';
import { acknowledgementsLost, answersChanged, mailsMiscounted } from './reckoning';
import { seeded } from './seeded';

export interface KillRun {
  readonly acknowledged: number;
  /** Commands whose answer a kill cut off. */
  readonly unanswered: number;
  readonly mails: number;
  /** Mails that may have been sent twice, and said so. */
  readonly uncertain: number;
  /** Everything that should not be; empty. */
  readonly faults: readonly string[];
}

const clockStart = '2026-11-22T08:00:00Z';
/** Longer than any mail is tried. */
const afterAllTries = '2026-11-24T08:00:00Z';

/** Four callers drive cases, mails and forms are under way, and the program is killed at moments of the seed's choosing:
 *  at work, or while it starts. After each kill the folder must hold nothing that cannot be; after the last one, when
 *  everything is done, each acknowledged command and each mail is accounted for.
 *  What is found wrong leaves the folder where it is, and says where.
 *  @param store settings of the program that say where the log is; in the folder unless told */
export async function killRun(seed: number, kills: number, store?: LogSettings): Promise<KillRun> {
  const dataDir = await mkdtemp(join(tmpdir(), `sigill-kill-${String(seed)}-`));
  const random = seeded(seed);
  const delay = seeded(seed + 1);
  const mails = await MailCounter.start(() => delay() * 60);
  const callers = callersOf(String(seed), random);
  const program = await startProgram({
    dataDir,
    clockStart,
    env: { ...mails.settings, LOG_LEVEL: 'error', ...given(store) },
  });
  const clients = await signedIn(program);
  const faults: string[] = [];
  for (let kill = 1; kill <= kills && faults.length === 0; kill += 1) {
    if (kill > 1) await startedWhateverHappens(program, random);
    await workUntil({ clients, callers }, Math.floor(random() * 12), async () => {
      await setTimeout(random() * 40);
      return program.kill();
    });
    faults.push(...problemsIn(await checked(dataDir, store), `after kill ${String(kill)}`));
  }
  await program.start();
  const { uncertain } = await finish(program, { clients, callers, mails, store }, faults);
  await mails.stop();
  if (faults.length === 0) await rm(dataDir, { recursive: true, force: true });
  else faults.push(`the folder is ${dataDir}`);
  return {
    acknowledged: sum(callers.map(({ acknowledged }) => acknowledged.length)),
    unanswered: sum(callers.map(({ unanswered }) => unanswered)),
    mails: sum([...mails.accepted.values()]),
    uncertain,
    faults,
  };
}

/** Tokens outlive the program that gave them. */
export async function signedIn(program: RunningProgram): Promise<Clients> {
  const clients = new Clients(program.url);
  await Promise.all(personas.map((persona) => clients.as(persona).get('/v1/procedures')));
  return clients;
}

/** Now and then a start is killed too. */
async function startedWhateverHappens(program: RunningProgram, random: () => number): Promise<void> {
  if (random() < 0.2) {
    const started = program.start().catch(() => undefined);
    await setTimeout(random() * 1_000);
    await program.kill();
    await started;
  }
  await program.start();
}

/** Lets every command get its answer and every mail its end, and reckons up. */
async function finish(
  program: RunningProgram,
  { clients, callers, mails, store }: Load & { readonly mails: MailCounter; readonly store: LogSettings | undefined },
  faults: string[],
): Promise<{ readonly uncertain: number }> {
  const before = callers.map(({ acknowledged }) => acknowledged.length);
  await Promise.all(
    callers.map((caller, index) => caller.work(clients, () => caller.acknowledged.length > (before[index] ?? 0))),
  );
  await program.moveClock(afterAllTries);
  const acknowledged = callers.flatMap((caller) => caller.acknowledged);
  faults.push(...(await answersChanged(clients, acknowledged)));
  const { code } = await program.stop();
  if (code !== 0) faults.push(`the program ended with ${String(code)}`);
  faults.push(...linesOf(program).filter((line) => !line.startsWith('Sigill is ready on ')));
  const folder = await checked(program.dataDir, store);
  faults.push(...problemsIn(folder, 'at the end'));
  if (folder.effects.open > 0) faults.push(`${String(folder.effects.open)} mails are still to be sent`);
  const events = await eventsOf(program.dataDir, store);
  faults.push(...(await acknowledgementsLost(events, acknowledged)));
  const reckoned = mailsMiscounted(events, mails.accepted);
  faults.push(...reckoned.faults);
  return reckoned;
}

const given = (store: LogSettings = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(store).map(([name, value]) => [name, value ?? '']));

const linesOf = (program: RunningProgram): readonly string[] => program.output().split('\n').filter(Boolean);

const problemsIn = ({ findings }: CheckedFolder, when: string): readonly string[] =>
  findings.map((finding) => `${when}: ${JSON.stringify(finding)}`);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
