import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Case } from '../support/case';
import { problemOf } from '../support/client';
import { RunningProgram, startProgram, temporaryFolder } from '../support/program';
import { families, grounds } from '../support/samples';
import { until } from '../support/until';

/** A data folder that the built program has worked in and left: requests of both tracks in many states, mails sent, a command
 *  refused. */
export interface WorkedFolder {
  readonly dataDir: string;
  /** Requests by where they stand. `overturned` is an urgent one, `ending` the request that ends it. */
  readonly requests: Readonly<Record<'closed' | 'decided' | 'submitted' | 'overturned' | 'ending', string>>;
}

/** Made once in a run of jest, by the first suite that asks. It is copied before it is written in. */
export async function workedFolder(): Promise<WorkedFolder> {
  const home = process.env['SIGILL_RUN_FOLDER'];
  if (home === undefined) throw new Error('no folder of the run: jest is started without its configuration');
  const [making, made] = [join(home, 'worked.making'), join(home, 'worked.json')];
  if (isFirst(making)) await make(home, made).catch((error: unknown) => giveUp(making, error));
  await until(async () => existsSync(made), 60_000);
  return JSON.parse(readFileSync(made, 'utf8')) as WorkedFolder;
}

function isFirst(making: string): boolean {
  try {
    mkdirSync(making);
    return true;
  } catch {
    return false;
  }
}

/** The next suite tries again. */
function giveUp(making: string, error: unknown): never {
  rmSync(making, { recursive: true });
  throw error;
}

async function make(home: string, made: string): Promise<void> {
  const program = await startProgram({ smtp: true });
  const requests = await work(program);
  await program.mailbox?.waitForMails(() => true, 12);
  await program.stop();
  const dataDir = join(home, 'worked');
  await cp(program.dataDir, dataDir, { recursive: true });
  writeFileSync(`${made}.new`, JSON.stringify({ dataDir, requests } satisfies WorkedFolder));
  renameSync(`${made}.new`, made);
}

async function work(program: RunningProgram): Promise<WorkedFolder['requests']> {
  const closed = await Case.open(program);
  await closed.to('closed');
  const { child: patient, guardians } = families.sibling;
  const submitted = await Case.open(program, { patient, guardians });
  await submitted.to('submitted');
  const { child, guardians: both } = families.leapDay;
  const decided = await Case.open(program, { patient: child, guardians: both.slice(0, 1) });
  await decided.to('decided');
  problemOf(await decided.send('executor', 'decision', {}), 403, 'not-authorized');
  const overturned = await Case.call(program);
  await overturned.execute();
  await overturned.assess();
  await overturned.consult();
  const { endingRequest } = await overturned.decide({ outcome: 'refused', grounds });
  return {
    closed: closed.id,
    submitted: submitted.id,
    decided: decided.id,
    overturned: overturned.id,
    ending: endingRequest ?? '',
  };
}

/** A copy that may be spoilt; removed when the suite ends. */
export async function copyOf(dataDir: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'data');
  await cp(dataDir, copy, { recursive: true });
  return copy;
}
