import { createLocalJWKSet, CryptoKey, JWSHeaderParameters } from 'jose';
import { PublicSigningKey } from './signing-key';

/** The keys that an issuer signs with. */
export interface KeySource {
  /** The one key that the header's `alg` and `kid` point at. Throws JWKSNoMatchingKey or JWKSMultipleMatchingKeys of
   *  jose, or IssuerUnavailable. */
  key(header: JWSHeaderParameters): Promise<CryptoKey>;
  /** Changes whenever the keys may have changed. Null: they are to be asked for again, and what was verified by them
   *  is to be verified again. */
  edition(): number | null;
}

/** Keys of this very process: no request leaves it. */
export function ownKeys(keys: readonly PublicSigningKey[]): KeySource {
  const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) });
  return { key: (header) => set(header), edition: () => 0 };
}

/** The issuer's keys cannot be had: nothing can be said about a token now. */
export class IssuerUnavailable extends Error {
  /** @param secondsUntilAgain when the issuer may be asked anew */
  constructor(
    readonly why: string,
    readonly secondsUntilAgain = 1,
    options?: ErrorOptions,
  ) {
    super(`the keys of the sign-in cannot be had: ${why}`, options);
    this.name = 'IssuerUnavailable';
  }
}
