import {
  AppStamp,
  caseGenesisHash,
  caseHeadAfter,
  dataHashOf,
  Envelope,
  EnvelopeActor,
  envelopeByPattern,
  eventIdOf,
  genesisHash,
  headAfter,
  isInstant,
  misshapenField,
  Place,
  plainPayload,
  Random,
  sealedEnvelope,
  SealedEnvelope,
  sealPayload,
} from '@sigill/log-format';
import { StoreEvent } from './event-store';
import { StreamHeads } from './heads';
import { DataKey, personOwner } from './keys/data-keys';
import { KeyEncryptionKey } from './keys/key-encryption-key';
import { CasePart, CommandStamp, Fact } from './logged-event';

/** What one command adds to one stream. */
export interface AppendInput {
  /** Where the stream and its cases stand, as the log gave it. */
  readonly heads: StreamHeads;
  readonly parts: readonly CasePart[];
  readonly command: CommandStamp;
}

export interface Recorder {
  readonly kek: KeyEncryptionKey;
  readonly app: AppStamp;
  readonly random: Random;
}

/** The events as the store is to keep them, and where the stream stands after them. */
export interface Recording {
  readonly events: readonly StoreEvent[];
  readonly heads: StreamHeads;
}

/** Envelope and data of one event together, in bytes. */
const maxEventBytes = 262_144;

/** Everyone whose key the facts need. */
export function ownersOf({ parts }: AppendInput): readonly string[] {
  const owners = parts.flatMap(({ keyOwner, facts }) => [
    ...(keyOwner === null ? [] : [keyOwner]),
    ...facts.flatMap(({ persons }) => Object.keys(persons).map(personOwner)),
  ]);
  return [...new Set(owners)];
}

/** The events chained to the stream's head and each to its case's. Called once per try at a head: these very bytes are
 *  what every repetition appends. @throws RangeError (NotCanonical among them): an event that may not be written. */
export function recording(
  { heads: before, parts, command }: AppendInput,
  keys: ReadonlyMap<string, DataKey>,
  recorder: Recorder,
): Recording {
  const at = { ...command, recordedAt: after(command.recordedAt, before.head?.recordedAt) };
  const events: StoreEvent[] = [];
  const cases = new Map(before.cases);
  let { head } = before;
  for (const part of parts)
    for (const fact of part.facts) {
      const heads = { stream: before.stream, head, cases };
      const next = { fact, part, heads, index: events.length, command: at };
      const { event, envelope } = recordOne(next, (owner) => keyAmong(keys, owner), recorder);
      events.push(event);
      head = headAfter(envelope);
      cases.set(part.caseId, caseHeadAfter(envelope));
    }
  return { events, heads: { stream: before.stream, head, cases } };
}

interface Next {
  readonly fact: Fact;
  readonly part: CasePart;
  readonly heads: StreamHeads;
  /** Within the command. */
  readonly index: number;
  readonly command: CommandStamp;
}

function recordOne(
  { fact, part, heads, index, command }: Next,
  keyOf: (owner: string) => DataKey,
  { kek, app, random }: Recorder,
): { readonly event: StoreEvent; readonly envelope: Envelope } {
  const { caseId, keyOwner, legalGround } = part;
  const { revision, ...links } = linksAfter(heads, caseId);
  const place: Place = { streamId: heads.stream, revision, eventId: eventIdOf(command.commandId, index) };
  const { data, enc } =
    keyOwner === null
      ? plainPayload(fact)
      : sealPayload(fact, { place, key: keyOf(keyOwner), keyOfPerson: (id) => keyOf(personOwner(id)), random });
  const sealed = sealedEnvelope(
    {
      specVersion: 1,
      ...place,
      type: fact.type,
      schemaVersion: fact.schemaVersion,
      caseId,
      commandId: command.commandId,
      commandHash: command.commandHash,
      keyId: command.keyId,
      $correlationId: command.correlationId,
      $causationId: command.causationId,
      occurredAt: fact.occurredAt,
      recordedAt: command.recordedAt,
      actor: actorOf(part.actor),
      legalGround: legalGround && { code: legalGround.code, version: legalGround.version },
      purpose: command.purpose,
      app: { version: app.version, instance: app.instance },
      enc,
      dataHash: dataHashOf(data),
      ...links,
    },
    kek,
  );
  return { event: stored(sealed, data), envelope: sealed.envelope };
}

/** The place of the next event of the case, and what it is chained to. */
function linksAfter({ stream, head, cases }: StreamHeads, caseId: string) {
  const caseHead = cases.get(caseId);
  return {
    revision: (head?.revision ?? -1) + 1,
    prevHash: head?.hash ?? genesisHash(stream),
    caseRevision: (caseHead?.revision ?? -1) + 1,
    casePrevHash: caseHead?.hash ?? caseGenesisHash(caseId),
  };
}

function stored({ envelope, text }: SealedEnvelope, data: Buffer): StoreEvent {
  const misshapen = envelopeByPattern(text) === null ? misshapenField({ ...envelope }) : null;
  if (misshapen !== null) throw new RangeError(`an event may not be written with this ${misshapen}`);
  const metadata = Buffer.from(text, 'utf8');
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
function actorOf({ sub, kind, role, unitId, onBehalfOf }: EnvelopeActor): EnvelopeActor {
  return { sub, kind, role, unitId, onBehalfOf };
}

/** At least a millisecond after what was recorded before. */
function after(now: string, before: string | undefined): string {
  if (before === undefined || before < now || !isInstant(now)) return now;
  return new Date(Date.parse(before) + 1).toISOString();
}
