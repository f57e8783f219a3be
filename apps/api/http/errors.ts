import { AllowedAction } from '@sigill/projections';
import { FieldFaultCode, Refusal } from '@sigill/domain';

/** A header that is there and cannot be read. */
export class InvalidHeader extends Error {
  override name = 'InvalidHeader';

  constructor(readonly header: string) {
    super(header);
  }
}

/** A query parameter that cannot be read; with the code of its fault where it is told as one of a field. */
export class InvalidQuery extends Error {
  override name = 'InvalidQuery';

  constructor(
    readonly parameter: string,
    readonly fault: FieldFaultCode | null = null,
  ) {
    super(parameter);
  }
}

/** A body that is compressed or otherwise encoded. */
export class UnusableEncoding extends Error {
  override name = 'UnusableEncoding';
}

/** No token, or one that does not hold. */
export class Unauthenticated extends Error {
  override name = 'Unauthenticated';
}

/** The actor has asked more in a minute than anybody does by hand. */
export class TooManyRequests extends Error {
  override name = 'TooManyRequests';

  constructor(readonly secondsUntilAgain: number) {
    super(`again in ${String(secondsUntilAgain)} s`);
  }
}

/** A refusal on a request, with what the caller may do with it now. */
export class RefusedCall extends Error {
  override name = 'RefusedCall';

  constructor(
    readonly refusal: Refusal,
    readonly allowed: readonly AllowedAction[] | null,
    readonly existing: string | null,
  ) {
    super(refusal.code);
  }
}
