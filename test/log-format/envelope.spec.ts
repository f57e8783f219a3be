import {
  BadEnvelope,
  canonicalEnvelopeIn,
  Envelope,
  envelopeByPattern,
  envelopeIn,
  envelopeJson,
  misshapenField,
  parseEnvelope,
  sealedEnvelope,
} from '@sigill/log-format';
import { canonicalJson } from '@sigill/event-log';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { kek } from '../event-log/samples';

const golden = (
  JSON.parse(readFileSync(resolve('test/golden/envelope.v1.json'), 'utf8')) as { events: { metadata: string }[] }
).events.map(({ metadata }) => metadata);

const letters = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const digest = letters('abcXYZ019-_', 43);
const shortDigest = letters('abcXYZ019-_', 16);
const uuid = fc.uuid();
const plainText = fc.string({ unit: fc.constantFrom(...'ab Z09-._:/{}[],~'), minLength: 1, maxLength: 40 });
const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    'a "quoted" word',
    'back\\slash',
    'Åsa Öberg',
    '\u007f',
    '\u0000',
    '😀',
    '","type":"',
    'x'.repeat(500),
  ),
);
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER));
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const moment = fc.oneof(
  instant,
  fc.constantFrom('2026-11-22T10:00Z', '2026-11-22T10:00:00+01:00', '2026-02-28T23:59:59.123456789-03:30'),
);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const envelopesWith = (text: fc.Arbitrary<string>): fc.Arbitrary<Envelope> =>
  fc.record({
    specVersion: fc.constant(1 as const),
    eventId: uuid,
    type: letters('abcXYZ', 9).map((name) => `T${name}`),
    schemaVersion: count.map((n) => Math.max(n, 1)),
    streamId: text,
    revision: count,
    caseId: uuid,
    caseRevision: count,
    commandId: uuid,
    commandHash: digest,
    keyId: orNull(uuid),
    $correlationId: uuid,
    $causationId: uuid,
    occurredAt: moment,
    recordedAt: instant,
    actor: fc.record({
      sub: text,
      kind: fc.constantFrom('user' as const, 'worker' as const, 'system' as const),
      role: text,
      unitId: orNull(text),
      onBehalfOf: orNull(text),
    }),
    legalGround: orNull(fc.record({ code: text, version: count.map((n) => Math.max(n, 1)) })),
    purpose: text,
    app: fc.record({ version: text, instance: text }),
    enc: orNull(
      fc.record({ alg: fc.constant('A256GCM' as const), kid: uuid, nonce: shortDigest, aadv: fc.constant(1 as const) }),
    ),
    dataHash: digest,
    prevHash: digest,
    casePrevHash: digest,
    hash: digest,
    mac: digest,
    macKid: shortDigest,
  });
const envelopes = fc.oneof(envelopesWith(anyText), envelopesWith(plainText));

/** What an envelope is by the book: its JSON, of the shape, and written anew the same. */
function byTheBook(text: string): unknown {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return misshapenField(value) === null && canonicalJson(value, 8) === text ? value : null;
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return parseEnvelope(Buffer.from(text));
  } catch (error) {
    expect(error).toBeInstanceOf(BadEnvelope);
    return null;
  }
}

const without = (text: string, { hash, mac }: Envelope): string =>
  text.replace(`"hash":"${hash}",`, '').replace(`"mac":"${mac}",`, '');

describe('the text of an envelope', () => {
  it('is read by its pattern as it is by the book, and gives what the hash is over', () => {
    let byPattern = 0;
    fc.assert(
      fc.property(envelopes, (envelope) => {
        const written = envelopeJson(envelope);
        const read = envelopeByPattern(written);
        if (read !== null) byPattern += 1;
        for (const found of [read, envelopeIn(Buffer.from(written)), canonicalEnvelopeIn(Buffer.from(written))])
          if (found !== null) expect(found).toEqual({ envelope, hashed: without(written, envelope) });
      }),
      { numRuns: 400 },
    );
    expect(byPattern).toBeGreaterThan(100);
    expect(golden.map((metadata) => envelopeByPattern(metadata)?.envelope)).toEqual(
      golden.map((metadata) => JSON.parse(metadata) as unknown),
    );
  });

  it('is what sealing writes', () => {
    fc.assert(
      fc.property(envelopes, (envelope) => {
        const { hash, mac, macKid, ...unsealed } = envelope;
        const sealed = sealedEnvelope(unsealed, kek);
        expect([hash, mac, macKid]).not.toContain(sealed.envelope.hash);
        expect(sealed.text).toBe(envelopeJson(sealed.envelope));
        expect(canonicalEnvelopeIn(Buffer.from(sealed.text)).envelope).toEqual(sealed.envelope);
      }),
    );
  });

  const [first = ''] = golden;
  it.each([
    ['a space', first.replace('"app":', '"app": ')],
    ['a line at its end', `${first}\n`],
    ['an escape that is not needed', first.replace('"handler"', '"h\\u0061ndler"')],
    ['a slash that is escaped', first.replace('"direct-access"', '"direct\\/access"')],
    ['a number with a point', first.replace('"revision":0', '"revision":0.0')],
    ['a number with an exponent', first.replace('"schemaVersion":1', '"schemaVersion":1e0')],
    ['a number with a nought before it', first.replace('"schemaVersion":1', '"schemaVersion":01')],
    ['a minus before nought', first.replace('"revision":0', '"revision":-0')],
    ['a number that is too great', first.replace('"revision":0', '"revision":9007199254740993')],
    ['a member twice', first.replace('"macKid"', '"macKid":"GJnhS1k_fhlMZg3S","macKid"')],
    ['a member twice, the first of it misplaced', first.replace('{"$causationId"', '{"hash":"","$causationId"')],
    ['an unknown member', first.replace('"macKid"', '"macKey":1,"macKid"')],
    ['a member less', first.replace('"purpose":"direct-access",', '')],
    ['two members in another order', first.replace(/("purpose":"[^"]*"),("recordedAt":"[^"]*")/, '$2,$1')],
    ['members of an object in another order', first.replace(/("instance":"test"),("version":"0.1.0")/, '$2,$1')],
    ['a month that is none', first.replace('2026-11-22T09:59:58Z', '2026-13-22T09:59:58Z')],
    ['a day that is none', first.replace('2026-11-22T09:59:58Z', '2026-11-32T09:59:58Z')],
    ['text that is not in NFC', first.replace('"handler"', '"A\u030a"')],
    ['a text of 501 letters', first.replace('"handler"', `"${'x'.repeat(501)}"`)],
    ['a text of no letter', first.replace('"handler"', '""')],
    ['a byte order mark', `\ufeff${first}`],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(first);
    expect([byTheBook(changed), parsed(changed)]).toEqual([null, null]);
    expect([byTheBook(first), parsed(first)]).toEqual([JSON.parse(first), JSON.parse(first)]);
  });

  it('is refused or read as by the book, however it has been changed', () => {
    const pieces = ['"', '\\', ',', ':', '{', '}', '0', '1', 'e', '.', '-', ' ', 'a', 'Z', 'å', 'null', '\u0001'];
    const change = fc.record({
      at: fc.nat(),
      taken: fc.nat(3),
      put: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ maxLength: 3 })),
    });
    fc.assert(
      fc.property(fc.constantFrom(...golden), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        const changed = changes.reduce((now, { at, taken, put }) => {
          const from = at % now.length;
          return now.slice(0, from) + put + now.slice(from + taken);
        }, text);
        expect(parsed(changed)).toEqual(byTheBook(changed));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is refused with bytes that are no UTF-8', () => {
    const bytes = Buffer.from(first);
    const high = Buffer.from(bytes.map((byte, at) => (at === bytes.indexOf('handler') ? byte | 0x80 : byte)));
    expect(() => parseEnvelope(high)).toThrow(BadEnvelope);
  });
});
