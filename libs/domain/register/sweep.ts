import { BrokenHistory } from '../request/refusal';
import { LegalDate, PersonId } from '../terms';

/** How far a night's look at everybody has come. Says nothing of what was found of whom: that stands in the patients' files.
 *  STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface SweepEvent {
  readonly type: 'SweepAdvanced' | 'SweepFinished';
  readonly data: {
    readonly night: LegalDate;
    /** The last one looked at, in the order of the ids; null where there was nobody. */
    readonly upTo: PersonId | null;
    /** Looked at since the night's sweep began. */
    readonly persons: number;
    /** Of them, those of whom the register said something new. */
    readonly changed: number;
  };
}

export const sweepSchemaVersions = { SweepAdvanced: 1, SweepFinished: 1 } as const satisfies Record<
  SweepEvent['type'],
  number
>;

/** A night's sweep. */
export interface Sweep extends Omit<SweepEvent['data'], 'night'> {
  readonly finished: boolean;
}

/** How far a night's sweep has come, without naming anybody. */
export interface SweepProgress extends Omit<Sweep, 'upTo'> {
  readonly night: LegalDate;
}

export const sweepBegun: Sweep = { upTo: null, persons: 0, changed: 0, finished: false };

/** @throws BrokenHistory: it goes on after its end */
export function sweepAfter(sweep: Sweep, events: readonly SweepEvent[]): Sweep {
  return events.reduce(({ finished }, { type, data }) => {
    if (finished) throw new BrokenHistory(`the sweep of ${data.night} goes on after its end`);
    const { upTo, persons, changed } = data;
    return { upTo, persons, changed, finished: type === 'SweepFinished' };
  }, sweep);
}
