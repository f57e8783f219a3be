import { createHash } from 'node:crypto';

/** RFC 9562 version 5, lower case. `namespace` is a UUID. */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (space.length !== 16) throw new RangeError('the namespace is not a UUID');
  return uuidFrom(createHash('sha1').update(space).update(name, 'utf8').digest(), 5);
}

/** The first 16 bytes as a UUID of the version; version and variant overwrite 6 of the bits. */
export function uuidFrom(bytes: Buffer, version: 4 | 5 | 8): string {
  const octets = Buffer.from(bytes.subarray(0, 16));
  if (octets.length !== 16) throw new RangeError('a UUID takes 16 bytes');
  octets[6] = (octets.readUInt8(6) & 0x0f) | (version << 4);
  octets[8] = (octets.readUInt8(8) & 0x3f) | 0x80;
  const hex = octets.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of a command's event: the same at every retry and on every store. `index` counts from 0 within the command. */
export function eventIdOf(commandId: string, index: number): string {
  return uuidV5(commandId, String(index));
}

/** Lower case, any version. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
