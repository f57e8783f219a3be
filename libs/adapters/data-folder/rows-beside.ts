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

/** Events. A thread that has taken in more of them at its start keeps hundreds of megabytes that it no longer needs. */
const muchToTakeIn = 10_000;

/** The read models as the main thread asks them: a thread of their own follows the log into them. */
export class RowsBeside extends Rows {
  private readonly stopped = new AbortController();
  private thread: Worker | null = null;
  private state: 'starting' | 'following' | 'closing' = 'starting';
  private begin: (begun: Error | { readonly takenIn: number }) => void = () => undefined;
  private asked: Position = 0;

  /** @param onFault the read models cannot go on: impossible things stop the process */
  constructor(
    private readonly place: ProjectingStart,
    private readonly parts: RowsBesideParts,
    private readonly onFault: (error: unknown) => void,
  ) {
    super(parts.db, parts.sealer);
  }

  /** What takes much in at the start is a thread that ends then; another goes on with empty hands. */
  override async start(): Promise<void> {
    const takenIn = await this.startThread();
    if (takenIn > muchToTakeIn) {
      await this.endThread();
      await this.startThread();
    }
    this.state = 'following';
    void this.tellGrowth();
  }

  override async close(): Promise<void> {
    const { thread, state } = this;
    this.state = 'closing';
    this.stopped.abort();
    if (state === 'following') return this.endThread();
    this.thread = null;
    await thread?.terminate();
  }

  /** Answers how many events it has taken in. */
  private async startThread(): Promise<number> {
    const thread = startThread(__filename, 'projecting-thread', this.place);
    this.thread = thread;
    thread.on('message', (message: FromProjecting) => this.receive(message));
    thread.on('error', (error) => this.fail(error));
    thread.on('exit', () => {
      if (this.thread === thread) this.fail(new Error('the thread of the read models ended'));
    });
    return new Promise((resolve, reject) => {
      this.begin = (begun) => (begun instanceof Error ? reject(begun) : resolve(begun.takenIn));
    });
  }

  private async endThread(): Promise<void> {
    const { thread } = this;
    if (thread === null) return;
    this.thread = null;
    const end = once(thread, 'exit');
    thread.postMessage({ kind: 'close' } satisfies ToProjecting);
    await end;
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
        this.begin(message);
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
