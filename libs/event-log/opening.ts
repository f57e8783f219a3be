import { Fault, linkFaults, sealFaults } from './chain';
import { BadEnvelope, Envelope, parseEnvelope } from './envelope';
import { RecordedEvent } from './event-store';
import { DataKeys, KeyDestroyed } from './keys/data-keys';
import { CannotUnseal, KeyEncryptionKey } from './keys/key-encryption-key';
import { LoggedEvent, StreamHead } from './logged-event';
import { openPayload, openPerson, Payload } from './payload';
import { Upcast, VersionedData } from './upcast';

/** The log is not what was written, or cannot be read by this program. Names the place. Reading stops: an event is never
 *  skipped. */
export class BrokenLog extends Error {
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly position: number,
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(`${stream}, revision ${String(revision)}, position ${String(position)}: ${what}`, options);
    this.name = 'BrokenLog';
  }
}

/** An event whose envelope and links have been verified; its payload is still sealed. */
export interface Verified {
  readonly recorded: RecordedEvent;
  readonly envelope: Envelope;
}

/** @throws BrokenLog for the first fault of the event itself or of its link to the one before it in the stream. */
export function verified(recorded: RecordedEvent, before: StreamHead | null, kek: KeyEncryptionKey): Verified {
  const envelope = envelopeOf(recorded);
  const fault = firstOf(sealFaults(envelope, recorded, kek)) ?? firstOf(linkFaults(envelope, before));
  if (fault !== undefined) throw broken(recorded, fault.what);
  return { recorded, envelope };
}

/** Opens payloads, asking for all their keys at once: first the events' own, then the persons' within.
 *  @throws BrokenLog; KeyDestroyed when an event's own key has been destroyed. */
export async function opened(
  events: readonly Verified[],
  keys: DataKeys,
  upcast: Upcast,
): Promise<readonly LoggedEvent[]> {
  const ownKeys = await keys.byKid(new Set(events.map(({ envelope }) => envelope.enc.kid)));
  const payloads = events.map((event) => payloadOf(event, ownKeys.get(event.envelope.enc.kid)));
  const kids = payloads.flatMap(({ persons }) => Object.values(persons).map(({ kid }) => kid));
  const personKeys = await keys.byKid(new Set(kids));
  return events.map((event, index) => {
    const payload = payloads[index];
    if (payload === undefined) throw new Error('as many payloads as events');
    return logged(event, payload, personKeys, upcast);
  });
}

/** @throws BrokenLog */
export function payloadOf({ recorded, envelope }: Verified, key: Buffer | 'destroyed' | undefined): Payload {
  if (key === undefined) throw broken(recorded, `the key store has no key ${envelope.enc.kid}`);
  if (key === 'destroyed') throw new KeyDestroyed(`the key of ${recorded.stream} has been destroyed`);
  try {
    return openPayload(recorded.data, envelope, key);
  } catch (error) {
    throw error instanceof CannotUnseal ? broken(recorded, error.message, error) : error;
  }
}

/** @throws BrokenLog */
export function personsOf(
  { recorded, envelope }: Verified,
  { persons }: Payload,
  keys: ReadonlyMap<string, Buffer | 'destroyed'>,
): { readonly persons: Readonly<Record<string, object>>; readonly erased: readonly string[] } {
  const readable: Record<string, object> = {};
  const erased: string[] = [];
  for (const [personId, person] of Object.entries(persons)) {
    const key = keys.get(person.kid);
    if (key === undefined || key === 'destroyed') erased.push(personId);
    else
      try {
        readable[personId] = openPerson(person, envelope, personId, key);
      } catch (error) {
        throw error instanceof CannotUnseal ? broken(recorded, error.message, error) : error;
      }
  }
  return { persons: readable, erased };
}

/** @throws BrokenLog */
export function envelopeOf(recorded: RecordedEvent): Envelope {
  try {
    return parseEnvelope(recorded.metadata);
  } catch (error) {
    throw error instanceof BadEnvelope ? broken(recorded, error.message) : error;
  }
}

function logged(
  event: Verified,
  payload: Payload,
  personKeys: ReadonlyMap<string, Buffer | 'destroyed'>,
  upcast: Upcast,
): LoggedEvent {
  const { recorded, envelope } = event;
  const { type, schemaVersion, data } = today(event, payload.data, upcast);
  return {
    ...personsOf(event, payload, personKeys),
    type,
    schemaVersion,
    data,
    occurredAt: envelope.occurredAt,
    stream: recorded.stream,
    revision: recorded.revision,
    position: recorded.position,
    eventId: envelope.eventId,
    caseId: envelope.caseId,
    command: {
      commandId: envelope.commandId,
      commandHash: envelope.commandHash,
      correlationId: envelope.$correlationId,
      causationId: envelope.$causationId,
      actor: envelope.actor,
      recordedAt: envelope.recordedAt,
      legalGround: envelope.legalGround,
      purpose: envelope.purpose,
    },
    recordedAt: envelope.recordedAt,
    hash: envelope.hash,
  };
}

function today({ recorded, envelope }: Verified, data: object, upcast: Upcast): VersionedData {
  const { type, schemaVersion } = envelope;
  try {
    return upcast({ type, schemaVersion, data });
  } catch (cause) {
    throw broken(recorded, `${type} of version ${String(schemaVersion)} cannot be brought to today's shape`, cause);
  }
}

function broken({ stream, revision, position }: RecordedEvent, what: string, cause?: unknown): BrokenLog {
  return new BrokenLog(stream, revision, position, what, { cause });
}

const firstOf = (faults: readonly Fault[]): Fault | undefined => faults[0];
