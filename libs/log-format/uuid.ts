import { hash } from 'node:crypto';

/** RFC 9562 version 5, lower case. `namespace` is a UUID. */
export function uuidV5(namespace: string, name: string): string {
  const space = namespace.replaceAll('-', '');
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  if (space.length !== 32 || bytes.write(space, 'hex') !== 16) throw new RangeError('the namespace is not a UUID');
  bytes.write(name, 16);
  return uuidOf(hash('sha1', bytes, 'hex'), 5);
}

/** The first 16 bytes as a UUID of the version; version and variant overwrite 6 of the bits. */
export function uuidFrom(bytes: Buffer, version: 4 | 5 | 8): string {
  if (bytes.length < 16) throw new RangeError('a UUID takes 16 bytes');
  return uuidOf(bytes.toString('hex', 0, 16), version);
}

/** STORAGE FORMAT. The id of a command's event: the same at every retry and on every store. `index` counts from 0 within the command. */
export function eventIdOf(commandId: string, index: number): string {
  return uuidV5(commandId, String(index));
}

/** Lower case, any version. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** `hex`: 32 digits or more. */
function uuidOf(hex: string, version: 4 | 5 | 8): string {
  const variant = (Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8;
  const [third, fourth] = [`${String(version)}${hex.slice(13, 16)}`, `${variant.toString(16)}${hex.slice(17, 20)}`];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${third}-${fourth}-${hex.slice(20, 32)}`;
}
