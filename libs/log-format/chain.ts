import { hash as digestOf } from 'node:crypto';
import { Envelope, envelopeJson } from './envelope';
import { ReadEnvelope } from './envelope-pattern';

/** The newest event of a stream: what the next is chained to. */
export interface StreamHead {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/** The newest event of a case within its stream. `revision` counts the case's own events, from 0. */
export interface CaseHead {
  readonly revision: number;
  readonly hash: string;
}

/** An event's place, name and data as a store keeps them beside its envelope. */
export interface StoredEvent {
  readonly stream: string;
  /** Number within the stream, from 0. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Buffer;
}

/** The secret that seals the events' hashes. */
export interface SealKey {
  /** Names it, so that a later one can be told from it. */
  readonly macKid: string;
  /** HMAC-SHA-256 of a digest; both base64url. */
  macOf(hash: string): string;
}

/** Something that the log's own rules say cannot be. `invariant` is its number among them. */
export interface Fault {
  readonly invariant: 'I-01' | 'I-02' | 'I-03' | 'I-04' | 'I-06' | 'I-07' | 'I-08' | 'I-26';
  readonly what: string;
}

/** STORAGE FORMAT. The stream's id, bound in as the hash before its first event. */
export function genesisHash(streamId: string): string {
  return digestOf('sha256', `cw-genesis-1${streamId}`, 'base64url');
}

/** STORAGE FORMAT. The case's id, bound in as the hash before its first event. */
export function caseGenesisHash(caseId: string): string {
  return digestOf('sha256', `cw-case-genesis-1${caseId}`, 'base64url');
}

/** STORAGE FORMAT. Of the data as they are stored, sealed or in the clear. */
export function dataHashOf(data: Buffer): string {
  return digestOf('sha256', data, 'base64url');
}

export interface SealedEnvelope {
  readonly envelope: Envelope;
  /** Its canonical JSON. */
  readonly text: string;
}

/** The envelope with the hash over all of it and the seal over the hash. @throws NotCanonical */
export function sealedEnvelope(envelope: Omit<Envelope, 'hash' | 'mac' | 'macKid'>, key: SealKey): SealedEnvelope {
  const unsealed = { ...envelope, macKid: key.macKid };
  const text = envelopeJson(unsealed);
  const hash = hashOf(text);
  const mac = key.macOf(hash);
  return { envelope: { ...unsealed, hash, mac }, text: withMembers(text, { hash, mac }) };
}

/** Each in its canonical place, before the member that comes next. No other object of an envelope has members of these
 *  names, and in a text a quotation mark is escaped. */
const withMembers = (text: string, { hash, mac }: Pick<Envelope, 'hash' | 'mac'>): string =>
  text.replace('"keyId":', `"hash":"${hash}","keyId":`).replace('"macKid":', `"mac":"${mac}","macKid":`);

/** What is wrong with one event, looked at alone: its place, its data, its hash, its seal. `read` is what was read from
 *  the event's metadata. */
export function sealFaults({ envelope, hashed }: ReadEnvelope, event: StoredEvent, key: SealKey): readonly Fault[] {
  const faults: Fault[] = [];
  const { hash, mac } = envelope;
  const misplaced = misplacedFields(envelope, event);
  if (misplaced.length > 0)
    faults.push({ invariant: 'I-07', what: `the envelope and the store disagree on ${misplaced.join(', ')}` });
  if (envelope.dataHash !== dataHashOf(event.data))
    faults.push({ invariant: 'I-06', what: 'the data are not those that were recorded (dataHash)' });
  if (hash !== hashOf(hashed))
    faults.push({ invariant: 'I-06', what: 'the envelope is not the one that was recorded (hash)' });
  if (envelope.macKid !== key.macKid)
    faults.push({ invariant: 'I-06', what: `sealed with a key that is not known here (macKid ${envelope.macKid})` });
  else if (mac !== key.macOf(hash)) faults.push({ invariant: 'I-06', what: 'the seal does not fit the hash (mac)' });
  return faults;
}

/** What is wrong between an event and the one before it in its stream; null before the first. */
export function linkFaults(envelope: Envelope, before: StreamHead | null): readonly Fault[] {
  const fault = placeFault(envelope, before);
  const faults = fault === null ? [] : [fault];
  if (before === null || envelope.recordedAt >= before.recordedAt) return faults;
  return [...faults, { invariant: 'I-08', what: 'recorded before the event before it (recordedAt)' }];
}

function placeFault(envelope: Envelope, before: StreamHead | null): Fault | null {
  const [last, due] = before === null ? ['none', 0] : [String(before.revision), before.revision + 1];
  if (envelope.revision !== due)
    return { invariant: 'I-01', what: `revision ${String(envelope.revision)} after ${last}` };
  if (envelope.prevHash === (before?.hash ?? genesisHash(envelope.streamId))) return null;
  return { invariant: 'I-06', what: 'the event before it is not the one it was recorded after (prevHash)' };
}

/** What is wrong between an event and the one before it in its case; null before the first. */
export function caseFaults(envelope: Envelope, before: CaseHead | null): readonly Fault[] {
  const due = (before?.revision ?? -1) + 1;
  if (envelope.caseRevision !== due)
    return [{ invariant: 'I-01', what: `caseRevision ${String(envelope.caseRevision)} where ${String(due)} is due` }];
  if (envelope.casePrevHash === (before?.hash ?? caseGenesisHash(envelope.caseId))) return [];
  return [
    { invariant: 'I-06', what: 'the event before it in its case is not the one it was recorded after (casePrevHash)' },
  ];
}

/** What is remembered of an event in its stream. */
export function headAfter({ revision, hash, recordedAt }: StreamHead): StreamHead {
  return { revision, hash: detached(hash), recordedAt: detached(recordedAt) };
}

/** What is remembered of an event in its case. */
export function caseHeadAfter({ caseRevision, hash }: Envelope): CaseHead {
  return { revision: caseRevision, hash: detached(hash) };
}

/** STORAGE FORMAT. `unsealed`: an envelope's canonical text without hash and mac. */
function hashOf(unsealed: string): string {
  return digestOf('sha256', `cw-event-1\n${unsealed}`, 'base64url');
}

/** In memory of its own: a part of an envelope's text keeps the whole of it from being given back. */
export const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function misplacedFields(envelope: Envelope, { stream, revision, id, type }: StoredEvent): readonly string[] {
  if (
    envelope.streamId === stream &&
    envelope.revision === revision &&
    envelope.eventId === id &&
    envelope.type === type
  )
    return [];
  const stored = { streamId: stream, revision, eventId: id, type };
  return (['streamId', 'revision', 'eventId', 'type'] as const).filter((field) => envelope[field] !== stored[field]);
}
