import { LegalDate } from '@sigill/domain';
import fc from 'fast-check';
import { daysFrom } from '../../domain/access/days';

/** How much time passes before something happens. */
export type Wait =
  | { readonly until: 'later'; readonly minutes: number }
  | { readonly until: 'day'; readonly days: number; readonly time: string }
  /** The next one that is a limit of age, so many days off. */
  | { readonly until: 'birthday'; readonly days: number; readonly time: string };

/** A step in the life of a family, not yet aimed at anything: the numbers pick among what there is when its turn comes. */
export interface Throw {
  readonly does: 'forward' | 'open' | 'correct' | 'world' | 'look' | 'withdraw';
  readonly which: number;
  readonly twist: number;
  readonly wait: Wait;
}

export interface Family {
  readonly birthDate: LegalDate;
  readonly throws: readonly Throw[];
}

export const firstDay = '2026-11-23' as LegalDate;

/** Midnight in Sweden lies between 22 and 23 UTC in winter, between 21 and 22 in summer. */
const times = fc.constantFrom('10:00', '21:30', '22:30', '23:30', '00:10');

/** Mostly soon, so that a case comes to its end before the child grows up. */
const waits: fc.Arbitrary<Wait> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({ until: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ until: fc.constant('day' as const), days: fc.integer({ min: 1, max: 40 }), time: times }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ until: fc.constant('birthday' as const), days: fc.integer({ min: -2, max: 1 }), time: times },
    }),
  },
);

const throws: fc.Arbitrary<Throw> = fc.record({
  does: fc.oneof(
    { weight: 24, arbitrary: fc.constant('forward' as const) },
    { weight: 6, arbitrary: fc.constant('open' as const) },
    { weight: 4, arbitrary: fc.constant('correct' as const) },
    { weight: 3, arbitrary: fc.constant('world' as const) },
    { weight: 1, arbitrary: fc.constant('look' as const) },
    { weight: 1, arbitrary: fc.constant('withdraw' as const) },
  ),
  which: fc.nat(7),
  twist: fc.nat(4095),
  wait: waits,
});

/** Newborns, leap days, and births whose limits of age come within the story. */
const births: fc.Arbitrary<LegalDate> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(13, 13, 16, 16, 18), fc.integer({ min: -60, max: 150 }))
      .map(([age, days]) => daysFrom(`${2026 - age}-11-23` as LegalDate, days)),
  },
  { weight: 4, arbitrary: fc.integer({ min: 13 * 366, max: 16 * 365 }).map((days) => daysFrom(firstDay, -days)) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6_500 }).map((days) => daysFrom(firstDay, -days)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2008-02-29', '2012-02-29', '2016-02-29').map((day) => day as LegalDate),
  },
);

export const families: fc.Arbitrary<Family> = fc.record({
  birthDate: births,
  throws: fc.array(throws, { minLength: 10, maxLength: 60, size: 'max' }),
});
