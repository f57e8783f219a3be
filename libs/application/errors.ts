/** No such thing, or not for the caller's eyes: the two look the same. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** The caller may not do this to this (api.md 2), whatever the request's state. */
export class NotAuthorized extends Error {
  override name = 'NotAuthorized';
}

/** A command on a request needs If-Match. */
export class PreconditionRequired extends Error {
  override name = 'PreconditionRequired';
}

/** The request has changed since the caller saw it. */
export class RevisionConflict extends Error {
  override name = 'RevisionConflict';

  constructor(readonly currentRevision: number) {
    super(`the request is at revision ${String(currentRevision)}`);
  }
}

/** The caller used this Idempotency-Key for something else. */
export class KeyReused extends Error {
  override name = 'KeyReused';
}
