import fc from 'fast-check';
import { AccessEntry, accessOn } from '../../../libs/domain/access/access';
import { knownBy, RegisterAnswer } from '../../../libs/domain/register/history';
import { Instant } from '../../../libs/domain/terms';
import { instant } from './cases';
import { answerText, expectedAnswer, readersOf } from './oracle';
import { runs, Scene, scenes } from './random';

const textOf = ({ access, units, reason, ground }: AccessEntry): string =>
  answerText(access, units, reason, ground.request);

type Known = typeof knownBy;

/** A millisecond before, at or after a look, or on some other day. */
const moments = fc
  .record({ scene: scenes, which: fc.nat(), off: fc.constantFrom(-1, 0, 1, 90_000_000) })
  .map(({ scene, which, off }) => {
    const looks = scene.facts.register.map(({ at }) => at);
    return { scene, knownAt: instant(new Date(Date.parse(looks[which % looks.length]!) + off).toISOString()) };
  });

const known = (rule: Known, { scene, knownAt }: { readonly scene: Scene; readonly knownAt: Instant }): boolean => {
  const { facts, policies, on } = scene;
  const [first, ...later] = facts.register;
  const expected = { ...facts, register: [first!, ...later.filter((look) => !(look.at > knownAt))] };
  const told = { ...facts, register: rule(facts.register, knownAt) };
  return accessOn(told, on, policies)
    .map((entry) => `${entry.reader} ${entry.service} ${textOf(entry)}`)
    .sort()
    .every((line, index, all) => {
      const lines = readersOf(expected).flatMap((reader) =>
        (['journal', 'e-services'] as const).map(
          (service) => `${reader} ${service} ${String(expectedAnswer(expected, on, policies, reader, service))}`,
        ),
      );
      return all.length === lines.length && lines.sort()[index] === line;
    });
};

describe('what was known of the register, over random facts', () => {
  it('is what was seen by then; the first look counts from the beginning', () => {
    fc.assert(
      fc.property(moments, (moment) => known(knownBy, moment)),
      runs,
    );
  });

  it.each<[string, Known]>([
    ['what is seen later', (answers) => answers],
    [
      'a look forgotten at its own instant',
      (answers, at) =>
        withFirst(
          answers,
          answers.filter((one) => one.at < at),
        ),
    ],
    ['nothing but the first look', (answers) => answers.slice(0, 1)],
    ['the newest look alone', (answers, at) => withFirst(answers, knownBy(answers, at).slice(-1))],
  ])('the check catches %s', (_fault, faulty) => {
    const property = fc.property(moments, (moment) => known(faulty, moment));
    expect(fc.check(property, { ...runs, endOnFailure: true }).failed).toBe(true);
  });
});

const withFirst = (answers: readonly RegisterAnswer[], found: readonly RegisterAnswer[]): readonly RegisterAnswer[] =>
  found.length > 0 ? found : answers.slice(0, 1);
