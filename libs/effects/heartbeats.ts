import {
  beatStreams,
  EventStore,
  ExpectedRevision,
  OutcomeUnknown,
  Position,
  RecordedEvent,
  StoreEvent,
  StoreUnavailable,
  uuidV5,
} from '@sigill/event-log';
import { Scheduler } from './ports';

/** STORAGE FORMAT: `beat-<epoch>`, one event for each beat, and one when the process ends by itself. */
const beat = 'Beat';
const ended = 'Ended';

export interface BeatPorts {
  readonly streams: Pick<EventStore, 'append' | 'follow' | 'readStream'> & {
    /** Of the stream no more than so many newest events need be kept. */
    keepNewest(stream: string, count: number): Promise<void>;
  };
  readonly scheduler: Scheduler;
  /** Milliseconds that also pass while this process is stopped. */
  readonly monotonicMs: () => number;
  /** A process is dead, or may be: look whether it holds anything. */
  readonly onDeath: () => void;
  readonly onFault: (error: unknown) => void;
}

/** In ticks of a second each. */
const everyTicks = 5;
const deadAfterTicks = 30;
const tickMs = 1_000;
/** A process that has not been heard for so long begins nothing: the others will soon take it for dead. */
const actsWithinMs = 20_000;

/** Which of the processes that share a log still work. Time is counted by each for itself, in ticks that it has lived through: whoever
 *  was stopped has not waited, and no clock is compared with another's. */
export class Heartbeats {
  private readonly stopped = new AbortController();
  private readonly heard = new Map<string, number>();
  private readonly gone = new Set<string>();
  private ticks = 0;
  private expected: ExpectedRevision = 'no-stream';
  private beating: Promise<unknown> = Promise.resolve();
  private following: Promise<void> = Promise.resolve();
  private cancel: () => void = () => undefined;
  private heardAtMs: number;

  /** @param epoch UUID of this process
   *  @param predecessor of the process that is known to have ended, because this one has what only one can hold; null: of none */
  constructor(
    private readonly ports: BeatPorts,
    private readonly epoch: string,
    private readonly predecessor: string | null = null,
  ) {
    this.heardAtMs = ports.monotonicMs();
    if (predecessor !== null) this.gone.add(predecessor);
  }

  /** @throws StoreUnavailable, OutcomeUnknown: begin again */
  async start(): Promise<void> {
    if (this.predecessor !== null) await this.sayOf(this.predecessor);
    const position = await this.say(beat);
    await this.ports.streams.keepNewest(this.stream, 1);
    this.following = this.follow(position).catch((error: unknown) => {
      if (!this.stopped.signal.aborted) this.ports.onFault(error);
    });
    this.again();
  }

  /** Has it ended, or not been heard for long? One that was never heard is given as much time. */
  isDead(epoch: string): boolean {
    if (epoch === this.epoch) return false;
    if (!this.heard.has(epoch)) this.heard.set(epoch, this.ticks);
    return this.gone.has(epoch) || this.ticks - (this.heard.get(epoch) ?? 0) >= deadAfterTicks;
  }

  /** Whether the others still hear this process: what it begins now they do not begin. */
  mayAct(): boolean {
    return this.ports.monotonicMs() - this.heardAtMs < actsWithinMs;
  }

  /** The others need not wait. */
  async stop(): Promise<void> {
    if (this.stopped.signal.aborted) return;
    this.stopped.abort();
    this.cancel();
    await this.beating;
    await this.say(ended).catch(() => undefined);
    await this.following;
  }

  private get stream(): string {
    return beatStreams + this.epoch;
  }

  private again(): void {
    if (this.stopped.signal.aborted) return;
    this.cancel = this.ports.scheduler.after(tickMs, () => {
      this.tick();
      this.again();
    });
  }

  private tick(): void {
    this.ticks += 1;
    if (this.ticks % everyTicks === 0) this.beating = this.beating.then(() => this.say(beat)).catch(unlessPassing);
    if ([...this.heard.values()].some((at) => this.ticks - at === deadAfterTicks)) this.ports.onDeath();
  }

  /** The same event at the same revision until it is known to be there. */
  private async say(type: string): Promise<Position> {
    const saidAtMs = this.ports.monotonicMs();
    const next = this.expected === 'no-stream' ? 0 : this.expected + 1;
    const event: StoreEvent = {
      id: uuidV5(this.epoch, `${type}|${String(next)}`),
      type,
      data: Buffer.from('{}'),
      metadata: Buffer.from('{}'),
    };
    const appended = await this.ports.streams.append(this.stream, this.expected, [event]);
    if ('keyTaken' in appended) throw new Error('a beat has no key');
    this.expected = appended.revision;
    this.heardAtMs = saidAtMs;
    return appended.position;
  }

  /** That another process has ended, for the others to hear. Where it cannot be said they find out by themselves. */
  private async sayOf(epoch: string): Promise<void> {
    const stream = beatStreams + epoch;
    const last = (await this.ports.streams.readStream(stream)).at(-1);
    if (last === undefined || last.type === ended) return;
    const event = { id: uuidV5(epoch, ended), type: ended, data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    await this.ports.streams.append(stream, last.revision, [event]).catch(() => undefined);
  }

  private async follow(after: Position): Promise<void> {
    for await (const events of this.ports.streams.follow(after, this.stopped.signal))
      for (const event of events) this.hear(event);
  }

  private hear({ stream, type }: RecordedEvent): void {
    const epoch = stream.slice(beatStreams.length);
    if (epoch === this.epoch) return;
    this.heard.set(epoch, this.ticks);
    if (type !== ended) return;
    this.gone.add(epoch);
    this.ports.onDeath();
  }
}

/** The next beat says it. @throws any other */
function unlessPassing(error: unknown): void {
  if (!(error instanceof StoreUnavailable || error instanceof OutcomeUnknown)) throw error;
}
