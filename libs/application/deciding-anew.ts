import { PersonId } from '@sigill/domain';
import { StoreUnavailable } from '@sigill/event-log';
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { CaseFile } from './case-file';
import { CaseFiles, isOvertaken } from './case-files';
import { Serial } from './serial';

/** Urgent work goes before other work on the file, and does not give up as early. */
export interface Haste {
  readonly urgent: boolean | ((file: CaseFile) => boolean);
}

const patienceMs = { ordinary: 2_000, urgent: 10_000 };
const leastTries = 20;
const longestPauseMs = 60;

/** Decides on a patient's file until nobody else has written to it meanwhile. Within a process one after the other; what
 *  makes it right is the append at the exact revision. */
export class DecidingAnew {
  private readonly serial = new Serial();

  constructor(private readonly files: CaseFiles) {}

  /** @throws what `attempt` throws; StoreUnavailable: others were faster every time, nothing was written */
  async until<T>(patient: PersonId, { urgent }: Haste, attempt: (file: CaseFile) => Promise<T>): Promise<T> {
    const began = performance.now();
    const hasty = typeof urgent === 'boolean' ? urgent : urgent(await this.files.load(patient));
    const patience = hasty ? patienceMs.urgent : patienceMs.ordinary;
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.serial.run(patient, async () => attempt(await this.files.load(patient)), hasty);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        if (tries >= leastTries && performance.now() - began > patience)
          throw new StoreUnavailable('the file grew faster than a command could be decided', { cause: error });
      }
      await setTimeout(randomInt(longestPauseMs));
    }
  }
}
