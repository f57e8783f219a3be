import type {
  AllStreamResolvedEvent,
  EventStoreDBClient,
  ReadPosition,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { setTimeout } from 'node:timers/promises';
import { Position, RecordedEvent, StoreUnavailable } from '../event-store';
import { Connection } from './connection';
import { failureIn, NoAnswer } from './outcomes';
import { asPosition, holds, Place, recordedIn } from './recorded';

export interface ReadingTimes {
  /** For one try of a question. */
  readonly tryMs: number;
  /** For all tries of it. */
  readonly allMs: number;
}

/** Events of the whole database that are asked for at a time: those of other logs and of the server itself are among them. */
const pageLength = 500;

const around = 20;

/** Questions to the server: asked again while nobody answers. */
export class Reading {
  constructor(
    private readonly connection: Connection,
    private readonly place: Place,
    private readonly times: ReadingTimes,
  ) {}

  /** As the leader has it. @throws StoreUnavailable */
  stream(stream: string, from: number, limit: number = Number.MAX_SAFE_INTEGER): Promise<readonly RecordedEvent[]> {
    const options = { fromRevision: BigInt(from), maxCount: limit, requiresLeader: true } as const;
    return this.asked(async (client) =>
      recordedIn(await this.read(client.readStream(this.place.prefix + stream, options)), this.place),
    );
  }

  /** @throws StoreUnavailable */
  async all(after: Position, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for (let from: ReadPosition = after === 0 ? 'start' : asPosition(after); found.length < limit;) {
      const page = await this.page(from, 'forwards');
      const fresh = page.filter(({ event }) => event !== undefined && isBeyond(event.position.commit, from));
      found.push(...this.ours(fresh).filter(({ position }) => position > after));
      const last = fresh.at(-1)?.event?.position;
      if (last === undefined || page.length < pageLength) break;
      from = last;
    }
    return found.slice(0, limit);
  }

  /** The last ones up to the position, that of an event, in log order. @throws StoreUnavailable */
  async upTo(position: Position, limit: number): Promise<readonly RecordedEvent[]> {
    if (position === 0) return [];
    const at = await this.page(asPosition(position), 'forwards', 1);
    const [last] = this.ours(at).filter((event) => event.position === position);
    const found = last === undefined ? [] : [last];
    return [...(await this.before(asPosition(position), limit - found.length)).toReversed(), ...found];
  }

  /** Position of the log's newest event; 0 when there is none. @throws StoreUnavailable */
  async head(): Promise<Position> {
    const [newest] = await this.before('end', 1);
    return newest?.position ?? 0;
  }

  /** Newest first. */
  private async before(position: ReadPosition, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    // What is looked for is most often right there.
    for (let [from, length] = [position, limit + around]; found.length < limit; length = pageLength) {
      const page = (await this.page(from, 'backwards', length)).filter(({ event }) => isBefore(event?.position, from));
      found.push(...this.ours(page));
      const oldest = page.at(-1)?.event?.position;
      if (oldest === undefined) break;
      from = oldest;
    }
    return found.slice(0, limit);
  }

  private page(fromPosition: ReadPosition, direction: 'forwards' | 'backwards', maxCount = pageLength) {
    const options = { fromPosition, direction, maxCount, requiresLeader: true };
    return this.asked((client) => this.read(client.readAll(options)));
  }

  private ours(resolved: readonly AllStreamResolvedEvent[]): readonly RecordedEvent[] {
    return recordedIn(
      resolved.filter(({ event }) => event !== undefined && holds(this.place, event.streamId)),
      this.place,
    );
  }

  private async read<E extends ResolvedEvent | AllStreamResolvedEvent>(
    stream: StreamingRead<E>,
  ): Promise<readonly E[]> {
    const found: E[] = [];
    const late = globalThis.setTimeout(() => {
      stream.destroy(new NoAnswer('a question was not answered in time'));
    }, this.times.tryMs);
    try {
      for await (const one of stream) found.push(one);
      return found;
    } catch (error) {
      if (failureIn(error).is === 'no-stream') return [];
      void stream.cancel().catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  private async asked<T>(question: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const until = performance.now() + this.times.allMs;
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1_000)) {
      const { client } = this.connection;
      try {
        return await question(client);
      } catch (cause) {
        const failure = this.connection.failure(cause, client);
        if (failure.is !== 'unknown' || performance.now() + waitMs > until)
          throw new StoreUnavailable('EventStoreDB does not answer', { cause });
      }
      await setTimeout(waitMs);
    }
  }
}

/** A read backwards from an event's position begins, or does not, with that event. */
const isBefore = (at: Exclude<ReadPosition, string> | undefined, from: ReadPosition): boolean =>
  typeof from === 'string' || (at !== undefined && at.commit < from.commit);

/** A read begins with the event at the position itself. */
const isBeyond = (commit: bigint, from: ReadPosition): boolean => typeof from === 'string' || commit > from.commit;
