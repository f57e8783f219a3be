/** What a server may do with an append instead of answering it as it should. */
export const faultNames = [
  /** Nothing is written, and the connection ends. */
  'drop-before',
  /** Written, and the connection ends before the answer. */
  'commit-drop',
  /** Nothing is written, and no answer ever comes. */
  'stall',
  /** Written, and no answer ever comes. */
  'commit-stall',
  /** Written, and said to have timed out. */
  'commit-timeout',
  /** Nothing is written, and said to have timed out. */
  'timeout',
  /** No answer, and written when others have been. */
  'late',
  'busy',
  'not-leader',
] as const;
export type FaultName = (typeof faultNames)[number];

export interface AskedAppend {
  readonly stream: string;
  readonly ids: readonly string[];
}

/** Null: as it should. */
export type Faults = (asked: AskedAppend) => FaultName | null;

export const noFaults: Faults = () => null;
