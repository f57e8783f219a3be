import { RequestId } from '@sigill/domain';
import { Caller } from './ports';

/** A call that changes something, as it came in. */
export interface Call {
  readonly caller: Caller;
  /** `Idempotency-Key`, bound to the actor; null where none was sent. */
  readonly key: string | null;
  /** SHA-256, base64url, of method, path and body. */
  readonly hash: string;
  /** Of the HTTP request; correlates what comes of it. */
  readonly traceId: string;
}

/** A call on a request that exists. `ifMatch`: the revision the caller has seen; null where none was sent. */
export interface CallOn extends Call {
  readonly request: RequestId;
  readonly ifMatch: number | null;
}
