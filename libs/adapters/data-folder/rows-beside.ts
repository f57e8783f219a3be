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
  private thread: Worker | null = null;
  private state: 'starting' | 'following' | 'closing' = 'starting';
  private begin: (error?: Error) => void = () => undefined;
  private asked: Position = 0;

  /** @param onFault the read models cannot go on: impossible things stop the process */
  constructor(
    private readonly place: ProjectingStart,
    private readonly parts: RowsBesideParts,
    private readonly onFault: (error: unknown) => void,
  ) {
    super(parts.db, parts.sealer);
  }

  override async start(): Promise<void> {
    const thread = startThread(__filename, 'projecting-thread', this.place);
    this.thread = thread;
    thread.on('message', (message: FromProjecting) => this.receive(message));
    thread.on('error', (error) => this.fail(error));
    thread.on('exit', () => {
      if (this.state !== 'closing') this.fail(new Error('the thread of the read models ended'));
    });
    await new Promise<void>((resolve, reject) => {
      this.begin = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.state = 'following';
    void this.tellGrowth();
  }

  override async close(): Promise<void> {
    const { thread, state } = this;
    this.state = 'closing';
    this.stopped.abort();
    if (thread === null) return;
    if (state !== 'following') await thread.terminate();
    else {
      const end = once(thread, 'exit');
      this.tell({ kind: 'close' });
      await end;
    }
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
        this.arrived(message.position, () => []);
        this.begin();
        return;
      case 'arrived':
        this.arrived(message.position, () => message.news);
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
    this.thread?.postMessage(message);
  }
}
