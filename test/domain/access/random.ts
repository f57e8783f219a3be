import fc from 'fast-check';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { AccessPolicies } from '../../../libs/domain/policy/policy';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { MeasureKind, TracedMeasure } from '../../../libs/domain/measures/measures';
import { RegisterAnswer } from '../../../libs/domain/register/history';
import { Instant, LegalDate, PersonId } from '../../../libs/domain/terms';
import { child, father, mother, person, request, today, unit } from './cases';
import { daysFrom, swedishDay } from './days';

export interface Scene {
  readonly facts: AccessFacts;
  readonly policies: AccessPolicies;
  readonly on: LegalDate;
}

export const horizonDays = 400;
const counts = Array.from({ length: horizonDays }, (_, index) => index + 1);

/** The nearest first, as far as the horizon. */
export const daysBefore = (on: LegalDate): LegalDate[] => counts.map((count) => daysFrom(on, -count));
export const daysAfter = (on: LegalDate): LegalDate[] => counts.map((count) => daysFrom(on, count));

export const runs = { seed: 20261121, numRuns: 400 };

const stranger = person('stranger');
/** Half of them on a few days, so that things meet. */
const near = fc
  .oneof(fc.integer({ min: -150, max: 150 }), fc.constantFrom(-40, -1, 0, 1, 20))
  .map((days) => daysFrom(today, days));

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

const measures: fc.Arbitrary<TracedMeasure> = fc
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
    events: [{ request: measure.request, revision: 6 }],
    endedBy: null,
  }));

/** The first of them once more, from ten days later on, by a request of its own. */
const renewed = (all: readonly TracedMeasure[]): readonly TracedMeasure[] =>
  all.flatMap((one, index) => {
    const by = request('f0000000-0000-4000-8000-000000000000');
    const events = [{ request: by, revision: 6 }];
    return index > 0 ? [one] : [one, { ...one, request: by, from: daysFrom(one.from, 10), until: null, events }];
  });

const flag = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const protections = flag(8).map((is) => (is ? 'secrecy-marking' : 'none'));

/** Around midnight in Sweden and in UTC, and at noon. */
const looks: fc.Arbitrary<Instant> = fc
  .tuple(near, fc.constantFrom('00:30', '10:00', '21:59', '22:00', '22:30', '23:00', '23:59'))
  .map(([day, time]) => `${day}T${time}:00.000Z` as Instant);

/** A death, and from which look on it is seen; now and then it is taken back. */
const deaths = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ day: near, seenFrom: fc.nat(3), seenUntil: fc.constantFrom(2, 9, 9, 9) }) },
);
type Death = typeof deaths extends fc.Arbitrary<infer Value> ? Value : never;

const seen = (death: Death, look: number): LegalDate | null =>
  death !== null && look >= death.seenFrom && look < death.seenUntil ? death.day : null;

/** Custody is lost and regained, protection comes and goes, somebody appears later. */
const registers: fc.Arbitrary<readonly RegisterAnswer[]> = fc
  .record({
    looks: fc.uniqueArray(looks, { minLength: 1, maxLength: 4 }),
    died: fc.record({ child: deaths, mother: deaths, father: deaths, stranger: deaths }),
    said: fc.array(
      fc.record({
        guardians: fc.constantFrom<readonly PersonId[]>(
          ...[[], [mother], [mother, father], [mother, father], [father, mother], [mother, father, stranger]],
        ),
        ofChild: flag(10).map((is) => (is ? 'protected-registration' : 'none')),
        ofGuardians: fc.tuple(protections, protections, protections),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  })
  .map(({ looks: at, died, said }) =>
    at.sort().map((instant, look): RegisterAnswer => {
      const { guardians, ofChild, ofGuardians } = said[look]!;
      return {
        ...{ at: instant, source: 'folkbokforing', found: true },
        patient: { id: child, protection: ofChild, deceasedOn: seen(died.child, look) },
        guardians: guardians.map((id, index) => ({
          ...{ id, protection: ofGuardians[index]! },
          deceasedOn: seen(died[id as 'mother' | 'father' | 'stranger'], look),
        })),
      };
    }),
  );

const policies: fc.Arbitrary<AccessPolicies> = fc.oneof(
  fc.constant(vgrPolicies),
  near.map((validFrom): AccessPolicies => [
    ...vgrPolicies,
    { ...vgrPolicies[0], validFrom, automaticUntilAge: 15, ownAccessAge: 17, blockStopsEServices: false },
  ]),
);

/** Most of the days asked about lie on or beside the first or last day of a measure, a look at the register or a death. */
export const scenes: fc.Arbitrary<Scene> = fc
  .record({
    birthDate: births,
    register: registers,
    measures: fc
      .tuple(fc.array(measures, { maxLength: 6 }), flag(2))
      .map(([all, again]) => (again ? renewed(all) : all)),
    policies,
    someDay: near,
    whichTurn: fc.option(fc.nat()),
    daysOff: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ birthDate, register, measures: found, policies: inUse, someDay, whichTurn, daysOff }) => {
    const turns = [
      ...register.flatMap(({ at, patient, guardians }) => [
        swedishDay(at),
        ...[patient, ...guardians].map(({ deceasedOn }) => deceasedOn),
      ]),
      ...found.flatMap(({ from, until }) => [from, until]),
    ].filter((day) => day !== null);
    const turn = whichTurn === null ? undefined : turns[whichTurn % turns.length];
    const on = turn === undefined ? someDay : daysFrom(turn, daysOff);
    return {
      facts: { patient: { id: child, birthDate }, register, measures: found },
      policies: inUse,
      on: on < birthDate ? birthDate : on,
    };
  });
