import { setTimeout } from 'node:timers/promises';
import { headAfter } from './chain';
import { AppStamp } from './envelope';
import {
  EventStore,
  ExpectedRevision,
  OutcomeUnknown,
  Position,
  RecordedEvent,
  StoreEvent,
  StoreStopped,
  StoreUnavailable,
  WrongRevision,
} from './event-store';
import { DataKeys } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { LoggedEvent, StreamHead } from './logged-event';
import { Lru } from './lru';
import { BrokenLog, envelopeOf, opened, Verified, verified } from './opening';
import { Random, SystemRandom } from './random';
import { AppendInput, ownersOf, recording } from './recording';
import { asRecorded, Upcast } from './upcast';

export interface EventLogOptions {
  readonly upcast?: Upcast;
  readonly random?: Random;
  /** How long an append of unknown outcome is repeated before OutcomeUnknown; 30 s unless told. */
  readonly repeatForMs?: number;
}

export interface AppendedFacts {
  /** As they stand in the log, read back from it. */
  readonly events: readonly LoggedEvent[];
  readonly head: StreamHead;
  /** Of the last of them. */
  readonly position: Position;
}

/** Streams whose last verified event is remembered, and that event's place in the chain. */
const remembered = 10_000;
type Heads = Lru<string, StreamHead>;

/** The log as the program sees it: facts in, events out; sealed, chained and verified on the way. */
export class EventLog {
  private readonly heads: Heads = new Lru(remembered);
  private readonly headsInPassing: Heads = new Lru(remembered);
  private readonly upcast: Upcast;
  private readonly random: Random;
  private readonly repeatForMs: number;

  constructor(
    private readonly store: EventStore,
    private readonly keys: DataKeys,
    private readonly kek: KeyEncryptionKey,
    private readonly app: AppStamp,
    options: EventLogOptions = {},
  ) {
    this.upcast = options.upcast ?? asRecorded;
    this.random = options.random ?? new SystemRandom();
    this.repeatForMs = options.repeatForMs ?? 30_000;
  }

  /** All facts or none. The same command appended again at the same head answers with what stands in the log.
   *  An append of unknown outcome is repeated, byte for byte, for a while.
   *  @throws WrongRevision (another event stands there: load and decide anew), StoreUnavailable (nothing was written),
   *  OutcomeUnknown (ask again with the same command id), RangeError (facts that may not be written), KeyDestroyed,
   *  BrokenLog */
  async append(input: AppendInput): Promise<AppendedFacts> {
    if (input.facts.length === 0) throw new RangeError('nothing to append');
    await this.refuseForeignHead(input);
    const keys = await this.keys.ofOwners(ownersOf(input));
    const events = recording(input, keys, { kek: this.kek, app: this.app, random: this.random });
    const recorded = await this.repeated(() => this.appendOnce(input, events));
    const logged = await opened(this.chained(recorded, input.head, this.heads), this.keys, this.upcast);
    const last = logged.at(-1);
    if (last === undefined) throw new Error('an append adds an event');
    refuseOtherCommand(input, logged);
    return { events: logged, head: headAfter(last), position: last.position };
  }

  /** The whole stream, oldest first; empty when it does not exist. @throws BrokenLog, KeyDestroyed */
  async read(stream: string): Promise<readonly LoggedEvent[]> {
    const recorded = await this.store.readStream(stream);
    return opened(this.chained(recorded, null, this.heads), this.keys, this.upcast);
  }

  /** Events with position > after, in log order, at most `limit`. @throws BrokenLog, KeyDestroyed */
  async readAll(after: Position, limit: number): Promise<readonly LoggedEvent[]> {
    return this.openedAcross(await this.store.readAll(after, limit), this.headsInPassing);
  }

  /** Every event after the position, then every new one, until the signal aborts. @throws BrokenLog, KeyDestroyed */
  async *follow(after: Position, signal: AbortSignal): AsyncGenerator<readonly LoggedEvent[]> {
    const heads: Heads = new Lru(remembered);
    for await (const batch of this.store.follow(after, signal)) yield await this.openedAcross(batch, heads);
  }

  /** Position of the newest event; 0 when there is none. */
  head(): Promise<Position> {
    return this.store.head();
  }

  private async appendOnce(input: AppendInput, events: readonly StoreEvent[]): Promise<readonly RecordedEvent[]> {
    const expected = expectedAfter(input.head);
    await this.store.append(input.stream, expected, events);
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const recorded = await this.readBack(input.stream, first);
    if (recorded.length < events.length) throw new OutcomeUnknown('what was appended cannot be read yet');
    const next = recorded[events.length];
    if (next !== undefined && envelopeOf(next).commandId === input.command.commandId)
      throw new WrongRevision(input.stream, expected, recorded.at(-1)?.revision ?? next.revision);
    return recorded.slice(0, events.length);
  }

  /** The append has succeeded: not being able to read it makes nothing undone. */
  private async readBack(stream: string, from: number): Promise<readonly RecordedEvent[]> {
    try {
      return await this.store.readStream(stream, from);
    } catch (cause) {
      throw new OutcomeUnknown('what was appended could not be read back', { cause });
    }
  }

  /** Once an outcome is unknown, only success or another event in its place decides it. */
  private async repeated<T>(attempt: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let unknown: OutcomeUnknown | undefined;
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 2_000)) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof OutcomeUnknown) unknown = error;
        else if (unknown === undefined || !(error instanceof StoreUnavailable)) throw error;
        if (error instanceof StoreStopped || performance.now() - began + waitMs > this.repeatForMs) throw unknown;
      }
      await setTimeout(waitMs);
    }
  }

  /** A chain that went on from a head which is not the log's own would be broken for ever. */
  private async refuseForeignHead({ stream, head }: AppendInput): Promise<void> {
    if (head === null) return;
    const own = await this.headAt(stream, head.revision, this.heads);
    if (own !== null && (own.hash !== head.hash || own.recordedAt !== head.recordedAt))
      throw new RangeError(`the head given for ${stream} is not the one in the log`);
  }

  /** One stream's events, from the one after `before` on. */
  private chained(recorded: readonly RecordedEvent[], before: StreamHead | null, heads: Heads): readonly Verified[] {
    let head = before;
    return recorded.map((event) => {
      const found = verified(event, head, this.kek);
      head = headAfter(found.envelope);
      heads.set(event.stream, head);
      return found;
    });
  }

  /** Many streams' events, each verified against the one before it in its stream. */
  private async openedAcross(recorded: readonly RecordedEvent[], heads: Heads): Promise<readonly LoggedEvent[]> {
    const events: Verified[] = [];
    for (const event of recorded) {
      const before = event.revision === 0 ? null : await this.headAt(event.stream, event.revision - 1, heads);
      if (before === null && event.revision > 0)
        throw new BrokenLog(event.stream, event.revision, event.position, 'the event before it is missing');
      events.push(...this.chained([event], before, heads));
    }
    return opened(events, this.keys, this.upcast);
  }

  private async headAt(stream: string, revision: number, heads: Heads): Promise<StreamHead | null> {
    const known = heads.get(stream);
    if (known?.revision === revision) return known;
    const recorded = (await this.store.readStream(stream, revision))[0];
    return recorded?.revision === revision ? headAfter(envelopeOf(recorded)) : null;
  }
}

const expectedAfter = (head: StreamHead | null): ExpectedRevision => head?.revision ?? 'no-stream';

/** The events in the slots have our ids, so they are this command's; asked for something else, it is another command. */
function refuseOtherCommand({ stream, head, command }: AppendInput, events: readonly LoggedEvent[]): void {
  const last = events.at(-1);
  if (last !== undefined && events.some((event) => event.command.commandHash !== command.commandHash))
    throw new WrongRevision(stream, expectedAfter(head), last.revision);
}
