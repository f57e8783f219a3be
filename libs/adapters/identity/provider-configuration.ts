import type { CareUnit, StaffMember } from '@sigill/application/plain';
import { SigningKey } from './signing-key';

/** oidc-provider's configuration: client credentials only, access tokens by RFC 9068, nothing kept, no cookies. */
export function providerConfiguration(
  audience: string,
  key: SigningKey,
  staff: readonly StaffMember[],
  units: readonly CareUnit[],
): object {
  const claims = new Map(staff.map((member) => [member.persona, claimsOf(member, units)]));
  return {
    adapter: KeepsNothing,
    clients: staff.map(({ persona }) => ({ client_id: persona, client_secret: 'demo' })),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      id_token_signed_response_alg: key.alg,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    extraTokenClaims: (_context: unknown, token: { readonly clientId: string }) => claims.get(token.clientId),
    features: featuresOf(audience, key),
    jwks: { keys: [{ ...key }] },
    renderError: (context: { body: unknown }, error: object) => {
      context.body = error;
    },
    responseTypes: [],
    scopes: [],
    ttl: { ClientCredentials: tokenSeconds },
  };
}

const off = { enabled: false };

const featuresOf = (audience: string, { alg }: SigningKey): object => ({
  clientCredentials: { enabled: true },
  devInteractions: off,
  dPoP: off,
  pushedAuthorizationRequests: off,
  rpInitiatedLogout: off,
  userinfo: off,
  resourceIndicators: {
    enabled: true,
    defaultResource: () => theProgram,
    getResourceServerInfo: () => ({
      audience,
      scope: '',
      accessTokenFormat: 'jwt',
      accessTokenTTL: tokenSeconds,
      jwt: { sign: { alg } },
    }),
  },
});

/** A resource is named by a URI; the audience of its tokens need not be one. */
const theProgram = 'urn:sigill';
const tokenSeconds = 3600;
/** The level of assurance of a SITHS card, as Inera's IdP names it. */
const assurance = 'http://id.sambi.se/loa/loa3';

function claimsOf(member: StaffMember, units: readonly CareUnit[]): object {
  const unit = units.find((each) => each.hsaId === member.unit);
  return {
    employeeHsaId: member.hsaId,
    name: member.name,
    acr: assurance,
    systemRole: member.roles.map((role) => `SIGILL;${role}`),
    ...(unit === undefined ? {} : { healthCareUnitHsaId: unit.hsaId, healthCareUnitName: unit.name }),
  };
}

/** Tokens that carry their own proof need no store. */
class KeepsNothing {
  upsert(): Promise<void> {
    return Promise.resolve();
  }

  find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  findByUid(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }

  revokeByGrantId(): Promise<void> {
    return Promise.resolve();
  }

  consume(): Promise<void> {
    return Promise.resolve();
  }
}
