import { caseFaults, Envelope, eventIdOf, Fault, linkFaults, Payload, sealFaults } from '@sigill/log-format';
import { EventStore, Position, RecordedEvent } from './event-store';
import { DataKeys, KeyDestroyed, KeysByKid } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { BrokenLog, envelopeOf, kidsOf, payloadOf, personKidsOf, personsOf, Verified } from './opening';
import { beginningOfTrail, caseBefore, goOn, indexInCommand, passOver, Trail } from './trail';
import { UuidSet } from './uuid-set';

/** Something in the log that cannot be, and where. `readable`: the store could not give the events after the position. */
export interface Problem {
  readonly invariant: Fault['invariant'] | 'readable';
  readonly stream: string | null;
  readonly revision: number | null;
  readonly position: Position;
  readonly what: string;
}

export interface VerifiedLog {
  readonly events: number;
  readonly streams: number;
  /** Position of the last event read. */
  readonly head: Position;
  /** In log order, the first `maxProblems` of them. */
  readonly problems: readonly Problem[];
}

export interface VerifyOptions {
  /** `contiguous`: 1, 2, 3 and so on, as SQLite gives them (the default); `rising`: as EventStoreDB does. */
  readonly positions?: 'contiguous' | 'rising';
  /** 1,000 unless told. */
  readonly maxProblems?: number;
  /** Whether payloads are opened, too (I-26): they are, unless told to leave them `sealed`. */
  readonly payloads?: 'opened' | 'sealed';
  readonly onProgress?: (events: number) => void;
}

const pageLength = 1_000;

/** Reads the whole log once and checks what must hold of it whatever it says: I-01 to I-04, I-06 to I-08, and, unless
 *  they are left sealed, that each payload opens in its place (I-26). A destroyed key is no problem: what it sealed is
 *  passed over.
 *  Keeps one head per stream and 16 bytes per id in memory. */
export async function verifyLog(
  store: Pick<EventStore, 'readAll'>,
  keys: DataKeys,
  kek: KeyEncryptionKey,
  options: VerifyOptions = {},
): Promise<VerifiedLog> {
  const verifier = new Verifier(kek, options);
  for (;;) {
    let page: readonly RecordedEvent[];
    try {
      page = await store.readAll(verifier.head, pageLength);
    } catch (error) {
      verifier.unreadable(error);
      return verifier.result();
    }
    if (page.length === 0) return verifier.result();
    await verifier.verify(page, keys);
    options.onProgress?.(verifier.events);
  }
}

class Verifier {
  head: Position = 0;
  events = 0;
  private readonly trails = new Map<string, Trail>();
  private readonly eventIds = new UuidSet();
  private readonly commandIds = new UuidSet();
  private readonly problems: Problem[] = [];

  constructor(
    private readonly kek: KeyEncryptionKey,
    private readonly options: VerifyOptions,
  ) {}

  async verify(page: readonly RecordedEvent[], keys: DataKeys): Promise<void> {
    const readable: Verified[] = [];
    for (const recorded of page) {
      const envelope = this.outside(recorded);
      if (envelope !== null) readable.push({ recorded, envelope });
    }
    if (this.options.payloads !== 'sealed') await this.open(readable, keys);
  }

  unreadable(error: unknown): void {
    const what = `the events after it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    this.report({ invariant: 'readable', stream: null, revision: null, position: this.head, what });
  }

  result(): VerifiedLog {
    const problems = this.problems.slice().sort((a, b) => a.position - b.position);
    return { events: this.events, streams: this.trails.size, head: this.head, problems };
  }

  /** Everything that can be said without opening the event. Null when there is no reading its envelope. */
  private outside(event: RecordedEvent): Envelope | null {
    const trail = this.trailOf(event.stream);
    this.place(event, trail);
    const read = this.attempt(event, () => envelopeOf(event), 'I-06');
    if (read === null) {
      passOver(trail);
      return null;
    }
    const { envelope } = read;
    this.faults(event, sealFaults(read, event, this.kek));
    if (trail.head !== 'unreadable') this.faults(event, linkFaults(envelope, trail.head).filter(isNoRepetition));
    const inCase = caseBefore(trail, envelope);
    if (inCase !== undefined) this.faults(event, caseFaults(envelope, inCase));
    this.times(event, envelope, trail);
    goOn(trail, envelope, this.command(event, envelope, trail));
    return envelope;
  }

  private trailOf(stream: string): Trail {
    const known = this.trails.get(stream);
    if (known !== undefined) return known;
    const trail = beginningOfTrail();
    this.trails.set(stream, trail);
    return trail;
  }

  /** I-01 and I-02 and the uniqueness of I-03, by what the store says. */
  private place(event: RecordedEvent, trail: Trail): void {
    const { position, revision, id } = event;
    const contiguous = (this.options.positions ?? 'contiguous') === 'contiguous';
    if (contiguous ? position !== this.head + 1 : position <= this.head)
      this.fault(event, 'I-02', `position ${String(position)} after ${String(this.head)}`);
    const due = trail.revision + 1;
    if (revision !== due) this.fault(event, 'I-01', `revision ${String(revision)} where ${String(due)} is due`);
    if (!this.eventIds.add(id)) this.fault(event, 'I-03', 'its id stands in the log already');
    this.head = Math.max(this.head, position);
    this.events += 1;
    trail.revision = revision;
  }

  /** I-08, beyond what the link tells. */
  private times(event: RecordedEvent, { commandId, occurredAt, recordedAt }: Envelope, before: Trail): void {
    const { head } = before;
    const isAfter = head !== null && head !== 'unreadable';
    if (isAfter && (head.recordedAt === recordedAt) !== (before.commandId === commandId))
      this.fault(event, 'I-08', 'recordedAt is the same within a command, and rises from one to the next');
    if (Date.parse(occurredAt) > Date.parse(recordedAt) + 300_000)
      this.fault(event, 'I-08', 'it happened more than 5 minutes after it was recorded (occurredAt)');
  }

  /** I-03 and I-04: a command is one block of one stream, its events numbered from 0 in their ids.
   *  @returns the event's number within it */
  private command(event: RecordedEvent, envelope: Envelope, trail: Trail): number {
    const { commandId, commandHash } = envelope;
    const goesOn = trail.commandId === commandId;
    const index = indexInCommand(trail, envelope);
    if (goesOn && trail.commandHash !== commandHash) this.fault(event, 'I-04', 'one command with two hashes');
    if (!goesOn && !this.commandIds.add(commandId) && trail.head !== 'unreadable')
      this.fault(event, 'I-04', 'its command stands elsewhere in the log already');
    if (envelope.eventId !== eventIdOf(commandId, index))
      this.fault(event, 'I-03', `its id is not that of event ${String(index)} of its command`);
    return index;
  }

  /** I-26 */
  private async open(events: readonly Verified[], keys: DataKeys): Promise<void> {
    const ownKeys = await keys.byKid(kidsOf(events));
    const opened = events.flatMap((event) => {
      const payload = this.attempt(event.recorded, () => payloadUnlessDestroyed(event, ownKeys));
      return payload === null ? [] : [{ event, payload }];
    });
    const personKeys = await keys.byKid(personKidsOf(opened.map(({ payload }) => payload)));
    for (const { event, payload } of opened) this.attempt(event.recorded, () => personsOf(event, payload, personKeys));
  }

  private attempt<T>(event: RecordedEvent, work: () => T, invariant: Fault['invariant'] = 'I-26'): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      this.fault(event, invariant, error.what);
      return null;
    }
  }

  private faults(event: RecordedEvent, faults: readonly Fault[]): void {
    for (const { invariant, what } of faults) this.fault(event, invariant, what);
  }

  private fault({ stream, revision, position }: RecordedEvent, invariant: Fault['invariant'], what: string): void {
    this.report({ invariant, stream, revision, position, what });
  }

  private report(problem: Problem): void {
    if (this.problems.length < (this.options.maxProblems ?? 1_000)) this.problems.push(problem);
  }
}

/** Revisions have been judged by the store's own numbers, and the envelope's against those. */
const isNoRepetition = ({ invariant }: Fault): boolean => invariant !== 'I-01';

/** @throws BrokenLog */
function payloadUnlessDestroyed(event: Verified, keys: KeysByKid): Payload | null {
  try {
    return payloadOf(event, keys);
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}
