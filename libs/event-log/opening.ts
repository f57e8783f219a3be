import {
  BadEnvelope,
  CannotUnseal,
  canonicalEnvelopeIn,
  caseFaults,
  CaseHead,
  detached,
  Envelope,
  envelopeIn,
  Fault,
  linkFaults,
  openPayload,
  openPerson,
  Payload,
  payloadIn,
  ReadEnvelope,
  sealFaults,
  StreamHead,
} from '@sigill/log-format';
import { RecordedEvent } from './event-store';
import { DataKeys, KeyDestroyed, KeysByKid } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { LoggedEvent } from './logged-event';
import { Upcast, VersionedData } from './upcast';

/** The log is not what was written, or cannot be read by this program. Names the place. Reading stops: an event is never
 *  skipped. */
export class BrokenLog extends Error {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;

  constructor(
    { stream, revision, position }: Pick<RecordedEvent, 'stream' | 'revision' | 'position'>,
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(`${stream}, revision ${String(revision)}, position ${String(position)}: ${what}`, options);
    this.name = 'BrokenLog';
    this.stream = stream;
    this.revision = revision;
    this.position = position;
  }
}

/** An event of a type or a version that this program does not know: a newer one has written it. */
export class UnknownEvent extends BrokenLog {
  override name = 'UnknownEvent';
}

/** An event whose envelope and links have been verified; its payload is still sealed. */
export interface Verified {
  readonly recorded: RecordedEvent;
  readonly envelope: Envelope;
}

/** What an event must be chained to; null: it is the first. Undefined: not known here, and left to who knows. */
export interface Before {
  readonly inStream: StreamHead | null | undefined;
  readonly inCase: CaseHead | null | undefined;
}

/** @throws BrokenLog for the first fault of the event itself or of its link to those before it. */
export function verified(
  recorded: RecordedEvent,
  before: (envelope: Envelope) => Before,
  kek: KeyEncryptionKey,
): Verified {
  const read = readAs(recorded, envelopeIn);
  const { envelope } = read;
  const fault = firstOf(sealFaults(read, recorded, kek)) ?? linkFault(envelope, before(envelope));
  if (fault !== undefined) throw broken(recorded, fault.what);
  return { recorded, envelope };
}

function linkFault(envelope: Envelope, { inStream, inCase }: Before): Fault | undefined {
  const inItsStream = inStream === undefined ? undefined : firstOf(linkFaults(envelope, inStream));
  return inItsStream ?? (inCase === undefined ? undefined : firstOf(caseFaults(envelope, inCase)));
}

/** Opens payloads, asking for all their keys at once: first the events' own, then the persons' within. What identifies a
 *  person is opened when it is asked for.
 *  @throws BrokenLog; KeyDestroyed when an event's own key has been destroyed. */
export async function opened(
  events: readonly Verified[],
  keys: DataKeys,
  upcast: Upcast,
): Promise<readonly LoggedEvent[]> {
  const ownKeys = await keys.byKid(kidsOf(events));
  const payloads = events.map((event) => payloadOf(event, ownKeys));
  const personKeys = await keys.byKid(personKidsOf(payloads));
  return events.map((event, index) => {
    const payload = payloads[index];
    if (payload === undefined) throw new Error('as many payloads as events');
    return new OpenedEvent(event, payload, { keys: personKeys, upcast });
  });
}

/** @throws BrokenLog */
export function payloadOf({ recorded, envelope }: Verified, keys: KeysByKid): Payload {
  const { enc } = envelope;
  try {
    if (enc === null) return payloadIn(recorded.data);
    const key = keys.get(enc.kid);
    if (key === undefined) throw broken(recorded, `the key store has no key ${enc.kid}`);
    if (key === 'destroyed') throw new KeyDestroyed(`the key of ${recorded.stream} has been destroyed`);
    return openPayload(recorded.data, envelope, enc, key);
  } catch (error) {
    throw error instanceof CannotUnseal ? broken(recorded, error.message, error) : error;
  }
}

export interface Persons {
  readonly persons: Readonly<Record<string, object>>;
  readonly erased: readonly string[];
}

/** @throws BrokenLog */
export function personsOf({ recorded, envelope }: Verified, { persons }: Payload, keys: KeysByKid): Persons {
  const readable: Record<string, object> = {};
  const erased: string[] = [];
  try {
    for (const [personId, person] of Object.entries(persons)) {
      const key = keys.get(person.kid);
      if (key === undefined || key === 'destroyed') erased.push(personId);
      else readable[personId] = openPerson(person, envelope, personId, key);
    }
  } catch (error) {
    throw error instanceof CannotUnseal ? broken(recorded, error.message, error) : error;
  }
  return { persons: readable, erased };
}

/** The ids of the keys that payloads are sealed with; kept for as long as the keys are. */
export function kidsOf(events: readonly Verified[]): ReadonlySet<string> {
  const kids = new Set<string>();
  for (const { envelope } of events) if (envelope.enc !== null) kids.add(detached(envelope.enc.kid));
  return kids;
}

/** The ids of the keys that what identifies persons is sealed with. */
export function personKidsOf(payloads: readonly Payload[]): ReadonlySet<string> {
  const kids = new Set<string>();
  for (const { persons } of payloads) for (const personId in persons) kids.add(persons[personId]?.kid ?? '');
  return kids;
}

/** Judged whole, its canonical form too. @throws BrokenLog */
export const envelopeOf = (recorded: RecordedEvent): ReadEnvelope => readAs(recorded, canonicalEnvelopeIn);

/** An event as its reader gets it: the envelope's facts, the data in today's shape. What is often kept for long is detached from
 *  the envelope's text. */
class OpenedEvent implements LoggedEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly occurredAt: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly eventId: string;
  readonly caseId: string;
  readonly caseRevision: number;
  readonly actor: LoggedEvent['actor'];
  readonly legalGround: LoggedEvent['legalGround'];
  readonly command: LoggedEvent['command'];
  readonly recordedAt: string;
  readonly hash: string;
  readonly #persons: () => Persons;
  #open: Persons | undefined;

  constructor(
    event: Verified,
    payload: Payload,
    { keys, upcast }: { readonly keys: KeysByKid; readonly upcast: Upcast },
  ) {
    const { recorded, envelope } = event;
    const { type, schemaVersion, data } = today(event, payload.data, upcast);
    this.type = type;
    this.schemaVersion = schemaVersion;
    this.data = data;
    this.occurredAt = detached(envelope.occurredAt);
    this.stream = recorded.stream;
    this.revision = recorded.revision;
    this.position = recorded.position;
    this.eventId = detached(envelope.eventId);
    this.caseId = detached(envelope.caseId);
    this.caseRevision = envelope.caseRevision;
    this.actor = envelope.actor;
    this.legalGround = envelope.legalGround;
    this.command = stampIn(envelope);
    this.recordedAt = this.command.recordedAt;
    this.hash = detached(envelope.hash);
    this.#persons = () => personsOf(event, payload, keys);
  }

  get persons(): Persons['persons'] {
    return this.#opened().persons;
  }

  get erased(): Persons['erased'] {
    return this.#opened().erased;
  }

  #opened(): Persons {
    return (this.#open ??= this.#persons());
  }
}

const stampIn = (envelope: Envelope): LoggedEvent['command'] => ({
  commandId: detached(envelope.commandId),
  commandHash: detached(envelope.commandHash),
  keyId: envelope.keyId === null ? null : detached(envelope.keyId),
  correlationId: detached(envelope.$correlationId),
  causationId: detached(envelope.$causationId),
  recordedAt: detached(envelope.recordedAt),
  purpose: envelope.purpose,
});

function today({ recorded, envelope }: Verified, data: object, upcast: Upcast): VersionedData {
  const { type, schemaVersion } = envelope;
  try {
    return upcast({ stream: recorded.stream, type, schemaVersion, data });
  } catch (cause) {
    throw new UnknownEvent(recorded, `${type} of version ${String(schemaVersion)} cannot be brought to today's shape`, {
      cause,
    });
  }
}

function readAs(recorded: RecordedEvent, read: (metadata: Buffer) => ReadEnvelope): ReadEnvelope {
  try {
    return read(recorded.metadata);
  } catch (error) {
    throw error instanceof BadEnvelope ? broken(recorded, error.message) : error;
  }
}

function broken(recorded: RecordedEvent, what: string, cause?: unknown): BrokenLog {
  return new BrokenLog(recorded, what, { cause });
}

const firstOf = (faults: readonly Fault[]): Fault | undefined => faults[0];
