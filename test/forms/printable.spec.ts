import { isPrintable } from '@sigill/domain';
import { settable, typefaces, unprintable } from '../../libs/adapters/forms/typefaces';

/** Unassigned code points and halves of surrogate pairs included. */
const everyCharacter = Array.from({ length: 0x110000 }, (_, codePoint) => String.fromCodePoint(codePoint));

describe('a text that a body may hold for the form', () => {
  it('can be set in both typefaces, whatever characters it has', () => {
    const faces = Object.values(typefaces());
    const allowed = everyCharacter.filter(isPrintable);
    const missing = allowed.filter((character) => !faces.every((face) => sets(character, face)));
    expect(missing).toEqual([]);
    expect(allowed.length).toBeGreaterThan(1400);
  });

  it.each([
    'Karin Vik',
    'Åsa Öst-Ærø',
    "Zoë O'Dea",
    'Łukasz Żak',
    'Γιώργος',
    'Дмитрий',
    'RS 2026-01234 §4',
    '½ € “x” – …',
  ])('may be %s', (text) => {
    expect(isPrintable(text)).toBe(true);
  });

  it.each(['张伟', '😀', 'محمد', 'שלום', 'Karin\nVik', 'Karin\u200dVik', 'a\u00adb', '\ud800', '\ufeffx'])(
    'may not be %j',
    (text) => {
      expect(isPrintable(text)).toBe(false);
    },
  );
});

const sets = (character: string, face: Parameters<typeof settable>[1]): boolean =>
  character === unprintable || !settable(character, face).includes(unprintable);
