import { createLocalJWKSet, CryptoKey, errors, JSONWebKeySet, JWSHeaderParameters, LocalJWKSet } from 'jose';
import { IssuerUnavailable, KeySource } from './key-source';

export interface KeyLimits {
  /** Older keys are asked for again before they count; so a key that the issuer removed stops within this time. */
  readonly freshMs: number;
  /** An issuer that does not answer leaves the keys in use for so long. */
  readonly usableMs: number;
  /** The least time between two requests for the keys, whatever the tokens say. */
  readonly cooldownMs: number;
  readonly timeoutMs: number;
}

/** The keys at the `jwks_uri` of any OpenID issuer, found by discovery when first needed. Where a token says its key is
 *  found (`jku`, `x5u`) is never asked. jose's own remote set drops its keys as soon as the issuer is silent. */
export class RemoteKeys implements KeySource {
  readonly #issuer: string;
  readonly #limits: KeyLimits;
  readonly #elapsedMs: () => number;
  #held: { readonly set: LocalJWKSet; readonly atMs: number; readonly edition: number } | null = null;
  #address: URL | null = null;
  #askedAtMs = -Infinity;
  #asking: Promise<void> | null = null;

  /** `elapsedMs`: milliseconds since any fixed moment, never falling. */
  constructor(issuer: string, limits: KeyLimits = ordinaryLimits, elapsedMs: () => number = () => performance.now()) {
    this.#issuer = issuer;
    this.#limits = limits;
    this.#elapsedMs = elapsedMs;
  }

  edition(): number | null {
    return this.#held !== null && this.#ageMs() < this.#limits.freshMs ? this.#held.edition : null;
  }

  async key(header: JWSHeaderParameters): Promise<CryptoKey> {
    const failure = this.edition() === null ? await this.#ask() : null;
    try {
      return await this.#usable(failure)(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.#mayHear()) throw error;
    }
    return this.#usable(await this.#ask())(header);
  }

  #usable(failure: unknown): LocalJWKSet {
    if (this.#held !== null && this.#ageMs() < this.#limits.usableMs) return this.#held.set;
    const why = failure instanceof IssuerUnavailable ? failure.why : 'asked a moment ago, without answer';
    throw new IssuerUnavailable(why, this.#secondsUntilAsked(), { cause: failure });
  }

  /** Until the issuer may be asked anew: before that every token is answered with the same failure. */
  #secondsUntilAsked(): number {
    const waitMs = this.#limits.cooldownMs - (this.#elapsedMs() - this.#askedAtMs);
    return Math.max(1, Math.ceil(waitMs / 1000));
  }

  #mayHear(): boolean {
    return this.#asking !== null || this.#mayAsk();
  }

  #mayAsk(): boolean {
    return this.#elapsedMs() - this.#askedAtMs >= this.#limits.cooldownMs;
  }

  /** One request at a time, and none within the cooldown. The answer is the failure, if it failed. */
  async #ask(): Promise<unknown> {
    if (this.#asking === null && !this.#mayAsk()) return null;
    this.#asking ??= this.#load().finally(() => (this.#asking = null));
    return this.#asking.then(
      () => null,
      (failure: unknown) => failure,
    );
  }

  async #load(): Promise<void> {
    this.#askedAtMs = this.#elapsedMs();
    try {
      this.#address ??= await this.#discover();
      const set = createLocalJWKSet(keySet(await this.#fetch(this.#address)));
      this.#held = { set, atMs: this.#elapsedMs(), edition: (this.#held?.edition ?? 0) + 1 };
    } catch (cause) {
      this.#address = null;
      if (cause instanceof IssuerUnavailable) throw cause;
      throw new IssuerUnavailable('no answer that could be understood', undefined, { cause });
    }
  }

  async #discover(): Promise<URL> {
    const place = new URL(`${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const about = new Map(Object.entries((await this.#fetch(place)) ?? {}));
    if (about.get('issuer') !== this.#issuer)
      throw new IssuerUnavailable('the issuer gives another name than OIDC_ISSUER');
    const address = new URL(String(about.get('jwks_uri')));
    if (address.protocol === 'https:' || address.protocol === place.protocol) return address;
    throw new IssuerUnavailable('its keys are not where they are protected as it is');
  }

  async #fetch(address: URL): Promise<unknown> {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(this.#limits.timeoutMs),
    });
    if (answer.ok) return answer.json();
    await answer.body?.cancel();
    throw new IssuerUnavailable(`it answered ${answer.status}`);
  }

  #ageMs(): number {
    return this.#elapsedMs() - (this.#held?.atMs ?? -Infinity);
  }
}

const minuteMs = 60_000;
const ordinaryLimits: KeyLimits = {
  freshMs: 10 * minuteMs,
  usableMs: 120 * minuteMs,
  cooldownMs: 30_000,
  timeoutMs: 5_000,
};

/** What is in `keys` is judged by jose when a key is picked. */
function keySet(value: unknown): JSONWebKeySet {
  if (typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys))
    return { keys: value.keys };
  throw new IssuerUnavailable('what it gives is not a set of keys');
}
