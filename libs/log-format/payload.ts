import { isAscii } from 'node:buffer';
import { canonicalJson, inNfc, isPlainObject } from './canonical-json';
import { Encryption, Envelope } from './envelope';
import { CannotUnseal, nonceBytes, seal, unseal } from './cipher';
import { Random } from './random';

/** Where a payload stands in the log. A seal is bound to it: moved to another event, it does not open. */
export type Place = Pick<Envelope, 'streamId' | 'revision' | 'eventId'>;

/** What is to be sealed: plain JSON, and what identifies persons by their ids. */
export interface Unsealed {
  readonly data: object;
  readonly persons: Readonly<Record<string, object>>;
}

/** A key of 32 bytes under the id by which sealed values name it. */
export interface SealingKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** STORAGE FORMAT: its canonical JSON is an event's data, sealed or in the clear.
 *  A payload opened, but for what identifies persons: that is sealed once more, under each person's own key. */
export interface Payload {
  readonly data: object;
  readonly persons: Readonly<Record<string, SealedPerson>>;
}

/** STORAGE FORMAT, within a payload. */
export interface SealedPerson {
  readonly kid: string;
  /** 12 bytes, base64url. */
  readonly nonce: string;
  /** Ciphertext and tag, base64url. */
  readonly sealed: string;
}

/** Arrays and objects within each other, in the data of a fact and in what is said of a person. */
const maxDepth = 16;

interface Sealing {
  readonly place: Place;
  readonly key: SealingKey;
  readonly keyOfPerson: (personId: string) => SealingKey;
  readonly random: Random;
}

/** Ciphertext and tag, and how they were made. Text is written in NFC.
 *  @throws NotCanonical when the fact is not plain JSON with whole numbers, at most 16 deep. */
export function sealPayload(
  fact: Unsealed,
  { place, key, keyOfPerson, random }: Sealing,
): { readonly data: Buffer; readonly enc: Encryption } {
  const persons: Record<string, SealedPerson> = {};
  for (const [personId, value] of Object.entries(fact.persons)) {
    const personKey = keyOfPerson(personId);
    const nonce = random.bytes(nonceBytes);
    const sealed = seal(jsonBytes(value, maxDepth), personKey.key, nonce, placeOfPerson(place, personId));
    persons[personId] = { kid: personKey.kid, nonce: base64url(nonce), sealed: base64url(sealed) };
  }
  const nonce = random.bytes(nonceBytes);
  const data = seal(jsonBytes({ data: fact.data, persons }, maxDepth + 1), key.key, nonce, placeOf(place));
  return { data, enc: { alg: 'A256GCM', kid: key.kid, nonce: base64url(nonce), aadv: 1 } };
}

/** What says nothing of anybody stands in the clear. @throws NotCanonical; RangeError where it names persons */
export function plainPayload(fact: Unsealed): { readonly data: Buffer; readonly enc: null } {
  if (Object.keys(fact.persons).length > 0) throw new RangeError('what is said of persons may not stand in the clear');
  return { data: jsonBytes({ data: fact.data, persons: {} }, maxDepth + 1), enc: null };
}

/** `key`: the data key that the envelope names. @throws CannotUnseal */
export function openPayload(data: Buffer, place: Place, enc: Encryption, key: Buffer): Payload {
  return payloadIn(unseal(data, key, Buffer.from(enc.nonce, 'base64url'), placeOf(place)));
}

/** @throws CannotUnseal */
export function payloadIn(plain: Buffer): Payload {
  const payload = parsed(plain);
  if (!isPayload(payload)) throw new CannotUnseal('what was recorded is no payload');
  return payload;
}

/** @throws CannotUnseal */
export function openPerson(person: SealedPerson, place: Place, personId: string, key: Buffer): object {
  const nonce = Buffer.from(person.nonce, 'base64url');
  const plain = unseal(Buffer.from(person.sealed, 'base64url'), key, nonce, placeOfPerson(place, personId));
  const value: unknown = JSON.parse(plain.toString('utf8'));
  if (typeof value !== 'object' || value === null)
    throw new CannotUnseal('what was sealed is no description of a person');
  return value;
}

const base64url = (value: Buffer): string => value.toString('base64url');
const jsonBytes = (value: unknown, depth: number): Buffer => Buffer.from(canonicalJson(inNfc(value), depth), 'utf8');

/** STORAGE FORMAT: what a payload is bound to, under `aadv` 1. */
const placeOf = ({ streamId, revision, eventId }: Place): string =>
  `["cw-data-1",${canonicalJson(streamId, 0)},${String(revision)},"${eventId}"]`;

/** STORAGE FORMAT: what a person's value is bound to, under `aadv` 1. */
const placeOfPerson = ({ streamId, revision, eventId }: Place, personId: string): string =>
  `["cw-person-1",${canonicalJson(streamId, 0)},${String(revision)},"${eventId}",${canonicalJson(personId, 0)}]`;

/** UTF-8. */
const textOf = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

function parsed(plain: Buffer): unknown {
  try {
    return JSON.parse(textOf(plain));
  } catch (cause) {
    throw new CannotUnseal('what was recorded is no JSON', { cause });
  }
}

function isPayload(value: unknown): value is Payload {
  if (!isPlainObject(value)) return false;
  const { data, persons } = value;
  if (typeof data !== 'object' || data === null || !isPlainObject(persons)) return false;
  return Object.values(persons).every(isSealedPerson);
}

function isSealedPerson(value: unknown): value is SealedPerson {
  if (!isPlainObject(value)) return false;
  const { kid, nonce, sealed } = value;
  return typeof kid === 'string' && typeof nonce === 'string' && typeof sealed === 'string';
}
