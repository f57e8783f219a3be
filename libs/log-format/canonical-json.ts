/** The value cannot be written in one way only. Names the place by JSON pointer, never the value. */
export class NotCanonical extends RangeError {
  constructor(
    readonly fault: string,
    readonly place = '',
  ) {
    super(`${place || '/'}: ${fault}`);
    this.name = 'NotCanonical';
  }
}

/** STORAGE FORMAT: what envelopes, payloads and what seals are bound to are written in, and hashed over.
 *  RFC 8785 (JCS), narrowed: whole numbers within 2^53-1, well-formed text in NFC, plain objects and arrays at most
 *  `maxDepth` deep (a scalar is 0). Properties that are undefined are left out, as JSON does.
 *  @throws NotCanonical for anything else. */
export function canonicalJson(value: unknown, maxDepth: number): string {
  return written(value, maxDepth);
}

/** The value with every text and key in NFC. What is no plain JSON comes back as it is, for canonicalJson to refuse; so does
 *  what is in NFC already. */
export function inNfc(value: unknown): unknown {
  if (typeof value === 'string') return nfc(value);
  if (Array.isArray(value)) return arrayInNfc(value);
  return isPlainObject(value) ? objectInNfc(value) : value;
}

const nfc = (text: string): string => (plainAscii.test(text) ? text : text.normalize('NFC'));

function arrayInNfc(items: readonly unknown[]): readonly unknown[] {
  const changed = items.map(inNfc);
  return changed.some((item, index) => item !== items[index]) ? changed : items;
}

function objectInNfc(value: Readonly<Record<string, unknown>>): unknown {
  let changed = false;
  const members = Object.keys(value).map((key): readonly [string, unknown] => {
    const member: readonly [string, unknown] = [nfc(key), inNfc(value[key])];
    changed ||= member[0] !== key || member[1] !== value[key];
    return member;
  });
  return changed ? Object.fromEntries(members) : value;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function written(value: unknown, depthLeft: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (depthLeft === 0) throw new NotCanonical('nested too deep');
  if (Array.isArray(value)) return `[${value.map((item, index) => within(String(index), item, depthLeft)).join()}]`;
  if (isPlainObject(value)) return members(value, depthLeft);
  throw new NotCanonical('not plain JSON');
}

function members(value: Readonly<Record<string, unknown>>, depthLeft: number): string {
  let text = '';
  for (const key of inOrder(Object.keys(value))) {
    const member = value[key];
    if (member === undefined) continue;
    if (text !== '') text += ',';
    text += quoted(key) + ':' + within(key, member, depthLeft);
  }
  return `{${text}}`;
}

function within(key: string, value: unknown, depthLeft: number): string {
  try {
    return written(value, depthLeft - 1);
  } catch (error) {
    throw error instanceof NotCanonical ? new NotCanonical(error.fault, `/${key}${error.place}`) : error;
  }
}

/** By UTF-16 code units. What was written by this file comes back sorted already. */
function inOrder(keys: string[]): readonly string[] {
  return keys.every((key, index) => index === 0 || String(keys[index - 1]) < key) ? keys : keys.sort();
}

/** What needs no escape, and is in NFC. */
const plainAscii = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function quoted(text: string): string {
  if (plainAscii.test(text)) return `"${text}"`;
  if (/[\ud800-\udfff]/u.test(text)) throw new NotCanonical('text with half a character');
  if (text.normalize('NFC') !== text) throw new NotCanonical('text not in NFC');
  return JSON.stringify(text);
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new NotCanonical('not a whole number within 2^53-1');
  return value === 0 ? '0' : String(value);
}
