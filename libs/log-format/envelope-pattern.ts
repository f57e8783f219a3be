import type { Envelope } from './envelope';

/** What an envelope's values look like in its text, by their kinds. A text of this pattern is plain ASCII without escapes:
 *  canonical JSON has many envelopes that are written otherwise, and none of this pattern that is not canonical. */
const uuid = '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"';
const digest = '"([\\w-]{43})"';
const shortDigest = '"([\\w-]{16})"';
const text = '"([ !#-\\[\\]-~]{1,500})"';
const count = '(0|[1-9]\\d{0,15})';
const version = '([1-9]\\d{0,15})';
const minute = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d';
const instant = `"(${minute}:[0-5]\\d\\.\\d{3}Z)"`;
const moment = `"(${minute}(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d))"`;
const orNull = (pattern: string): string => `(?:null|${pattern})`;
type Member = readonly [name: string, pattern: string];
const members = (...of: readonly Member[]): string =>
  of.map(([name, pattern]) => `"${name.replace('$', '\\$')}":${pattern}`).join(',');
const object = (...of: readonly Member[]): string => `\\{${members(...of)}\\}`;

const beforeHash = members(
  ['$causationId', uuid],
  ['$correlationId', uuid],
  [
    'actor',
    object(
      ['kind', '"(user|worker|system)"'],
      ['onBehalfOf', orNull(text)],
      ['role', text],
      ['sub', text],
      ['unitId', orNull(text)],
    ),
  ],
  ['app', object(['instance', text], ['version', text])],
  ['caseId', uuid],
  ['casePrevHash', digest],
  ['caseRevision', count],
  ['commandHash', digest],
  ['commandId', uuid],
  ['dataHash', digest],
  ['enc', orNull(object(['aadv', '1'], ['alg', '"A256GCM"'], ['kid', uuid], ['nonce', shortDigest]))],
  ['eventId', uuid],
);
const betweenHashAndMac = members(
  ['keyId', orNull(uuid)],
  ['legalGround', orNull(object(['code', text], ['version', version]))],
);
const afterMac = members(
  ['macKid', shortDigest],
  ['occurredAt', moment],
  ['prevHash', digest],
  ['purpose', text],
  ['recordedAt', instant],
  ['revision', count],
  ['schemaVersion', version],
  ['specVersion', '1'],
  ['streamId', text],
  ['type', '"([A-Z][A-Za-z]{2,60})"'],
);

/** STORAGE FORMAT, as ./envelope: every field of an envelope, in the order of its canonical form; in groups of their own what stands before the hash,
 *  between it and the mac, and after that. */
const pattern = new RegExp(
  `^(\\{${beforeHash},)"hash":${digest},(${betweenHashAndMac},)"mac":${digest},(${afterMac}\\})$`,
);

/** An envelope as it was read, and its text without its hash and its mac: what the hash is over. */
export interface ReadEnvelope {
  readonly envelope: Envelope;
  readonly hashed: string;
}

/** The envelope that the text is, if it is one of the pattern: then it is canonical, and of the shape of an envelope but
 *  for numbers beyond 2^53-1. Null says nothing but that the text is not of the pattern. */
export function envelopeByPattern(text: string): ReadEnvelope | null {
  const found: readonly (string | undefined)[] | null = pattern.exec(text);
  if (found === null) return null;
  const at = (index: number): string => found[index] ?? '';
  const orNullAt = (index: number): string | null => found[index] ?? null;
  const kid = orNullAt(17);
  const code = orNullAt(23);
  const envelope: Envelope = {
    $causationId: at(2),
    $correlationId: at(3),
    actor: { kind: kindOf(at(4)), onBehalfOf: orNullAt(5), role: at(6), sub: at(7), unitId: orNullAt(8) },
    app: { instance: at(9), version: at(10) },
    caseId: at(11),
    casePrevHash: at(12),
    caseRevision: Number(at(13)),
    commandHash: at(14),
    commandId: at(15),
    dataHash: at(16),
    enc: kid === null ? null : { aadv: 1, alg: 'A256GCM', kid, nonce: at(18) },
    eventId: at(19),
    hash: at(20),
    keyId: orNullAt(22),
    legalGround: code === null ? null : { code, version: Number(at(24)) },
    mac: at(25),
    macKid: at(27),
    occurredAt: at(28),
    prevHash: at(29),
    purpose: at(30),
    recordedAt: at(31),
    revision: Number(at(32)),
    schemaVersion: Number(at(33)),
    specVersion: 1,
    streamId: at(34),
    type: at(35),
  };
  return { envelope, hashed: at(1) + at(21) + at(26) };
}

const kindOf = (text: string): Envelope['actor']['kind'] => (text === 'user' || text === 'worker' ? text : 'system');
