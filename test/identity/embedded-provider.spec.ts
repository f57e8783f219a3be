import { regionNamed } from '@sigill/domain';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { SystemClock } from '../../libs/adapters/clock/system-clock';
import { embeddedProvider } from '../../libs/adapters/identity/embedded-provider';
import { ownKeys } from '../../libs/adapters/identity/key-source';
import { RemoteKeys } from '../../libs/adapters/identity/remote-keys';
import { openSigningKey, publicPart, SigningKey, SigningKeyFault } from '../../libs/adapters/identity/signing-key';
import { TokenVerifier } from '../../libs/adapters/identity/token-verifier';
import { FileDirectory, openDirectory } from '../../libs/adapters/registers/file-directory';
import { inerasNames } from '../../libs/adapters/settings/settings';

let folder: string;
let directory: FileDirectory;
const servers: Server[] = [];
const faults: unknown[] = [];
const written: unknown[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigill-identity-'));
  directory = await openDirectory(null, regionNamed('vgr'));
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...what: unknown[]) => void written.push(what));
});
afterAll(async () => {
  for (const server of servers) await new Promise((stopped) => server.close(stopped));
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function started(key: SigningKey): Promise<{ url: string; issuer: string }> {
  const server = createServer((request, response) => handler(request, response));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}/oidc`;
  const handler = embeddedProvider({
    ...{ issuer, audience: 'sigill', key, onFault: (fault) => void faults.push(fault) },
    ...{ staffList: () => directory.staffList(), units: () => directory.units() },
  });
  return { url: `http://127.0.0.1:${port}/oidc`, issuer };
}

const keyFile = (): string => join(folder, 'signing-key.json');
const credentials = (persona: string, secret = 'demo'): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from(`${persona}:${secret}`).toString('base64')}`, connection: 'close' },
  body: new URLSearchParams({ grant_type: 'client_credentials' }),
});
const asked = async (address: string, init: RequestInit = { headers: { connection: 'close' } }) => {
  const response = await fetch(address, init);
  const body: unknown = await response.json();
  return { status: response.status, body: body as Record<string, unknown> };
};
const tokenOf = async (url: string, persona: string): Promise<string> =>
  String((await asked(`${url}/token`, credentials(persona))).body['access_token']);
const verifierOf = (issuer: string, key: SigningKey) =>
  new TokenVerifier({
    ...{ issuer, audience: 'sigill', claims: inerasNames, clock: new SystemClock() },
    keys: ownKeys([publicPart(key)]),
  });

describe('the embedded sign-in', () => {
  it('says where everything is, by the issuer’s address however it is called', async () => {
    const { url, issuer } = await started(await openSigningKey(keyFile()));
    const { status, body } = await asked(`${url}/.well-known/openid-configuration`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      grant_types_supported: ['client_credentials'],
    });
  });

  it('gives each member of staff an access token of RFC 9068 for an hour', async () => {
    const key = await openSigningKey(keyFile());
    const { url, issuer } = await started(key);
    const { status, body } = await asked(`${url}/token`, credentials('clinician-partille'));
    expect([status, body['token_type'], body['expires_in']]).toEqual([200, 'Bearer', 3600]);
    const token = String(body['access_token']);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: key.kid });
    const { iat = 0, exp, jti, ...claims } = decodeJwt(token);
    expect([exp, typeof jti]).toEqual([iat + 3600, 'string']);
    expect(claims).toEqual({
      iss: issuer,
      aud: 'sigill',
      sub: 'clinician-partille',
      client_id: 'clinician-partille',
      employeeHsaId: 'SE2321000131-P000000990101',
      healthCareUnitHsaId: 'SE2321000131-E000000990001',
      healthCareUnitName: 'Närhälsan Partille vårdcentral',
      name: 'Karin Vik',
      acr: 'http://id.sambi.se/loa/loa3',
      systemRole: ['SIGILL;staff'],
    });
  });

  it('gives tokens that the program accepts, for everyone in the directory', async () => {
    const key = await openSigningKey(keyFile());
    const { url, issuer } = await started(key);
    const verifier = verifierOf(issuer, key);
    for (const member of await directory.staffList()) {
      const caller = await verifier.verify(await tokenOf(url, member.persona));
      expect([caller.hsaId, caller.name, caller.unit, caller.roles]).toEqual([
        ...[member.hsaId, member.name, member.unit, member.roles],
      ]);
    }
  });

  it('is an issuer like any other over HTTP', async () => {
    const { url, issuer } = await started(await openSigningKey(keyFile()));
    const verifier = new TokenVerifier({
      ...{ issuer, audience: 'sigill', claims: inerasNames, clock: new SystemClock() },
      keys: new RemoteKeys(issuer),
    });
    expect((await verifier.verify(await tokenOf(url, 'auditor'))).roles).toEqual(['auditor']);
  });

  it.each([
    ['a wrong secret', credentials('clinician-partille', 'wrong'), 401, 'invalid_client'],
    ['a stranger', credentials('nobody'), 401, 'invalid_client'],
    [
      'another grant',
      { ...credentials('auditor'), body: new URLSearchParams({ grant_type: 'password' }) },
      400,
      'unsupported_grant_type',
    ],
  ])('refuses %s', async (_name, init, status, error) => {
    const { url } = await started(await openSigningKey(keyFile()));
    const answer = await asked(`${url}/token`, init);
    expect([answer.status, answer.body['error']]).toEqual([status, error]);
  });

  it('has no page', async () => {
    const { url } = await started(await openSigningKey(keyFile()));
    expect((await asked(`${url}/auth?client_id=auditor&response_type=code`)).body['error']).toBe(
      'unsupported_response_type',
    );
  });

  it('answers that it cannot, and tells, where the directory fails; and recovers', async () => {
    const fault = new Error('no directory');
    let failing = true;
    const handler = embeddedProvider({
      ...{ issuer: 'http://localhost/oidc', audience: 'sigill', key: await openSigningKey(keyFile()) },
      staffList: () => (failing ? Promise.reject(fault) : directory.staffList()),
      units: () => directory.units(),
      onFault: (heard) => void faults.push(heard),
    });
    const server = createServer(handler);
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oidc`;
    expect((await asked(`${url}/token`, credentials('auditor'))).status).toBe(503);
    expect(faults.splice(0)).toEqual([fault]);
    failing = false;
    expect((await asked(`${url}/token`, credentials('auditor'))).status).toBe(200);
  });

  it('writes nothing to the terminal and reports no fault', () => {
    expect(written).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('the key of the embedded sign-in', () => {
  it('is kept for its owner only, so that tokens outlive a restart', async () => {
    const path = join(folder, 'kept.json');
    const key = await openSigningKey(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { url, issuer } = await started(key);
    const token = await tokenOf(url, 'executor');
    const afterRestart = await openSigningKey(path);
    expect(afterRestart).toEqual(key);
    expect((await verifierOf(issuer, afterRestart).verify(token)).roles).toEqual(['executor']);
  });

  it('does not verify what another key signed', async () => {
    const { url, issuer } = await started(await openSigningKey(keyFile()));
    const other = await openSigningKey(join(folder, 'other.json'));
    await expect(verifierOf(issuer, other).verify(await tokenOf(url, 'executor'))).rejects.toThrow('unknown-key');
  });

  it.each(['', '{}', '{"x":1}', '[]', 'null'])('is not had from a file that holds %j', async (content) => {
    const path = join(folder, 'broken.json');
    await writeFile(path, content);
    await expect(openSigningKey(path)).rejects.toThrow(SigningKeyFault);
  });

  it('has a public part without the secret', async () => {
    const key = await openSigningKey(keyFile());
    expect(Object.keys(publicPart(key))).toEqual(['kty', 'crv', 'x', 'y', 'alg', 'use', 'kid']);
  });
});
