import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Typeface } from './typeface';

export type Face = 'regular' | 'bold';

/** The two faces of DejaVu Sans, parsed once: parsing is seven eighths of the time that a form takes.
 *  fontkit keeps each glyph with the text that first asked for it, and pdfkit writes that text into the form,
 *  so what earlier forms left behind is forgotten here: a form's bytes depend on its content alone. */
export function typefaces(): Readonly<Record<Face, Typeface>> {
  loaded ??= { regular: load('DejaVuSans.ttf'), bold: load('DejaVuSans-Bold.ttf') };
  loaded.regular._glyphs = {};
  loaded.bold._glyphs = {};
  return loaded;
}

/** Stands for every character that the form cannot show right. */
export const unprintable = '□';

/** The text as it is set: NFC, without invisible break marks, and with a box in the place of what the face lacks, of control
 *  characters and of letters written from right to left. A protection never waits for a typeface. */
export function settable(text: string, face: Typeface): string {
  const set = text.normalize('NFC').replace(invisible, '');
  return Array.from(set, (character) => (isShown(character, face) ? character : unprintable)).join('');
}

/** Every character of the text is shown as it is, in both faces. */
export function isPrintedWhole(text: string): boolean {
  const set = text.normalize('NFC').replace(invisible, '');
  return Object.values(typefaces()).every((face) => settable(set, face) === set);
}

const isShown = (character: string, face: Typeface): boolean =>
  !boxed.test(character) && face.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);

let loaded: Record<Face, Typeface> | undefined;

const invisible = /[\u00AD\u200B\u2060\uFEFF]/gu;
/** The line breaker knows one direction only; a control character or half a surrogate pair would be set as a box. */
const boxed = /[\p{C}\p{Zl}\p{Zp}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u;

interface Fontkit {
  create(bytes: Buffer): Partial<Typeface>;
}

function load(file: string): Typeface {
  const require = createRequire(__filename);
  const fontkit: Fontkit = require('fontkit');
  const font = fontkit.create(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`)));
  if (!isTypeface(font)) throw new Error(`fontkit made something else than a font of ${file}`);
  return font;
}

function isTypeface(font: Partial<Typeface>): font is Typeface {
  return (
    typeof font.hasGlyphForCodePoint === 'function' &&
    typeof font.layout === 'function' &&
    typeof font._glyphs === 'object'
  );
}
