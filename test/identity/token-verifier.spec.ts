import { createHmac } from 'node:crypto';
import { Instant } from '@sigill/domain';
import { InvalidToken } from '../../libs/adapters/identity/invalid-token';
import { KeySource } from '../../libs/adapters/identity/key-source';
import { RemoteKeys } from '../../libs/adapters/identity/remote-keys';
import { TokenVerifier } from '../../libs/adapters/identity/token-verifier';
import { inerasNames } from '../../libs/adapters/settings/settings';
import { karin, publicJwk, seconds, sign, SmallIssuer, testKey } from './small-issuer';

const machine = { now: '2026-11-22T08:00:00.000Z' as Instant };
const clock = { now: () => machine.now };
const [ours, foreign, rsa] = [testKey('ours'), testKey('ours'), testKey('rsa', 'RS256')];
let issuer: SmallIssuer;
let keys: KeySource;
let verifier: TokenVerifier;

beforeAll(async () => {
  issuer = await SmallIssuer.start();
  issuer.keys = [publicJwk(ours), publicJwk(rsa)];
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  machine.now = '2026-11-22T08:00:00.000Z' as Instant;
  keys = new RemoteKeys(issuer.url);
  verifier = new TokenVerifier({ issuer: issuer.url, audience: 'sigill', claims: inerasNames, keys, clock });
  await verifier.verify(await sign(ours, claims()));
  issuer.asked = [];
});

const claims = (more: object = {}): object => ({
  ...karin,
  iss: issuer.url,
  aud: 'sigill',
  sub: 'karin',
  iat: seconds(machine.now),
  exp: seconds(machine.now) + 3600,
  ...more,
});
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = { alg: 'ES256', kid: 'ours', typ: 'at+jwt' };
const reasonFor = (token: string): Promise<string> =>
  verifier.verify(token).then(
    () => 'accepted',
    (error: unknown) => (error instanceof InvalidToken ? error.reason : String(error)),
  );

describe('a good token', () => {
  it('tells who calls', async () => {
    expect(await verifier.verify(await sign(ours, claims()))).toEqual({
      hsaId: 'SE2321000131-P000000990101',
      name: 'Karin Vik',
      unit: 'SE2321000131-E000000990001',
      unitName: 'Närhälsan Partille vårdcentral',
      roles: ['staff'],
      acr: 'http://id.sambi.se/loa/loa3',
    });
  });

  it('may leave out unit, name and level of assurance, and name its audience in a list', async () => {
    const { employeeHsaId } = karin;
    const token = await sign(ours, {
      ...{ employeeHsaId, systemRole: 'SIGILL;auditor', iss: issuer.url, aud: ['other', 'sigill'] },
      exp: seconds(machine.now) + 60,
    });
    expect(await verifier.verify(token)).toEqual({
      hsaId: employeeHsaId,
      name: employeeHsaId,
      unit: null,
      unitName: null,
      roles: ['auditor'],
      acr: null,
    });
  });

  it('may name its claims in its own way', async () => {
    const names = { ...inerasNames, employeeHsaId: 'hsa_id', systemRole: 'roles' };
    const other = new TokenVerifier({ issuer: issuer.url, audience: 'sigill', claims: names, keys, clock });
    const { employeeHsaId, systemRole, ...rest } = karin;
    const token = await sign(ours, claims({ ...rest, hsa_id: employeeHsaId, roles: systemRole }));
    expect((await other.verify(token)).roles).toEqual(['staff']);
    await expect(other.verify(await sign(ours, { ...claims(), roles: systemRole, hsa_id: 5 }))).rejects.toThrow(
      'claims',
    );
  });

  it('is good five seconds past its end by another clock, and not six', async () => {
    const token = await sign(ours, claims({ exp: seconds(machine.now) }));
    machine.now = '2026-11-22T08:00:04.000Z' as Instant;
    expect(await reasonFor(token)).toBe('accepted');
    machine.now = '2026-11-22T08:00:06.000Z' as Instant;
    expect(await reasonFor(token)).toBe('expired');
  });

  it('is remembered, but not longer than it lasts', async () => {
    const token = await sign(ours, claims());
    const caller = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(caller);
    machine.now = '2026-11-22T09:00:30.000Z' as Instant;
    expect(await reasonFor(token)).toBe('expired');
  });

  it('is verified once in a minute, however long it lasts', async () => {
    const { verified, counted } = counting();
    const token = await sign(ours, claims(), { n: 'one' });
    for (const at of ['08:00:00.000', '08:00:59.999', '08:01:00.000', '08:01:59.999', '08:02:00.000']) {
      machine.now = `2026-11-22T${at}Z` as Instant;
      await counted.verify(token);
    }
    expect(verified).toEqual(['one', 'one', 'one']);
  });

  it('is not remembered past its end, also where that comes before the minute is over', async () => {
    const { verified, counted } = counting();
    const token = await sign(ours, claims({ exp: seconds(machine.now) + 30 }), { n: 'short' });
    for (const at of ['08:00:00', '08:00:29', '08:00:30', '08:00:31']) {
      machine.now = `2026-11-22T${at}.000Z` as Instant;
      await counted.verify(token);
    }
    expect(verified).toEqual(['short', 'short', 'short']);
    machine.now = '2026-11-22T08:00:36.000Z' as Instant;
    await expect(counted.verify(token)).rejects.toThrow('expired');
  });

  it('is verified again where the clock has been put back', async () => {
    const { verified, counted } = counting();
    const token = await sign(ours, claims(), { n: 'back' });
    await counted.verify(token);
    machine.now = '2026-11-22T07:00:00.000Z' as Instant;
    await counted.verify(token);
    expect(verified).toEqual(['back', 'back']);
  });

  it('makes way for others when it has been unused the longest', async () => {
    const { verified, counted } = counting(2);
    const tokens = await Promise.all(['0', '1', '2'].map((n) => sign(ours, claims(), { n })));
    for (const at of [0, 1, 0, 2, 0, 1]) await counted.verify(tokens[at] ?? '');
    expect(verified).toEqual(['0', '1', '2', '1']);
  });

  it('is not remembered for a token that differs in one letter', async () => {
    const token = await sign(ours, claims());
    await verifier.verify(token);
    const [head, body, signature] = token.split('.');
    expect(await reasonFor(`${head}.${body}.${flipped(signature ?? '')}`)).toBe('signature');
  });
});

describe('a bad token', () => {
  const hour = 3600;
  const nobody = Object.fromEntries(Object.entries(karin).filter(([name]) => name !== 'employeeHsaId'));
  const bad: [string, string, () => Promise<string> | string][] = [
    ['nothing', 'malformed', () => ''],
    ['no token at all', 'malformed', () => 'demo'],
    ['three dots', 'malformed', () => '...'],
    ['a head that is no JSON', 'malformed', () => `${Buffer.from('{').toString('base64url')}.e30.e30`],
    ['a body that is a list', 'malformed', () => `${encoded(header)}.${encoded([])}.AAAA`],
    ['a megabyte', 'too-long', () => sign(ours, claims({ filler: 'x'.repeat(1_000_000) }))],
    ['alg none', 'algorithm', () => `${encoded({ ...header, alg: 'none' })}.${encoded(claims())}.`],
    ['alg None', 'algorithm', () => `${encoded({ ...header, alg: 'None' })}.${encoded(claims())}.`],
    ['HS256 with our public key as secret', 'algorithm', () => hmac({ ...header, alg: 'HS256' })],
    ['RS256 by the name of an EC key', 'unknown-key', () => sign({ ...rsa, kid: 'ours' }, claims())],
    ['ES256 by the name of an RSA key', 'unknown-key', () => sign({ ...ours, kid: 'rsa' }, claims())],
    ['a signature by somebody else under our key’s name', 'signature', () => sign(foreign, claims())],
    ['a signature left out', 'signature', async () => `${(await sign(ours, claims())).replace(/[^.]*$/, '')}`],
    ['another body under a good signature', 'signature', () => swapped()],
    ['its own key (jwk)', 'brings-own-key', () => sign(foreign, claims(), { jwk: publicJwk(foreign) })],
    ['an address of keys (jku)', 'brings-own-key', () => sign(foreign, claims(), { jku: `${issuer.url}/evil` })],
    ['an address of certificates (x5u)', 'brings-own-key', () => sign(ours, claims(), { x5u: `${issuer.url}/evil` })],
    ['no key’s name', 'unknown-key', () => sign(ours, claims(), { kid: undefined })],
    ['an empty key’s name', 'unknown-key', () => sign(ours, claims(), { kid: '' })],
    ['a path as key’s name', 'unknown-key', () => sign(ours, claims(), { kid: '../../etc/passwd' })],
    ['SQL as key’s name', 'unknown-key', () => sign(ours, claims(), { kid: "' or 1=1 --" })],
    ['__proto__ as key’s name', 'unknown-key', () => sign(ours, claims(), { kid: '__proto__' })],
    ['another issuer', 'issuer', () => sign(ours, claims({ iss: `${issuer.url}/` }))],
    ['no issuer', 'issuer', () => sign(ours, claims({ iss: undefined }))],
    ['another audience', 'audience', () => sign(ours, claims({ aud: 'other' }))],
    ['no audience', 'audience', () => sign(ours, claims({ aud: undefined }))],
    ['an ID token', 'type', () => sign(ours, claims(), { typ: 'JWT' })],
    ['no type', 'type', () => sign(ours, claims(), { typ: undefined })],
    ['its end a minute ago', 'expired', () => sign(ours, claims({ exp: seconds(machine.now) - 60 }))],
    ['its beginning in a minute', 'not-yet-valid', () => sign(ours, claims({ nbf: seconds(machine.now) + 60 }))],
    ['no end', 'expired', () => sign(ours, claims({ exp: undefined }))],
    ['an end in words', 'expired', () => raw({ exp: 'never' })],
    ['no actor', 'no-actor', () => sign(ours, { ...claims(), employeeHsaId: undefined })],
    ['an actor without HSA-id', 'no-actor', () => sign(ours, claims({ employeeHsaId: 'karin' }))],
    ['an actor inside another claim', 'claims', () => sign(ours, claims({ ...nobody, employeeHsaId: { value: 'x' } }))],
    ['no role', 'no-role', () => sign(ours, claims({ systemRole: [] }))],
    ['another system’s role', 'no-role', () => sign(ours, claims({ systemRole: ['OTHER;staff', 'staff'] }))],
    ['an unknown role', 'no-role', () => sign(ours, claims({ systemRole: ['SIGILL;system'] }))],
    ['roles inside another claim', 'claims', () => sign(ours, claims({ systemRole: { role: 'SIGILL;staff' } }))],
    ['roles inside a list in a list', 'claims', () => sign(ours, claims({ systemRole: [['SIGILL;staff']] }))],
    ['a unit without HSA-id', 'claims', () => sign(ours, claims({ healthCareUnitHsaId: 'Partille' }))],
    ['a name over two lines', 'claims', () => sign(ours, claims({ name: 'Karin\nVik' }))],
    ['a demand we do not know (crit)', 'malformed', () => crit()],
    ['an end of ten hours ago', 'expired', () => sign(ours, claims({ exp: seconds(machine.now) - 10 * hour }))],
  ];

  it.each(bad)('is refused: %s', async (_name, reason, make) => {
    expect(await reasonFor(await make())).toBe(reason);
    expect(issuer.asked).toEqual([]);
  });

  it('is not repeated by what refuses it', async () => {
    const token = await sign(foreign, claims());
    const error: unknown = await verifier.verify(token).catch((caught: unknown) => caught);
    expect(error).toEqual(new InvalidToken('signature'));
    expect((error as Error).message).toBe('the token is not valid: signature');
    expect((error as Error).cause).toBeUndefined();
  });
});

/** A verifier, and the `n` in the head of each token that it has verified by a key. */
function counting(mostRemembered?: number): { readonly verified: readonly string[]; readonly counted: TokenVerifier } {
  const verified: string[] = [];
  const counted: KeySource = {
    key: (head) => {
      verified.push(String(head['n']));
      return keys.key(head);
    },
    edition: () => keys.edition(),
  };
  const expected = { issuer: issuer.url, audience: 'sigill', claims: inerasNames, keys: counted, clock };
  return { verified, counted: new TokenVerifier(expected, mostRemembered) };
}

function flipped(text: string): string {
  return `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
}

function hmac(head: object): string {
  const text = `${encoded(head)}.${encoded(claims())}`;
  const secret = ours.publicKey.export({ format: 'pem', type: 'spki' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

async function swapped(): Promise<string> {
  const [head, , signature] = (await sign(ours, claims())).split('.');
  return `${head}.${encoded(claims({ systemRole: ['SIGILL;decision-maker'] }))}.${signature}`;
}

async function raw(more: object): Promise<string> {
  return sign(ours, claims(more));
}

async function crit(): Promise<string> {
  const [, body, signature] = (await sign(ours, claims())).split('.');
  return `${encoded({ ...header, crit: ['urn:x'], 'urn:x': true })}.${body}.${signature}`;
}
