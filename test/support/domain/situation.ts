import { Procedure, RefusalCode } from '@sigill/domain';

/** One situation in which a procedure says no, and the nearest one in which it does not. */
export interface Situation {
  readonly code: RefusalCode;
  readonly name: string;
  readonly applies: (procedure: Procedure) => boolean;
  readonly forbidden: (procedure: Procedure) => unknown;
  readonly allowed: (procedure: Procedure) => unknown;
}
