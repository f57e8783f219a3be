import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Case } from '../support/case';
import { RunningProgram, startProgram, temporaryFolder } from '../support/program';
import { families, grounds } from '../support/samples';

/** A data folder that the built program has worked in and left: requests of both tracks in many states, mails sent. */
export interface WorkedFolder {
  readonly dataDir: string;
  /** Requests by where they stand. `overturned` is an urgent one, `ending` the request that ends it. */
  readonly requests: Readonly<Record<'closed' | 'decided' | 'submitted' | 'overturned' | 'ending', string>>;
}

export async function workedFolder(): Promise<WorkedFolder> {
  const program = await startProgram({ smtp: true });
  const requests = await work(program);
  await program.mailbox?.waitForMails(() => true, 10);
  await program.stop();
  return { dataDir: program.dataDir, requests };
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
