import { Position } from '@sigill/event-log';

/** Something in a data folder that cannot be, and where. */
export interface Finding {
  /** `I-01` and so on: which of the invariants does not hold. `file`: SQLite finds the file itself damaged; `readable`:
   *  what is there cannot be read. */
  readonly invariant: string;
  readonly stream: string | null;
  /** Within the stream, from 0. */
  readonly revision: number | null;
  readonly position: Position | null;
  /** Ids, hashes and words of the field; nothing of a person. */
  readonly what: string;
}

/** An event's place, as a finding names it. */
export type Place = Pick<Finding, 'stream' | 'revision' | 'position'>;

export const nowhere: Place = { stream: null, revision: null, position: null };

/** So many are kept; the rest is only counted. */
const most = 1_000;

export class Findings {
  readonly kept: Finding[] = [];
  count = 0;

  add(invariant: string, { stream, revision, position }: Place, what: string): void {
    this.count += 1;
    if (this.kept.length < most) this.kept.push({ invariant, stream, revision, position, what });
  }
}
