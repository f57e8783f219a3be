import { karin, publicJwk, seconds, sign, SmallIssuer, testKey } from '../../identity/small-issuer';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';

describe('a program whose issuer does not answer', () => {
  let program: RunningProgram;
  let issuer: SmallIssuer;
  let authorization: string;
  beforeAll(async () => {
    const key = testKey('one');
    issuer = await SmallIssuer.start();
    issuer.keys = [publicJwk(key)];
    issuer.up = false;
    program = await startProgram({ env: { OIDC_ISSUER: issuer.url } });
    const now = seconds(new Date().toISOString());
    const claims = { ...karin, iss: issuer.url, aud: 'sigill', iat: now, exp: now + 600, sub: 'karin' };
    authorization = `Bearer ${await sign(key, claims)}`;
  });
  afterAll(() => issuer.stop());

  it('says after how long the issuer is asked anew, and counts it down', async () => {
    const waits: number[] = [];
    for (const path of ['/v1/inbox', '/v1/procedures', '/v1/nothing']) {
      const answer = await program.anyone.get(path, { authorization });
      problemOf(answer, 503, 'service-unavailable');
      waits.push(Number(answer.headers.get('retry-after')));
    }
    expect(waits[0]).toBeGreaterThan(25);
    expect(waits[0]).toBeLessThanOrEqual(30);
    expect(waits).toEqual([...waits].sort((one, other) => other - one));
    expect(issuer.asked).toHaveLength(1);
  });
});
