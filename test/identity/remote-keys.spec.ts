import { Instant } from '@sigill/domain';
import { IssuerUnavailable } from '../../libs/adapters/identity/key-source';
import { RemoteKeys } from '../../libs/adapters/identity/remote-keys';
import { TokenVerifier } from '../../libs/adapters/identity/token-verifier';
import { inerasNames } from '../../libs/adapters/settings/settings';
import { karin, publicJwk, seconds, sign, SmallIssuer, testKey, TestKey } from './small-issuer';

const now = '2026-11-22T08:00:00.000Z' as Instant;
const minute = 60_000;
const limits = { freshMs: 10 * minute, usableMs: 120 * minute, cooldownMs: 30_000, timeoutMs: 5_000 };

let issuer: SmallIssuer;
let elapsed: number;
let verifier: TokenVerifier;
const [first, second, stranger] = [testKey('first'), testKey('second'), testKey('stranger')];

beforeEach(async () => {
  issuer = await SmallIssuer.start();
  issuer.keys = [publicJwk(first)];
  elapsed = 0;
  const keys = new RemoteKeys(issuer.url, limits, () => elapsed);
  const clock = { now: () => now };
  verifier = new TokenVerifier({ issuer: issuer.url, audience: 'sigill', claims: inerasNames, keys, clock });
});
afterEach(() => issuer.stop());

let serial = 0;
const token = (key: TestKey): Promise<string> =>
  sign(key, { ...karin, iss: issuer.url, aud: 'sigill', exp: seconds(now) + 3600, jti: String(serial++) });
const verdict = async (text: string): Promise<string> =>
  verifier.verify(text).then(
    (caller) => caller.name,
    (error: unknown) => (error instanceof Error && 'reason' in error ? String(error.reason) : String(error)),
  );

describe('the keys of an issuer', () => {
  it('are asked for when first needed, and once', async () => {
    expect(issuer.asked).toEqual([]);
    const tokens = [await token(first), await token(first), await token(first)];
    expect(await Promise.all(tokens.map(verdict))).toEqual(['Karin Vik', 'Karin Vik', 'Karin Vik']);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('may be of any algorithm that is allowed', async () => {
    const keys = (['ES384', 'RS256', 'PS256', 'EdDSA'] as const).map((alg) => testKey(alg, alg));
    issuer.keys = keys.map(publicJwk);
    for (const key of keys) expect(await verdict(await token(key))).toBe('Karin Vik');
  });

  it('are followed when the issuer takes a new one into use beside the old', async () => {
    expect(await verdict(await token(first))).toBe('Karin Vik');
    issuer.keys = [publicJwk(first), publicJwk(second)];
    elapsed += 31_000;
    expect(await verdict(await token(second))).toBe('Karin Vik');
    expect(await verdict(await token(first))).toBe('Karin Vik');
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  it('stop within ten minutes of their removal, also for a token already seen', async () => {
    const seen = await token(first);
    expect(await verdict(seen)).toBe('Karin Vik');
    issuer.keys = [publicJwk(second)];
    elapsed += 10 * minute - 1;
    expect(await verdict(seen)).toBe('Karin Vik');
    elapsed += 1;
    expect(await verdict(seen)).toBe('unknown-key');
  });

  it('stop at once, also for a token already seen, where a new key has made us ask', async () => {
    const seen = await token(first);
    expect(await verdict(seen)).toBe('Karin Vik');
    issuer.keys = [publicJwk(second)];
    elapsed += 31_000;
    expect(await verdict(await token(second))).toBe('Karin Vik');
    expect(await verdict(seen)).toBe('unknown-key');
  });

  it('stay in use for an hour while the issuer is down, but not for ever', async () => {
    expect(await verdict(await token(first))).toBe('Karin Vik');
    issuer.up = false;
    elapsed += 60 * minute;
    expect(await verdict(await token(first))).toBe('Karin Vik');
    elapsed += 60 * minute;
    await expect(verifier.verify(await token(first))).rejects.toThrow(IssuerUnavailable);
    elapsed += 31_000;
    issuer.up = true;
    expect(await verdict(await token(first))).toBe('Karin Vik');
  });

  it('are asked for once in 30 seconds at most, however many unknown ones are named', async () => {
    expect(await verdict(await token(first))).toBe('Karin Vik');
    issuer.asked = [];
    for (let at = 0; at < 60; at += 1) {
      elapsed += 1_000;
      expect(await verdict(await token(stranger))).toBe('unknown-key');
    }
    expect(issuer.asked).toEqual(['/keys', '/keys']);
  });

  it('are asked for once in 30 seconds at most while the issuer has never answered', async () => {
    issuer.up = false;
    for (let at = 0; at < 31; at += 1) {
      await expect(verifier.verify(await token(first))).rejects.toThrow(IssuerUnavailable);
      elapsed += 1_000;
    }
    expect(issuer.asked).toHaveLength(2);
  });

  it('are said to be asked for anew when they are: not a second earlier', async () => {
    issuer.up = false;
    const wait = async () => {
      const failure: unknown = await verifier.verify(await token(first)).catch((error: unknown) => error);
      return failure instanceof IssuerUnavailable ? failure.secondsUntilAgain : null;
    };
    expect(await wait()).toBe(30);
    elapsed += 12_500;
    expect(await wait()).toBe(18);
    issuer.up = true;
    elapsed += 17_000;
    expect(await wait()).toBe(1);
    elapsed += 1_000;
    expect(await verdict(await token(first))).toBe('Karin Vik');
  });

  it('do not count from an issuer that gives another name', async () => {
    issuer.name = 'https://other.example';
    await expect(verifier.verify(await token(first))).rejects.toThrow('another name than OIDC_ISSUER');
  });

  it('do not count where two bear the same name', async () => {
    issuer.keys = [publicJwk(first), { ...publicJwk(second), kid: 'first' }];
    expect(await verdict(await token(first))).toBe('unknown-key');
  });

  it('are not had from something that is no set of keys', async () => {
    issuer.keys = 'x' as unknown as [];
    await expect(verifier.verify(await token(first))).rejects.toThrow('not a set of keys');
  });
});
