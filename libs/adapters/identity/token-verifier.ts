import { createHash } from 'node:crypto';
import { Instant } from '@sigill/domain';
import { CryptoKey, decodeJwt, decodeProtectedHeader, errors, JWSHeaderParameters, JWTPayload, jwtVerify } from 'jose';
import { ClaimNames } from '../settings/settings';
import { InvalidToken, InvalidTokenReason } from './invalid-token';
import { IssuerUnavailable, KeySource } from './key-source';
import { callerOf, VerifiedCaller } from './verified-caller';

export interface TokenExpectations {
  readonly issuer: string;
  readonly audience: string;
  readonly claims: ClaimNames;
  readonly keys: KeySource;
  /** The machine's clock, also where the program's clock has been moved. */
  readonly clock: { now(): Instant };
}

/** Judges access tokens (RFC 9068). What was judged good is remembered for a minute, and neither past its end nor beyond
 *  a change of the keys. */
export class TokenVerifier {
  readonly #expected: TokenExpectations;
  readonly #mostRemembered: number;
  /** By SHA-256 of the token, the longest unused first. */
  readonly #remembered = new Map<string, Remembered>();

  constructor(expected: TokenExpectations, mostRemembered = 5_000) {
    this.#expected = expected;
    this.#mostRemembered = mostRemembered;
  }

  /** `token`: what follows `Bearer `. Throws InvalidToken, or IssuerUnavailable where nothing can be said now. */
  async verify(token: string): Promise<VerifiedCaller> {
    if (token.length > longestToken) throw new InvalidToken('too-long');
    const digest = createHash('sha256').update(token).digest('base64');
    const nowMs = Date.parse(this.#expected.clock.now());
    const remembered = this.#recall(digest, nowMs);
    if (remembered !== null) return remembered;
    this.#refuseBeforeAskingForKeys(token);
    const { payload, edition } = await this.#verified(token, nowMs);
    const caller = callerOf(payload, this.#expected.claims);
    if (edition !== null && payload.exp !== undefined)
      this.#remember(digest, { caller, edition, fromMs: nowMs, endMs: payload.exp * 1000 });
    return caller;
  }

  /** No token of another issuer, and none without the name of a key, makes us ask for keys. */
  #refuseBeforeAskingForKeys(token: string): void {
    const header = judged(() => decodeProtectedHeader(token));
    if ('jku' in header || 'x5u' in header || 'jwk' in header) throw new InvalidToken('brings-own-key');
    if (typeof header.kid !== 'string' || header.kid === '') throw new InvalidToken('unknown-key');
    if (judged(() => decodeJwt(token)).iss !== this.#expected.issuer) throw new InvalidToken('issuer');
  }

  /** `edition`: that of the keys by which it was verified; they may change while it is. */
  async #verified(
    token: string,
    nowMs: number,
  ): Promise<{ readonly payload: JWTPayload; readonly edition: number | null }> {
    const { issuer, audience, keys } = this.#expected;
    let edition: number | null = null;
    const keyOf = async (header: JWSHeaderParameters): Promise<CryptoKey> => {
      const key = await keys.key(header);
      edition = keys.edition();
      return key;
    };
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms,
        typ: 'at+jwt',
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(nowMs),
      });
      return { payload, edition };
    } catch (error) {
      throw error instanceof IssuerUnavailable ? error : new InvalidToken(reasonOf(error));
    }
  }

  #recall(digest: string, nowMs: number): VerifiedCaller | null {
    const remembered = this.#remembered.get(digest);
    if (remembered === undefined) return null;
    this.#remembered.delete(digest);
    if (remembered.edition !== this.#expected.keys.edition() || !countsAt(remembered, nowMs)) return null;
    this.#remembered.set(digest, remembered);
    return remembered.caller;
  }

  #remember(digest: string, what: Remembered): void {
    this.#remembered.set(digest, what);
    for (const longestUnused of this.#remembered.keys()) {
      if (this.#remembered.size <= this.#mostRemembered) break;
      this.#remembered.delete(longestUnused);
    }
  }
}

interface Remembered {
  readonly caller: VerifiedCaller;
  readonly edition: number;
  /** When it was verified, and its `exp`, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly endMs: number;
}

/** Not before `fromMs`: a clock that is put back must not make the minute longer. */
const countsAt = ({ fromMs, endMs }: Remembered, nowMs: number): boolean =>
  fromMs <= nowMs && nowMs < Math.min(fromMs + rememberedMs, endMs);

const rememberedMs = 60_000;
const algorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const longestToken = 8192;
const toleranceSeconds = 5;

function judged<T>(decode: () => T): T {
  try {
    return decode();
  } catch {
    throw new InvalidToken('malformed');
  }
}

/** jose tells by code and, for claims, by the claim's name. What it throws besides its own errors is a key that it
 *  cannot use with the algorithm. */
function reasonOf(error: unknown): InvalidTokenReason {
  if (!(error instanceof errors.JOSEError)) return 'unknown-key';
  if (error instanceof errors.JWTClaimValidationFailed) return reasonByClaim.get(error.claim) ?? 'claims';
  return reasonByCode.get(error.code) ?? 'malformed';
}

const reasonByClaim = new Map<string, InvalidTokenReason>([
  ['typ', 'type'],
  ['iss', 'issuer'],
  ['aud', 'audience'],
  ['nbf', 'not-yet-valid'],
  ['exp', 'expired'],
]);
const reasonByCode = new Map<string, InvalidTokenReason>([
  [errors.JWTExpired.code, 'expired'],
  [errors.JOSEAlgNotAllowed.code, 'algorithm'],
  [errors.JWKSNoMatchingKey.code, 'unknown-key'],
  [errors.JWKSMultipleMatchingKeys.code, 'unknown-key'],
  [errors.JWSSignatureVerificationFailed.code, 'signature'],
]);
