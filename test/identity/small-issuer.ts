import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { generateKeyPairSync, KeyObject } from 'node:crypto';
import { JWK, SignJWT } from 'jose';

export interface TestKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function testKey(kid: string, alg: 'ES256' | 'ES384' | 'RS256' | 'PS256' | 'EdDSA' = 'ES256'): TestKey {
  const pair = {
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    EdDSA: () => generateKeyPairSync('ed25519'),
  }[alg]();
  return { kid, alg, ...pair };
}

export const publicJwk = (key: TestKey): JWK => ({
  ...key.publicKey.export({ format: 'jwk' }),
  kid: key.kid,
  alg: key.alg,
  use: 'sig',
});

/** `karin` at Partille, as an issuer of the region would say it. */
export const karin = {
  employeeHsaId: 'SE2321000131-P000000990101',
  healthCareUnitHsaId: 'SE2321000131-E000000990001',
  healthCareUnitName: 'Närhälsan Partille vårdcentral',
  name: 'Karin Vik',
  acr: 'http://id.sambi.se/loa/loa3',
  systemRole: ['SIGILL;staff', 'OTHER;admin'],
};

export const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

export function sign(key: TestKey, claims: object, header: object = {}): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header })
    .sign(key.privateKey);
}

/** An issuer over HTTP that has no more than discovery and keys, and counts who asks. */
export class SmallIssuer {
  readonly #server: Server;
  keys: readonly JWK[] = [];
  up = true;
  name: string | null = null;
  asked: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.statusCode = this.up ? 200 : 500;
      response.setHeader('connection', 'close');
      response.end(JSON.stringify(this.#answer(request.url ?? '')));
    });
  }

  static async start(): Promise<SmallIssuer> {
    const issuer = new SmallIssuer();
    await new Promise<void>((listening) => issuer.#server.listen(0, '127.0.0.1', listening));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((stopped) => this.#server.close(() => stopped()));
  }

  #answer(path: string): object {
    if (path === '/keys') return { keys: this.keys };
    return { issuer: this.name ?? this.url, jwks_uri: `${this.url}/keys` };
  }
}
