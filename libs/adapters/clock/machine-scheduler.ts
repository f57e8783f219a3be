import { Scheduler } from '@sigill/effects';

export class MachineScheduler extends Scheduler {
  override after(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  }
}
