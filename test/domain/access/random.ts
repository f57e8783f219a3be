import fc from 'fast-check';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { AccessPolicies } from '../../../libs/domain/policy/policy';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { Measure, MeasureKind } from '../../../libs/domain/measures/measures';
import { LegalDate, PersonId } from '../../../libs/domain/terms';
import { child, father, mother, person, request, today, unit } from './cases';

export interface Scene {
  readonly facts: AccessFacts;
  readonly policies: AccessPolicies;
  readonly on: LegalDate;
}

/** Days by plain arithmetic of UTC, apart from the code under test. */
export const daysFrom = (start: LegalDate, days: number): LegalDate =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10) as LegalDate;

export const horizonDays = 400;
const counts = Array.from({ length: horizonDays }, (_, index) => index + 1);

/** The nearest first, as far as the horizon. */
export const daysBefore = (on: LegalDate): LegalDate[] => counts.map((count) => daysFrom(on, -count));
export const daysAfter = (on: LegalDate): LegalDate[] => counts.map((count) => daysFrom(on, count));

export const runs = { seed: 20261121, numRuns: 400 };

const stranger = person('stranger');
const near = fc.integer({ min: -150, max: 150 }).map((days) => daysFrom(today, days));

/** Births whose limits of age fall near today, of leap days too, and now and then today itself. */
const births: fc.Arbitrary<LegalDate> = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 13, 14, 15, 16, 18), fc.integer({ min: -300, max: 150 }))
    .map(([years, days]) => daysFrom(`${2026 - years}-11-21` as LegalDate, Math.min(days, years === 0 ? 0 : days))),
  fc.constantFrom('2008-02-29', '2012-02-29', '2010-11-21', '2013-11-22').map((text) => text as LegalDate),
);

/** Mostly the two that meet at one guardian; the other two drown everything. */
const kinds: fc.Arbitrary<MeasureKind> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('extension', 'block') },
  { weight: 1, arbitrary: fc.constantFrom('seal', 'lock') },
);

const measures: fc.Arbitrary<Measure> = fc
  .record({
    kind: kinds,
    concerned: fc.constantFrom<PersonId>(child, mother, mother, father, stranger),
    patient: fc.oneof({ weight: 9, arbitrary: fc.constant(child) }, { weight: 1, arbitrary: fc.constant(stranger) }),
    unit: fc.integer({ min: 1, max: 3 }).map(unit),
    request: fc.uuid().map(request),
    from: near,
    until: fc.option(near),
  })
  .map(({ kind, concerned, unit: where, ...measure }) => ({
    ...measure,
    kind,
    procedure: kind,
    person: kind === 'seal' || kind === 'lock' ? measure.patient : concerned,
    unit: kind === 'extension' ? where : null,
  }));

const flag = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const deaths = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: near });

const guardians = fc
  .constantFrom([], [mother], [mother, father], [mother, father, stranger])
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) => fc.record({ id: fc.constant(id), left: flag(8), protected: flag(8), deceasedOn: deaths })),
    ),
  )
  .map((all) => all.map(({ left, ...guardian }) => ({ ...guardian, registered: !left })));

const policies: fc.Arbitrary<AccessPolicies> = fc.oneof(
  fc.constant(vgrPolicies),
  near.map((validFrom): AccessPolicies => [
    ...vgrPolicies,
    { ...vgrPolicies[0], validFrom, automaticUntilAge: 15, ownAccessAge: 17, blockStopsEServices: false },
  ]),
);

/** Half of the days asked about lie on or beside the first or last day of a measure. */
export const scenes: fc.Arbitrary<Scene> = fc
  .record({
    birthDate: births,
    deceasedOn: deaths,
    protectedChild: flag(10),
    guardians,
    measures: fc.array(measures, { maxLength: 6 }),
    policies,
    someDay: near,
    whichTurn: fc.option(fc.nat()),
    daysOff: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ birthDate, deceasedOn, protectedChild, policies: inUse, someDay, whichTurn, daysOff, ...rest }) => {
    const turns = [deceasedOn, ...rest.measures.flatMap(({ from, until }) => [from, until])].filter(
      (day) => day !== null,
    );
    const turn = whichTurn === null ? undefined : turns[whichTurn % turns.length];
    const on = turn === undefined ? someDay : daysFrom(turn, daysOff);
    return {
      facts: { ...rest, patient: { id: child, birthDate, deceasedOn, protected: protectedChild } },
      policies: inUse,
      on: on < birthDate ? birthDate : on,
    };
  });
