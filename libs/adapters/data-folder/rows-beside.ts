import { Database, OwnGrowth, Position, startThread } from '@sigill/event-log';
import { Rows } from '@sigill/following';
import { Sealer } from '@sigill/projections';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FromProjecting, ProjectingStart, ToProjecting } from './projecting-protocol';
import type {} from './projecting-thread';

/** The rows of the main thread, and what it reads them by. `growth`: of the log. */
export interface RowsBesideParts {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly growth: OwnGrowth;
}

/** The read models as the main thread asks them: a thread of their own follows the log into them. */
export class RowsBeside extends Rows {
  private readonly stopped = new AbortController();
  private readonly thread: Worker;
  private state: 'starting' | 'following' | 'closing' = 'starting';
  private readonly ready: Promise<void>;
  private begin: (error?: Error) => void = () => undefined;
  private asked: Position = 0;

  /** @param onFault the read models cannot go on: impossible things stop the process */
  constructor(
    start: ProjectingStart,
    private readonly parts: RowsBesideParts,
    private readonly onFault: (error: unknown) => void,
  ) {
    super(parts.db, parts.sealer);
    this.ready = new Promise((resolve, reject) => {
      this.begin = (error) => (error === undefined ? resolve() : reject(error));
    });
    // Whoever starts it hears of the error then.
    this.ready.catch(() => undefined);
    this.thread = startThread(__filename, 'projecting-thread', start);
    this.thread.on('message', (message: FromProjecting) => this.receive(message));
    this.thread.on('error', (error) => this.fail(error));
    this.thread.on('exit', () => {
      if (this.state !== 'closing') this.fail(new Error('the thread of the read models ended'));
    });
  }

  override async start(): Promise<void> {
    await this.ready;
    this.state = 'following';
    void this.tellGrowth();
  }

  override async close(): Promise<void> {
    const isRunning = this.state === 'following';
    this.state = 'closing';
    this.stopped.abort();
    if (isRunning) {
      const end = once(this.thread, 'exit');
      this.tell({ kind: 'close' });
      await end;
    } else await this.thread.terminate();
  }

  protected override wanted(position: Position): void {
    if (position <= this.asked) return;
    this.asked = position;
    this.tell({ kind: 'wanted', position });
  }

  private async tellGrowth(): Promise<void> {
    const { growth } = this.parts;
    for (let seen = 0; !this.stopped.signal.aborted; seen = growth.count) {
      await growth.beyond(seen, this.stopped.signal);
      this.tell({ kind: 'grown' });
    }
  }

  private receive(message: FromProjecting): void {
    switch (message.kind) {
      case 'ready':
        this.arrived(message.position, []);
        this.begin();
        return;
      case 'arrived':
        this.arrived(message.position, message.news);
        return;
      case 'fault':
        this.fail(Object.assign(new Error(message.message), { name: message.name, stack: message.stack }));
        return;
      default:
        throw new Error(`the thread of the read models said ${JSON.stringify(message satisfies never)}`);
    }
  }

  private fail(error: Error): void {
    if (this.state === 'starting') this.begin(error);
    else this.onFault(error);
  }

  private tell(message: ToProjecting): void {
    this.thread.postMessage(message);
  }
}
