/** One event as the log holds it, and where in which story it stands. */
export interface Golden {
  readonly story: string;
  /** From 1. */
  readonly revision: number;
  readonly stored: {
    readonly type: string;
    readonly schemaVersion: number;
    readonly data: object;
    readonly occurredAt?: string;
    readonly persons?: readonly object[];
    readonly recordedAt?: string;
  };
}
