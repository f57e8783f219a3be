import { dataHashOf, genesisHash, headAfter, sealedEnvelope } from './chain';
import { AppStamp, Envelope, envelopeJson, misshapenField } from './envelope';
import { StoreEvent } from './event-store';
import { DataKey, personOwner } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { CommandStamp, Fact, StreamHead } from './logged-event';
import { sealPayload } from './payload';
import { Random } from './random';
import { eventIdOf } from './uuid-v5';

/** What one command adds to one stream. */
export interface AppendInput {
  readonly stream: string;
  readonly caseId: string;
  /** Whose data key seals the payloads: `request:<uuid>`. */
  readonly keyOwner: string;
  /** Where the stream stands, as the log gave it; null when it does not exist. */
  readonly head: StreamHead | null;
  readonly facts: readonly Fact[];
  readonly command: CommandStamp;
}

export interface Recorder {
  readonly kek: KeyEncryptionKey;
  readonly app: AppStamp;
  readonly random: Random;
}

/** Envelope and data of one event together, in bytes. */
const maxEventBytes = 262_144;

/** Everyone whose key the facts need. */
export function ownersOf({ keyOwner, facts }: AppendInput): readonly string[] {
  return [keyOwner, ...facts.flatMap(({ persons }) => Object.keys(persons).map(personOwner))];
}

/** The events as the store is to keep them, chained to the stream's head. Called once per command: these very bytes are
 *  what every try appends. @throws RangeError (NotCanonical among them): an event that may not be written. */
export function recording(
  input: AppendInput,
  keys: ReadonlyMap<string, DataKey>,
  recorder: Recorder,
): readonly StoreEvent[] {
  let head = input.head;
  return input.facts.map((fact, index) => {
    const { event, envelope } = recordOne(input, { fact, index, head }, keys, recorder);
    head = headAfter(envelope);
    return event;
  });
}

interface Next {
  readonly fact: Fact;
  readonly index: number;
  readonly head: StreamHead | null;
}

function recordOne(
  input: AppendInput,
  { fact, index, head }: Next,
  keys: ReadonlyMap<string, DataKey>,
  { kek, app, random }: Recorder,
): { readonly event: StoreEvent; readonly envelope: Envelope } {
  const { command } = input;
  const place = {
    streamId: input.stream,
    revision: (head?.revision ?? -1) + 1,
    eventId: eventIdOf(command.commandId, index),
  };
  const keyOf = (owner: string): DataKey => keyAmong(keys, owner);
  const { data, enc } = sealPayload(fact, place, keyOf(input.keyOwner), (id) => keyOf(personOwner(id)), random);
  const envelope = sealedEnvelope(
    {
      specVersion: 1,
      ...place,
      type: fact.type,
      schemaVersion: fact.schemaVersion,
      caseId: input.caseId,
      commandId: command.commandId,
      commandHash: command.commandHash,
      $correlationId: command.correlationId,
      $causationId: command.causationId,
      occurredAt: fact.occurredAt,
      recordedAt: later(command.recordedAt, head?.recordedAt),
      actor: actorOf(command),
      legalGround: command.legalGround && { code: command.legalGround.code, version: command.legalGround.version },
      purpose: command.purpose,
      app: { version: app.version, instance: app.instance },
      enc,
      dataHash: dataHashOf(data),
      prevHash: head?.hash ?? genesisHash(input.stream),
    },
    kek,
  );
  return { event: stored(envelope, data), envelope };
}

function stored(envelope: Envelope, data: Buffer): StoreEvent {
  const misshapen = misshapenField({ ...envelope });
  if (misshapen !== null) throw new RangeError(`an event may not be written with this ${misshapen}`);
  const metadata = Buffer.from(envelopeJson(envelope), 'utf8');
  const bytes = metadata.length + data.length;
  if (bytes > maxEventBytes)
    throw new RangeError(`an event of ${String(bytes)} bytes, the limit is ${String(maxEventBytes)}`);
  return { id: envelope.eventId, type: envelope.type, data, metadata };
}

function keyAmong(keys: ReadonlyMap<string, DataKey>, owner: string): DataKey {
  const key = keys.get(owner);
  if (key === undefined) throw new Error(`the key store gave no key for ${owner}`);
  return key;
}

/** Only the fields of the envelope, whatever else the object carries. */
function actorOf({ actor }: CommandStamp): CommandStamp['actor'] {
  const { sub, kind, role, unitId, onBehalfOf } = actor;
  return { sub, kind, role, unitId, onBehalfOf };
}

const later = (now: string, before: string | undefined): string =>
  before !== undefined && before > now ? before : now;
