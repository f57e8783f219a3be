import { inNfc, NotCanonical } from '@sigill/log-format';
import { canonicalJson, eventIdOf, uuidV5 } from '@sigill/event-log';
import fc from 'fast-check';

describe('canonical JSON', () => {
  it('writes members by UTF-16 code units, as RFC 8785 shows', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ud83d\ude02': 3, '1': 4, '\u0080': 5, '\u00f6': 6 };
    expect(canonicalJson(value, 1)).toBe('{"\\r":2,"1":4,"\u0080":5,"\u00f6":6,"\u20ac":1,"\ud83d\ude02":3}');
  });

  it('escapes only what must be escaped', () => {
    expect(canonicalJson('\u0000\b\t\n\f\r"\\/\u007f\u2028å', 0)).toBe('"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\u007f\u2028å"');
  });

  it('leaves out what is undefined and writes no minus before nought', () => {
    expect(canonicalJson({ b: [true, null, -0, -1], a: undefined }, 2)).toBe('{"b":[true,null,0,-1]}');
  });

  it.each<readonly [string, unknown, string]>([
    ['a fraction', { a: [1, 1.5] }, '/a/1: not a whole number within 2^53-1'],
    ['a number that is too great', 2 ** 53, '/: not a whole number within 2^53-1'],
    ['no number at all', { a: Number.NaN }, '/a: not a whole number within 2^53-1'],
    ['half a character', { a: 'x\ud800' }, '/a: text with half a character'],
    ['text that is not in NFC', { a: 'A\u030a' }, '/a: text not in NFC'],
    ['a key that is not in NFC', { 'A\u030a': 1 }, '/: text not in NFC'],
    ['more levels than allowed', { a: { b: { c: 1 } } }, '/a/b: nested too deep'],
    ['a date', { a: new Date(0) }, '/a: not plain JSON'],
    ['a big integer', { a: 1n }, '/a: not plain JSON'],
    ['nothing in an array', [undefined], '/0: not plain JSON'],
    ['bytes', { a: Buffer.alloc(1) }, '/a: not plain JSON'],
  ])('refuses %s and names the place', (_, value, said) => {
    expect(() => canonicalJson(value, 2)).toThrow(NotCanonical);
    expect(() => canonicalJson(value, 2)).toThrow(said);
  });

  it('takes text of any kind once it has been brought to NFC, and no key of it touches a prototype', () => {
    const value: unknown = JSON.parse('{"A\u030a":["e\u0301"],"__proto__":{"x":1}}');
    expect(canonicalJson(inNfc(value), 2)).toBe('{"__proto__":{"x":1},"Å":["é"]}');
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('is that of the text in NFC, whatever text it was', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('e\u0301', '\u212b', 'A\u030a', 'Å', 'plain'));
    const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc
          .array(fc.tuple(text, tie('value')), { maxLength: 4 })
          .map((members) => Object.fromEntries(members) as unknown),
      ),
    }));
    fc.assert(
      fc.property(json, (value) => {
        const written = canonicalJson(inNfc(value), 8);
        expect(written).toBe(written.normalize('NFC'));
        expect(canonicalJson(JSON.parse(written), 8)).toBe(written);
        expect(inNfc(JSON.parse(written))).toEqual(JSON.parse(written));
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value).normalize('NFC')));
      }),
    );
  });
});

describe('a UUID by name', () => {
  it('is that of RFC 9562', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('differs with the index of the event', () => {
    const id = 'c0000000-0000-4000-8000-000000000001';
    expect(eventIdOf(id, 1)).toBe(uuidV5(id, '1'));
    expect(eventIdOf(id, 0)).not.toBe(eventIdOf(id, 1));
  });

  it('needs a UUID to begin from', () => {
    expect(() => uuidV5('first', '1')).toThrow('the namespace is not a UUID');
  });
});
