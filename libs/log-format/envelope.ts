import { canonicalJson, isPlainObject } from './canonical-json';
import { isUuid } from './uuid';

/** How the data of an event is sealed: with which data key, from which nonce (base64url). `aadv` is the version of what the
 *  seal is bound to (./payload). */
export interface Encryption {
  readonly alg: 'A256GCM';
  readonly kid: string;
  readonly nonce: string;
  readonly aadv: 1;
}

/** Who acted, as the envelope keeps it in the clear: ids only, never a name. */
export interface EnvelopeActor {
  readonly sub: string;
  readonly kind: 'user' | 'worker' | 'system';
  readonly role: string;
  readonly unitId: string | null;
  readonly onBehalfOf: string | null;
}

/** What is known of an event without opening it: its metadata in the store, as canonical JSON.
 *  STORAGE FORMAT: written for ever, see test/golden/envelope.v1.json. Another field means another specVersion.
 *  All digests are SHA-256 in base64url. */
export interface Envelope {
  readonly specVersion: 1;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly streamId: string;
  readonly revision: number;
  readonly caseId: string;
  /** Number within the case's events of this stream, from 0, without holes. */
  readonly caseRevision: number;
  readonly commandId: string;
  readonly commandHash: string;
  /** Names the idempotency key, to nobody who does not know it; null where there was none. */
  readonly keyId: string | null;
  readonly $correlationId: string;
  readonly $causationId: string;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  /** RFC 3339 in UTC with milliseconds; rises from append to append of a stream, and is the same within one. */
  readonly recordedAt: string;
  readonly actor: EnvelopeActor;
  readonly legalGround: { readonly code: string; readonly version: number } | null;
  readonly purpose: string;
  readonly app: AppStamp;
  /** Null: the data stand in the clear. */
  readonly enc: Encryption | null;
  /** Of the data as stored. */
  readonly dataHash: string;
  /** The hash of the event before it in its stream; of the first: made of the stream's id. */
  readonly prevHash: string;
  /** The hash of the event before it in its case; of the first: made of the case's id. */
  readonly casePrevHash: string;
  readonly hash: string;
  readonly mac: string;
  readonly macKid: string;
}

/** Which program wrote the event. `instance` tells one process from another. */
export interface AppStamp {
  readonly version: string;
  readonly instance: string;
}

const maxDepth = 8;

/** RFC 8785. @throws NotCanonical */
export function envelopeJson(envelope: Partial<Envelope>): string {
  return canonicalJson(envelope, maxDepth);
}

/** What is wrong with an envelope before it is written, or null. */
export function misshapenField(envelope: Readonly<Record<string, unknown>>): string | null {
  for (const [field, fits] of Object.entries(shape)) if (!fits(envelope[field])) return field;
  const strange = Object.keys(envelope).find((key) => !Object.hasOwn(shape, key));
  return strange === undefined ? null : 'an unknown field';
}

/** RFC 3339 in UTC with milliseconds, so that text order is time order. */
export function isInstant(value: unknown): value is string {
  return isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

type Fits = (value: unknown) => boolean;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 500;
const isTextOrNull: Fits = (value) => value === null || isText(value);
const isId: Fits = (value) => isText(value) && isUuid(value);
const isCount =
  (from: number): Fits =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= from;
const isDigest: Fits = (value) => isText(value) && /^[\w-]{43}$/.test(value);
const isMoment: Fits = (value) =>
  isText(value) &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const matches =
  (pattern: RegExp): Fits =>
  (value) =>
    isText(value) && pattern.test(value);

const isOf =
  (fields: Readonly<Record<string, Fits>>): Fits =>
  (value) =>
    isPlainObject(value) &&
    Object.keys(value).length === Object.keys(fields).length &&
    Object.entries(fields).every(([field, fits]) => fits(value[field]));

const kinds: readonly unknown[] = ['user', 'worker', 'system'];
const isActor = isOf({
  sub: isText,
  kind: (value) => kinds.includes(value),
  role: isText,
  unitId: isTextOrNull,
  onBehalfOf: isTextOrNull,
});
const isEncryption = isOf({
  alg: (value) => value === 'A256GCM',
  kid: isId,
  nonce: matches(/^[\w-]{16}$/),
  aadv: (value) => value === 1,
});
const isGround = isOf({ code: isText, version: isCount(1) });

const shape = {
  specVersion: (value) => value === 1,
  eventId: isId,
  type: matches(/^[A-Z][A-Za-z]{2,60}$/),
  schemaVersion: isCount(1),
  streamId: isText,
  revision: isCount(0),
  caseId: isId,
  caseRevision: isCount(0),
  commandId: isId,
  commandHash: isDigest,
  keyId: (value) => value === null || isId(value),
  $correlationId: isId,
  $causationId: isId,
  occurredAt: isMoment,
  recordedAt: isInstant,
  actor: isActor,
  legalGround: (value) => value === null || isGround(value),
  purpose: isText,
  app: isOf({ version: isText, instance: isText }),
  enc: (value) => value === null || isEncryption(value),
  dataHash: isDigest,
  prevHash: isDigest,
  casePrevHash: isDigest,
  hash: isDigest,
  mac: isDigest,
  macKid: matches(/^[\w-]{16}$/),
} satisfies Record<keyof Envelope, Fits>;
