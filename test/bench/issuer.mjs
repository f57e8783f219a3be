import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { SignJWT } from 'jose';

/** An issuer of tokens as a region has one: discovery and keys over HTTP. (The program's own sign-in is for development, and
 *  would be measured with it.) */
export class Issuer {
  #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #tokens = new Map();

  static async start() {
    const issuer = new Issuer();
    issuer.server = createServer((request, response) => {
      response.setHeader('connection', 'close');
      response.end(JSON.stringify(request.url === '/keys' ? issuer.#keys() : issuer.#about()));
    });
    await new Promise((listening) => issuer.server.listen(0, '127.0.0.1', listening));
    issuer.server.unref();
    return issuer;
  }

  get url() {
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  /** For an entry of the directory's staff; the same until it ends, in six hours. */
  async tokenFor({ hsaId, name, unit, roles }) {
    const known = this.#tokens.get(hsaId);
    if (known !== undefined) return known;
    const claims = {
      employeeHsaId: hsaId,
      name,
      acr: 'http://id.sambi.se/loa/loa3',
      systemRole: roles.map((role) => `SIGILL;${role}`),
      ...(unit === null ? {} : { healthCareUnitHsaId: unit }),
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
      .setIssuer(this.url)
      .setAudience('sigill')
      .setIssuedAt()
      .setExpirationTime('6h')
      .sign(this.#key.privateKey);
    this.#tokens.set(hsaId, token);
    return token;
  }

  stop() {
    this.server.close();
  }

  #about() {
    return { issuer: this.url, jwks_uri: `${this.url}/keys` };
  }

  #keys() {
    const jwk = this.#key.publicKey.export({ format: 'jwk' });
    return { keys: [{ ...jwk, kid: 'bench', alg: 'ES256', use: 'sig' }] };
  }
}
