import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint } from 'jose';

/** An ES256 key in the form of a JWK (RFC 7517); `kid` is its thumbprint. */
export interface PublicSigningKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  readonly kid: string;
}

export interface SigningKey extends PublicSigningKey {
  readonly d: string;
}

/** The key of the embedded sign-in, kept so that tokens outlive a restart. Made, readable by its owner only, where
 *  the file is absent; throws SigningKeyFault where it holds something else. */
export async function openSigningKey(path: string): Promise<SigningKey> {
  const text = await readIfPresent(path);
  if (text !== null) return withThumbprint(parseCoordinates(text));
  const made = newCoordinates();
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, JSON.stringify(made), { mode: 0o600, flag: 'wx', flush: true });
  await rename(unfinished, path);
  return withThumbprint(made);
}

export function publicPart(key: SigningKey): PublicSigningKey {
  const { kty, crv, x, y, alg, use, kid } = key;
  return { kty, crv, x, y, alg, use, kid };
}

export class SigningKeyFault extends Error {
  constructor() {
    super('the file of the sign-in key does not hold a private P-256 key; remove it and a new one is made');
    this.name = 'SigningKeyFault';
  }
}

interface Coordinates {
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

async function withThumbprint({ x, y, d }: Coordinates): Promise<SigningKey> {
  const key = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { ...key, d, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(key) };
}

function newCoordinates(): Coordinates {
  const {
    x = '',
    y = '',
    d = '',
  } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { x, y, d };
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseCoordinates(text: string): Coordinates {
  const fields = new Map(Object.entries(parseObject(text)));
  return { x: coordinate(fields.get('x')), y: coordinate(fields.get('y')), d: coordinate(fields.get('d')) };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    throw new SigningKeyFault();
  }
  throw new SigningKeyFault();
}

function coordinate(value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  throw new SigningKeyFault();
}
