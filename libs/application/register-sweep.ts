import { Injectable } from '@nestjs/common';
import { LegalDate, legalDateOf, PersonId, Sweep, SweepProgress } from '@sigill/domain';
import { setTimeout } from 'node:timers/promises';
import { Looks } from './looks';
import { Clock } from './ports';
import { ReadSide } from './read-side';
import { SweepLog } from './sweep-log';

/** Persons between two pauses, and between two words in the log of how far it has come. */
const inBatch = 100;
const batchesInStep = 5;
/** So many persons at most are looked at in a second: the night is long, and others work. */
const personsPerSecond = 2_000;

/** The night's look at the population register for everybody with a measure in force or an open request. It goes on where it was
 *  broken off; where several workers begin, one goes on. */
@Injectable()
export class RegisterSweep {
  /** Of the newest night of this process; null before the first. */
  progress: SweepProgress | null = null;

  constructor(
    private readonly log: SweepLog,
    private readonly looks: Looks,
    private readonly readSide: ReadSide,
    private readonly clock: Clock,
  ) {}

  /** True when the sweep of the night that began this day is finished, by whomever; false: another worker is at it, or it was broken
   *  off.
   *  @throws StoreUnavailable, ReadModelBehind, what a register that cannot be read throws */
  async run(signal: AbortSignal, tell: (progress: SweepProgress) => void = () => undefined): Promise<boolean> {
    const night = legalDateOf(this.clock.now());
    let standing = await this.log.of(night);
    if (standing.sweep.finished) return true;
    await this.looks.refresh();
    await this.readSide.upTo();
    while (!standing.sweep.finished) {
      const sweep = await this.step(standing.sweep, night, signal);
      if (signal.aborted) return false;
      if (sweep.persons === 0) return true;
      const next = await this.log.advanced(standing, sweep, this.clock.now());
      if (next === null) return false;
      standing = next;
      const { persons, changed, finished } = sweep;
      this.progress = { night, persons, changed, finished };
      tell(this.progress);
    }
    return true;
  }

  /** Some of them: from where the sweep stands, in the order of their ids. */
  private async step(from: Sweep, night: LegalDate, signal: AbortSignal): Promise<Sweep> {
    let sweep = from;
    for (let batches = 0; batches < batchesInStep && !sweep.finished && !signal.aborted; batches += 1) {
      const began = performance.now();
      const patients = this.readSide.patientsToLookAt(sweep.upTo, night, inBatch);
      for (const patient of patients) sweep = await this.afterLook(patient, sweep);
      sweep = { ...sweep, finished: patients.length < inBatch };
      const leastMs = (1_000 * patients.length) / personsPerSecond;
      await setTimeout(Math.max(0, leastMs - (performance.now() - began)));
    }
    return sweep;
  }

  private async afterLook(patient: PersonId, { persons, changed, finished }: Sweep): Promise<Sweep> {
    const news = await this.looks.past(this.readSide.registerOf(patient), patient);
    return { upTo: patient, persons: persons + 1, changed: changed + (news.length > 0 ? 1 : 0), finished };
  }
}
