import fc from 'fast-check';
import { nextChange } from '../../../libs/domain/access/next-change';
import { accessHistories } from '../../../libs/domain/access/periods';
import { RegisterAnswer } from '../../../libs/domain/register/history';
import { LegalDate } from '../../../libs/domain/terms';
import { daysFrom, swedishDay } from './days';
import { expectedAnswer, readersOf } from './oracle';
import { daysAfter, horizonDays, runs, Scene, scenes } from './random';

type NextChangeRule = typeof nextChange;

describe('the next change, over random facts', () => {
  it('is the first day, within 400 days, on which any answer differs', () => {
    fc.assert(
      fc.property(scenes, (scene) => isFirstDifferingDay(nextChange, scene)),
      runs,
    );
  });

  it.each<[string, NextChangeRule]>([
    ['a change announced a day late', late],
    ['a change never announced', () => null],
    [
      'the change after the next',
      (facts, on, policies) => nextChange(facts, late(facts, on, policies)?.date ?? on, policies),
    ],
  ])('the check catches %s', (_fault, faulty) => {
    const property = fc.property(scenes, (scene) => isFirstDifferingDay(faulty, scene));
    expect(fc.check(property, { ...runs, endOnFailure: true }).failed).toBe(true);
  });

  it('names as cause something that happens on the day', () => {
    fc.assert(
      fc.property(scenes, ({ facts, on, policies }) => {
        const next = nextChange(facts, on, policies);
        if (next === null) return true;
        const { date, cause } = next;
        const dated = facts.measures.flatMap(({ kind, from, until }) => [
          ...(from === date ? [`${kind}-begins`] : []),
          ...(until === date ? [`${kind}-ends`] : []),
        ]);
        const years = Number(date.slice(0, 4)) - Number(facts.patient.birthDate.slice(0, 4));
        const happening = [
          ...dated,
          ...(facts.register.flatMap(deathsIn).includes(date) ? ['death'] : []),
          ...(facts.register.some(({ at }) => swedishDay(at) === date) ? ['register-changes'] : []),
          ...(policies.some(({ validFrom }) => validFrom === date) ? ['policy-changes'] : []),
          `birthday-${years}`,
        ];
        return happening.includes(cause);
      }),
      runs,
    );
  });
});

describe('the periods, over random facts', () => {
  it('run from birth without gaps, and neighbours differ', () => {
    fc.assert(
      fc.property(scenes, ({ facts, policies }) =>
        accessHistories(facts, policies).every(({ periods }) => {
          const joined = periods.slice(1).every(({ from }, index) => periods[index]!.until === daysFrom(from, -1));
          return periods[0]!.from === facts.patient.birthDate && periods.at(-1)!.until === null && joined;
        }),
      ),
      runs,
    );
  });
});

const deathsIn = ({ patient, guardians }: RegisterAnswer): readonly (LegalDate | null)[] =>
  [patient, ...guardians].map(({ deceasedOn }) => deceasedOn);

/** By the oracle, day by day. */
function isFirstDifferingDay(rule: NextChangeRule, { facts, on, policies }: Scene): boolean {
  const readers = readersOf(facts);
  const answersOn = (day: LegalDate): string =>
    readers
      .flatMap((reader) => [
        expectedAnswer(facts, day, policies, reader, 'journal'),
        expectedAnswer(facts, day, policies, reader, 'e-services'),
      ])
      .join('\n');
  const today = answersOn(on);
  const first = daysAfter(on).find((day) => answersOn(day) !== today);
  const told = rule(facts, on, policies)?.date ?? null;
  return first === undefined ? told === null || told > daysFrom(on, horizonDays) : told === first;
}

function late(...[facts, on, policies]: Parameters<NextChangeRule>): ReturnType<NextChangeRule> {
  const next = nextChange(facts, on, policies);
  return next === null ? null : { ...next, date: daysFrom(next.date, 1) };
}
