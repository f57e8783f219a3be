import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret that lies somewhere in the clear. */
export interface Trace {
  readonly file: string;
  readonly secret: string;
}

/** Every file of a folder, whatever its kind, read as bytes. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return new Map(paths.map((path, index) => [path.slice(folder.length + 1), contents[index] as Buffer]));
}

/** Where any of the secrets stands, in any of the ways in which a text becomes bytes. */
export function tracesOf(secrets: readonly string[], files: ReadonlyMap<string, Buffer>): readonly Trace[] {
  return [...files].flatMap(([file, bytes]) =>
    secrets
      .filter((secret) => writings(secret).some((writing) => bytes.includes(writing)))
      .map((secret) => ({ file, secret })),
  );
}

function writings(secret: string): readonly Buffer[] {
  const inner = (encoded: string) => Buffer.from(encoded.replace(/=+$/, '').slice(0, -1));
  const shifted = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(before.length > 0 ? 4 : 0),
  );
  return [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'latin1'),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(secret, 'utf8').toString('hex'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...shifted.map(inner),
  ].map((one) => (typeof one === 'string' ? Buffer.from(one) : one));
}

/** The ways in which a personal number is written. */
export const numberWritings = (number: string): readonly string[] => [
  number,
  `${number.slice(0, 8)}-${number.slice(8)}`,
  number.slice(2),
  `${number.slice(2, 8)}-${number.slice(8)}`,
];
