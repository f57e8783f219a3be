import { caseFaults, Fault, headAfter, linkFaults, sealFaults } from './chain';
import { Envelope } from './envelope';
import { EventStore, Position, RecordedEvent } from './event-store';
import { caseHeadAfter } from './heads';
import { DataKeys } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { CaseHead, StreamHead } from './logged-event';
import { BrokenLog, envelopeOf, payloadOf, personsOf } from './opening';
import { UuidSet } from './uuid-set';
import { eventIdOf } from './uuid-v5';

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
  readonly onProgress?: (events: number) => void;
}

const pageLength = 1_000;

/** Reads the whole log once and checks what must hold of it whatever it says: I-01 to I-04, I-06 to I-08, and that each
 *  payload opens in its place (I-26). A destroyed key is no problem: what it sealed is passed over.
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

/** What is remembered of a stream. */
interface Trail {
  /** Null after an event whose envelope could not be read: then the next one's link cannot be judged. */
  readonly head: StreamHead | null;
  readonly revision: number;
  readonly commandId: string;
  readonly commandHash: string;
  /** Of the event within its command. */
  readonly index: number;
}

class Verifier {
  head: Position = 0;
  events = 0;
  private readonly trails = new Map<string, Trail>();
  /** Null: something of the case could not be read, so that its next link cannot be judged. */
  private readonly cases = new Map<string, CaseHead | null>();
  /** Streams in which something could not be read: whose case it was of nobody knows. */
  private readonly blurred = new Set<string>();
  private readonly eventIds = new UuidSet();
  private readonly commandIds = new UuidSet();
  private readonly problems: Problem[] = [];

  constructor(
    private readonly kek: KeyEncryptionKey,
    private readonly options: VerifyOptions,
  ) {}

  async verify(page: readonly RecordedEvent[], keys: DataKeys): Promise<void> {
    const envelopes = page.map((event) => this.outside(event));
    const ownKeys = await keys.byKid(new Set(envelopes.flatMap((envelope) => envelope?.enc?.kid ?? [])));
    const sealed = page.flatMap((recorded, index) => {
      const envelope = envelopes[index];
      const payload = envelope && this.payload({ recorded, envelope }, ownKeys);
      return envelope && payload ? [{ recorded, envelope, payload }] : [];
    });
    const kids = sealed.flatMap(({ payload }) => Object.values(payload.persons).map(({ kid }) => kid));
    const personKeys = await keys.byKid(new Set(kids));
    for (const event of sealed) this.attempt(event.recorded, () => personsOf(event, event.payload, personKeys));
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
    this.place(event);
    const before = this.trails.get(event.stream);
    const envelope = this.attempt(event, () => envelopeOf(event), 'I-06');
    if (envelope === null) {
      this.trails.set(event.stream, { ...unknownCommand, ...before, head: null, revision: event.revision });
      this.blurred.add(event.stream);
      for (const name of this.cases.keys()) if (name.startsWith(`${event.stream} `)) this.cases.set(name, null);
      return null;
    }
    this.faults(event, sealFaults(envelope, event, this.kek));
    if (before?.head !== null) this.faults(event, linkFaults(envelope, before?.head ?? null).filter(isNoRepetition));
    this.case(event, envelope);
    this.times(event, envelope, before);
    const trail = this.command(event, envelope, before);
    this.trails.set(event.stream, { ...trail, head: headAfter(envelope), revision: event.revision });
    return envelope;
  }

  /** I-08, beyond what the link tells. */
  private times(
    event: RecordedEvent,
    { commandId, occurredAt, recordedAt }: Envelope,
    before: Trail | undefined,
  ): void {
    const sameTime = before?.head?.recordedAt === recordedAt;
    const sameCommand = before?.commandId === commandId;
    if (before?.head && sameTime !== sameCommand)
      this.fault(event, 'I-08', 'recordedAt is the same within a command, and rises from one to the next');
    if (Date.parse(occurredAt) > Date.parse(recordedAt) + 300_000)
      this.fault(event, 'I-08', 'it happened more than 5 minutes after it was recorded (occurredAt)');
  }

  /** I-01 and I-02 and the uniqueness of I-03, by what the store says. */
  private place(event: RecordedEvent): void {
    const { position, revision, stream, id } = event;
    const contiguous = (this.options.positions ?? 'contiguous') === 'contiguous';
    if (contiguous ? position !== this.head + 1 : position <= this.head)
      this.fault(event, 'I-02', `position ${String(position)} after ${String(this.head)}`);
    const due = (this.trails.get(stream)?.revision ?? -1) + 1;
    if (revision !== due) this.fault(event, 'I-01', `revision ${String(revision)} where ${String(due)} is due`);
    if (!this.eventIds.add(id)) this.fault(event, 'I-03', 'its id stands in the log already');
    this.head = Math.max(this.head, position);
    this.events += 1;
  }

  /** I-01 and I-06 once more, of the case by itself. After an event of the stream that could not be read nobody knows
   *  which case it was of: each goes on from what comes next. */
  private case(event: RecordedEvent, envelope: Envelope): void {
    const name = `${event.stream} ${envelope.caseId}`;
    const known = this.cases.get(name) ?? (this.blurred.has(event.stream) ? null : undefined);
    if (known !== null) this.faults(event, caseFaults(envelope, known ?? null));
    this.cases.set(name, caseHeadAfter(envelope));
  }

  /** I-03 and I-04: a command is one block of one stream, its events numbered from 0 in their ids. */
  private command(
    event: RecordedEvent,
    envelope: Envelope,
    before: Trail | undefined,
  ): Omit<Trail, 'head' | 'revision'> {
    const { commandId, commandHash } = envelope;
    const goesOn = before?.commandId === commandId;
    const index = goesOn ? before.index + 1 : before?.head === null ? indexWithin(envelope) : 0;
    if (goesOn && before.commandHash !== commandHash) this.fault(event, 'I-04', 'one command with two hashes');
    if (!goesOn && !this.commandIds.add(commandId) && before?.head !== null)
      this.fault(event, 'I-04', 'its command stands elsewhere in the log already');
    if (envelope.eventId !== eventIdOf(commandId, index))
      this.fault(event, 'I-03', `its id is not that of event ${String(index)} of its command`);
    return { commandId, commandHash, index };
  }

  private payload(
    event: { recorded: RecordedEvent; envelope: Envelope },
    keys: ReadonlyMap<string, Buffer | 'destroyed'>,
  ) {
    const { enc } = event.envelope;
    if (enc !== null && keys.get(enc.kid) === 'destroyed') return null;
    return this.attempt(event.recorded, () => payloadOf(event, keys));
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

/** What an event's id says of its place in its command: the only witness after an event that could not be read. */
function indexWithin({ commandId, eventId }: Envelope): number {
  let index = 0;
  while (index < 100 && eventIdOf(commandId, index) !== eventId) index += 1;
  return index;
}

const unknownCommand = { commandId: '', commandHash: '', index: -1 };
