/** Why a token does not count. For the log; the caller is told no more than that it does not. */
export type InvalidTokenReason =
  | 'too-long'
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'brings-own-key'
  | 'unknown-key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims'
  | 'no-actor'
  | 'no-role';

/** Holds nothing of the token. */
export class InvalidToken extends Error {
  readonly reason: InvalidTokenReason;

  constructor(reason: InvalidTokenReason) {
    super(`the token is not valid: ${reason}`);
    this.name = 'InvalidToken';
    this.reason = reason;
  }
}
