import {
  AppStamp,
  CaseHead,
  caseHeadAfter,
  Envelope,
  headAfter,
  Random,
  StreamHead,
  SystemRandom,
} from '@sigill/log-format';
import { setImmediate } from 'node:timers/promises';
import { EventStore, OutcomeUnknown, Position, RecordedEvent, WrappedKey, WrongRevision } from './event-store';
import { beginningOf, expectedAfter, headsAfter, StreamHeads } from './heads';
import { DataKeys } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { LoggedEvent } from './logged-event';
import { Lru } from './lru';
import { Before, BrokenLog, envelopeOf, opened, Verified, verified } from './opening';
import { AppendInput, ownersOf, Recording, recording } from './recording';
import { repeatedWhileUnknown } from './repeating';
import { asRecorded, Upcast } from './upcast';
import { WentBackGuard } from './went-back';

export interface EventLogOptions {
  /** What the events say of who wrote them. */
  readonly app: AppStamp;
  readonly upcast?: Upcast;
  readonly random?: Random;
  /** How long an append of unknown outcome is repeated before OutcomeUnknown; 30 s unless told. */
  readonly repeatForMs?: number;
}

/** Where an append left the stream. `position`: of the last event; `recordedAt`: of the events */
export interface AppendedFacts {
  readonly heads: StreamHeads;
  readonly position: Position;
  readonly recordedAt: string;
}

/** A stream, or what was added to it. */
export interface ReadStream {
  /** Oldest first. */
  readonly events: readonly LoggedEvent[];
  /** Where it stands after them: what the next append must name. */
  readonly heads: StreamHeads;
}

/** Streams whose last verified event is remembered while the whole log is read, and that event's place in the chain. */
const remembered = 10_000;
type Trails = Lru<string, StreamHead>;

/** Events that are read, verified and opened at a time; between two slices others run. */
const sliceLength = 200;

/** The log as the program sees it: facts in, events out; sealed, chained and verified on the way. */
export class EventLog {
  private readonly own = new WeakSet<StreamHeads>();
  private readonly guard = new WentBackGuard();
  private readonly inPassing: Trails = new Lru(remembered);
  private readonly app: AppStamp;
  private readonly upcast: Upcast;
  private readonly random: Random;
  private readonly repeatForMs: number;

  constructor(
    private readonly store: EventStore,
    private readonly keys: DataKeys,
    private readonly kek: KeyEncryptionKey,
    options: EventLogOptions,
  ) {
    this.app = options.app;
    this.upcast = options.upcast ?? asRecorded;
    this.random = options.random ?? new SystemRandom();
    this.repeatForMs = options.repeatForMs ?? 30_000;
  }

  /** All facts or none, after the heads that this log gave for the stream. The same command appended again at the same
   *  heads answers with what stands in the log. An append of unknown outcome is repeated, byte for byte, for a while.
   *  @throws WrongRevision (another event stands there: read and decide anew), StoreUnavailable (nothing was written),
   *  OutcomeUnknown (ask again with the same command id), RangeError (facts that may not be written, heads that are not
   *  this log's), KeyDestroyed, BrokenLog */
  async append(input: AppendInput): Promise<AppendedFacts> {
    if (input.parts.every(({ facts }) => facts.length === 0)) throw new RangeError('nothing to append');
    if (!this.own.has(input.heads)) throw new RangeError(`the heads given for ${input.heads.stream} are not the log's`);
    for (;;) {
      const { keys, unwritten } = await this.keys.forWriting(ownersOf(input));
      const made = recording(input, keys, { kek: this.kek, app: this.app, random: this.random });
      const appended = await repeatedWhileUnknown(() => this.appendOnce(input, made, unwritten), this.repeatForMs);
      if (appended !== null) return appended;
    }
  }

  /** The heads of a stream that has no event yet. */
  beginning(stream: string): StreamHeads {
    return this.ours(beginningOf(stream));
  }

  /** The stream from the heads on, or whole. @throws BrokenLog, KeyDestroyed; RangeError: heads that are not this log's */
  async read(stream: string, from: StreamHeads = this.beginning(stream)): Promise<ReadStream> {
    if (!this.own.has(from) || from.stream !== stream)
      throw new RangeError(`the heads given for ${stream} are not its own`);
    const events: LoggedEvent[] = [];
    for (let heads = from; ; await setImmediate()) {
      const slice = await this.store.readStream(stream, (heads.head?.revision ?? -1) + 1, sliceLength);
      const found = this.chained(slice, heads);
      events.push(...(await opened(found, this.keys, this.upcast)));
      if (found.length > 0)
        heads = headsAfter(
          heads,
          found.map(({ envelope }) => envelope),
        );
      if (slice.length < sliceLength) return { events, heads: heads === from ? from : this.ours(heads) };
    }
  }

  /** One case's events, by their revisions in the stream, oldest first: proved by the case's own chain.
   *  @throws BrokenLog, KeyDestroyed */
  async readCase(stream: string, revisions: readonly number[]): Promise<readonly LoggedEvent[]> {
    const recorded = (
      await Promise.all(revisions.map((revision) => this.store.readStream(stream, revision, 1)))
    ).flat();
    if (recorded.length < revisions.length)
      throw new BrokenLog(
        { stream, revision: revisions[recorded.length] ?? 0, position: 0 },
        'an event of the case is missing',
      );
    let inCase: CaseHead | null = null;
    const events = recorded.map((event) => {
      const before: Before = { inStream: undefined, inCase };
      const next = verified(event, () => before, this.kek);
      inCase = caseHeadAfter(next.envelope);
      return next;
    });
    return opened(events, this.keys, this.upcast);
  }

  /** Events with position > after, in log order, at most `limit`. @throws BrokenLog, KeyDestroyed */
  async readAll(after: Position, limit: number): Promise<readonly LoggedEvent[]> {
    return this.openedAcross(await this.store.readAll(after, limit), this.inPassing);
  }

  /** The last events with position <= upTo, in log order, at most `limit`. @throws BrokenLog, KeyDestroyed */
  async readUpTo(upTo: Position, limit: number): Promise<readonly LoggedEvent[]> {
    return this.openedAcross(await this.store.readUpTo(upTo, limit), this.inPassing);
  }

  /** Every event after the position, then every new one, until the signal aborts. @throws BrokenLog, KeyDestroyed */
  async *follow(after: Position, signal: AbortSignal): AsyncGenerator<readonly LoggedEvent[]> {
    const trails: Trails = new Lru(remembered);
    for await (const batch of this.store.follow(after, signal)) yield await this.openedAcross(batch, trails);
  }

  /** Position of the newest event; 0 when there is none. */
  head(): Promise<Position> {
    return this.store.head();
  }

  /** Null: a key is another than it was recorded with. */
  private async appendOnce(
    input: AppendInput,
    { events, heads }: Recording,
    keys: readonly WrappedKey[],
  ): Promise<AppendedFacts | null> {
    const { heads: from } = input;
    const appended = await this.guard.over(() => this.store.append(from.stream, expectedAfter(from), events, keys));
    if ('keyTaken' in appended) return this.keys.taken(appended.keyTaken).then(() => null);
    this.keys.written(keys);
    if (!appended.fresh) return this.standing(input, events.length);
    return appendedAt(this.ours(heads), appended.position);
  }

  /** What stands in the slots of a command that was appended before: its ids are ours, so it is this command; asked for
   *  something else, or with fewer facts, it is another. */
  private async standing({ heads, command }: AppendInput, count: number): Promise<AppendedFacts> {
    const { stream } = heads;
    const expected = expectedAfter(heads);
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const recorded = await this.readBack(stream, first, count + 1);
    if (recorded.length < count) throw new OutcomeUnknown('what was appended cannot be read yet');
    const found = this.chained(recorded, heads);
    const ours = found.slice(0, count);
    const last = ours.at(-1);
    const goesOn = found[count]?.envelope.commandId === command.commandId;
    if (last === undefined || goesOn || ours.some(({ envelope }) => envelope.commandHash !== command.commandHash))
      throw new WrongRevision(stream, expected, recorded.at(-1)?.revision ?? first);
    const after = headsAfter(
      heads,
      ours.map(({ envelope }) => envelope),
    );
    return appendedAt(this.ours(after), last.recorded.position);
  }

  /** The append has succeeded: not being able to read it makes nothing undone. */
  private async readBack(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    try {
      return await this.store.readStream(stream, from, limit);
    } catch (cause) {
      throw new OutcomeUnknown('what was appended could not be read back', { cause });
    }
  }

  private ours(heads: StreamHeads): StreamHeads {
    this.own.add(heads);
    return heads;
  }

  /** One stream's events, from the one after the heads on: each is the next of its stream and the next of its case. */
  private chained(recorded: readonly RecordedEvent[], heads: StreamHeads): readonly Verified[] {
    let inStream = heads.head;
    const newer = new Map<string, CaseHead>();
    const before = ({ caseId }: Envelope): Before => ({
      inStream,
      inCase: newer.get(caseId) ?? heads.cases.get(caseId) ?? null,
    });
    return recorded.map((event) => {
      const found = verified(event, before, this.kek);
      inStream = headAfter(found.envelope);
      newer.set(found.envelope.caseId, caseHeadAfter(found.envelope));
      return found;
    });
  }

  /** Many streams' events, each verified against the one before it in its stream. (verifyLog proves the cases' chains.) */
  private async openedAcross(recorded: readonly RecordedEvent[], trails: Trails): Promise<readonly LoggedEvent[]> {
    const events: Verified[] = [];
    for (const event of recorded) {
      const inStream = event.revision === 0 ? null : await this.headAt(event, trails);
      const found = verified(event, () => ({ inStream, inCase: undefined }), this.kek);
      trails.set(event.stream, headAfter(found.envelope));
      events.push(found);
    }
    return opened(events, this.keys, this.upcast);
  }

  /** Where the event's stream stood before it. @throws BrokenLog */
  private async headAt({ stream, revision, position }: RecordedEvent, trails: Trails): Promise<StreamHead> {
    const known = trails.get(stream);
    if (known?.revision === revision - 1) return known;
    const before = (await this.store.readStream(stream, revision - 1, 1))[0];
    if (before?.revision !== revision - 1)
      throw new BrokenLog({ stream, revision, position }, 'the event before it is missing');
    return headAfter(envelopeOf(before).envelope);
  }
}

function appendedAt(heads: StreamHeads, position: Position): AppendedFacts {
  if (heads.head === null) throw new Error('a stream that was appended to has a head');
  return { heads, position, recordedAt: heads.head.recordedAt };
}
