import { Injectable } from '@nestjs/common';
import { Progress } from '@sigill/application';
import { Position } from '@sigill/event-log';
import { Readiness } from './readiness';

/** What `/health/ready` answers. */
export interface HealthNow {
  readonly status: 'ready' | 'not-ready';
  readonly store: 'available' | 'unavailable';
  /** `lag`: milliseconds for which the rows have been behind what was the newest event then; 0: they are not. */
  readonly 'read-models': { readonly status: 'following' | 'stopped'; readonly lag: number };
  readonly worker: 'working' | 'none';
}

/** Whether this process is a worker, too. */
export abstract class WorkerHere {
  abstract readonly isHere: boolean;
}

const patienceMs = 1_000;

/** Looks at what the program rests upon, each time it is asked. */
@Injectable()
export class Health {
  /** The newest event that the rows have been seen not to hold, and when. */
  private behind: { readonly head: Position; readonly sinceMs: number } | null = null;

  constructor(
    private readonly progress: Progress,
    private readonly readiness: Readiness,
    private readonly worker: WorkerHere,
  ) {}

  async now(): Promise<HealthNow> {
    const head = await this.head();
    const store = head === null ? 'unavailable' : 'available';
    const isStopped = this.readiness.stopped !== null;
    return {
      status: this.readiness.ready && store === 'available' && !isStopped ? 'ready' : 'not-ready',
      store,
      'read-models': { status: isStopped ? 'stopped' : 'following', lag: this.lag(head ?? 0) },
      worker: this.worker.isHere ? 'working' : 'none',
    };
  }

  private lag(head: Position): number {
    const position = this.progress.readSide.position();
    if (this.behind !== null && position >= this.behind.head) this.behind = null;
    if (position < head) this.behind ??= { head, sinceMs: performance.now() };
    return this.behind === null ? 0 : Math.round(performance.now() - this.behind.sinceMs);
  }

  /** Null: the store does not answer. */
  private async head(): Promise<Position | null> {
    const asked = this.progress.head().catch(() => null);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}
