import { Injectable } from '@nestjs/common';
import { SweepProgress } from '@sigill/domain';
import { EventLog, Position } from '@sigill/event-log';
import { ReadSide } from './read-side';
import { RegisterSweep } from './register-sweep';

/** How far the program has come, for whoever watches it. */
@Injectable()
export class Progress {
  constructor(
    private readonly log: EventLog,
    readonly readSide: ReadSide,
    private readonly sweep: RegisterSweep,
  ) {}

  /** Position of the newest event in the log. */
  head(): Promise<Position> {
    return this.log.head();
  }

  /** Of the newest night of this process; null before the first. */
  get registerSweep(): SweepProgress | null {
    return this.sweep.progress;
  }
}
