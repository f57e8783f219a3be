/** What people write (api.md 1, "Limits"). Lengths are in code points. */

/** NFC, without control characters but line breaks, bidirectional controls and halves of characters; at most four
 *  combining marks after a letter; at most `limit` code points. May be blank. */
export const isText = (text: string, limit: number): boolean =>
  isWithin(text, limit) && text === text.normalize('NFC') && !neverInText.test(text);

/** At most `limit` code points: what the rest of the rules is not even asked about. */
export const isWithin = (text: string, limit: number): boolean => codePointsOf(text, limit) <= limit;

/** A text with at least one letter or digit that can be seen. */
export const isWords = (text: string, limit: number): boolean => isText(text, limit) && visible.test(text);

/** Words on one line that the form can print. */
export const isLine = (text: string, limit: number): boolean => isWords(text, limit) && isPrintable(text);

/** Latin, Greek and Cyrillic letters, digits and signs: what the form's typefaces have, whole (test/forms/printable.spec.ts). */
export const isPrintable = (text: string): boolean => printable.test(text);

/** A name as a register or an issuer of tokens writes it: 1-200 characters of any script on one line, given back composed
 *  (NFC); otherwise null. */
export const parseName = (text: string): string | null => (name.test(text) ? text.normalize('NFC') : null);

const neverInText =
  /(?!\n)\p{Cc}|[\p{Cs}\p{Bidi_Control}\u2028\u2029]|\p{M}(?:\p{Default_Ignorable_Code_Point}*\p{M}){4}/u;
const visible = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;
const name = /^\P{C}{1,200}$/u;
const printable =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02af\u0300-\u034f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0525\u1e00-\u1efb\u2010-\u2027\u2030-\u205e\u20a0-\u20b5]*$/u;

/** Counted only where the text could be within the limit: a code point takes two units at most. */
const codePointsOf = (text: string, limit: number): number =>
  text.length <= limit || text.length > 2 * limit ? text.length : [...text].length;
