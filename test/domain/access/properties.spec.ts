import fc from 'fast-check';
import { AccessEntry, accessOn } from '../../../libs/domain/access/access';
import { LegalDate } from '../../../libs/domain/terms';
import { child } from './cases';
import { daysFrom, swedishDay } from './days';
import { answerText, expectedAnswer, readersOf } from './oracle';
import { daysAfter, daysBefore, horizonDays, runs, Scene, scenes } from './random';
import * as wrong from './wrong-rules';
import { AccessRule, isIn, withMeasures } from './wrong-rules';

const textOf = ({ access, units, reason, ground }: AccessEntry): string =>
  answerText(access, units, reason, ground.request);

/** Whether everything that `less` opens is open in `more` too; entries come in the same order. */
const opensNoMore = (less: readonly AccessEntry[], more: readonly AccessEntry[]): boolean =>
  less.every(({ access, units }, index) => {
    const other = more[index]!;
    if (access === 'none' || other.access === 'all') return true;
    return access === 'units' && other.access === 'units' && units.every((unit) => other.units.includes(unit));
  });

/** Each is true of a right rule in every scene. */
const properties = {
  'every answer is that of the table': (rule: AccessRule, { facts, on, policies }: Scene) => {
    const told = rule(facts, on, policies);
    return readersOf(facts).every((reader) =>
      (['journal', 'e-services'] as const).every((service) => {
        const entries = told.filter((entry) => entry.reader === reader && entry.service === service);
        return entries.map(textOf).join() === expectedAnswer(facts, on, policies, reader, service);
      }),
    );
  },

  'the days around an answer are those with the same answer': (rule: AccessRule, { facts, on, policies }: Scene) =>
    rule(facts, on, policies).every((entry) => {
      const answerOf = (day: LegalDate) => expectedAnswer(facts, day, policies, entry.reader, entry.service);
      const differs = (day: LegalDate) => answerOf(day) !== textOf(entry);
      const before = daysBefore(on).find(differs);
      const after = daysAfter(on).find(differs);
      return (
        (before === undefined ? entry.from <= daysFrom(on, -horizonDays) : entry.from === daysFrom(before, 1)) &&
        (after === undefined
          ? entry.until === null || entry.until >= daysFrom(on, horizonDays)
          : entry.until === daysFrom(after, -1))
      );
    }),

  'nobody reads a sealed journal': (rule: AccessRule, { facts, on, policies }: Scene) =>
    !facts.measures.some((measure) => measure.kind === 'seal' && isIn(facts, on)(measure)) ||
    rule(facts, on, policies).every(({ service, access }) => service !== 'journal' || access === 'none'),

  'a blocked guardian reads nothing': (rule: AccessRule, { facts, on, policies }: Scene) => {
    const blocks = facts.measures.filter((measure) => measure.kind === 'block' && isIn(facts, on)(measure));
    return rule(facts, on, policies).every(
      ({ relation, reader, service, access }) =>
        relation === 'self' ||
        service !== 'journal' ||
        access === 'none' ||
        !blocks.some((block) => block.person === reader),
    );
  },

  'a block, a seal or a lock never opens anything': (rule: AccessRule, { facts, on, policies }: Scene) => {
    const now = rule(facts, on, policies);
    return facts.measures
      .filter(({ kind }) => kind !== 'extension')
      .every((measure) => {
        const others = facts.measures.filter((other) => other !== measure);
        return opensNoMore(now, rule(withMeasures(facts, others), on, policies));
      });
  },

  'without any protective measure nobody reads less': (rule: AccessRule, { facts, on, policies }: Scene) => {
    const extensions = facts.measures.filter(({ kind }) => kind === 'extension');
    return opensNoMore(rule(facts, on, policies), rule(withMeasures(facts, extensions), on, policies));
  },

  'an extension opens its own unit to its own reader and nothing else': (
    rule: AccessRule,
    { facts, on, policies }: Scene,
  ) => {
    const now = rule(facts, on, policies);
    return facts.measures
      .filter(({ kind }) => kind === 'extension')
      .every((extension) => {
        const others = facts.measures.filter((other) => other !== extension);
        const without = rule(withMeasures(facts, others), on, policies);
        return now.every((entry, index) => {
          const before = without[index]!;
          if (entry.reader !== extension.person || entry.service !== 'journal') return textOf(entry) === textOf(before);
          return entry.access === before.access
            ? entry.units.every((unit) => unit === extension.unit || before.units.includes(unit))
            : before.access === 'none' && entry.units.join() === extension.unit;
        });
      });
  },

  'only the patient and guardians of a minor get anything': (rule: AccessRule, { facts, on, policies }: Scene) => {
    const said = facts.register.findLast(({ at }) => swedishDay(at) <= on) ?? facts.register[0]!;
    const registered = said.guardians.map(({ id }) => id);
    return rule(facts, on, policies).every(
      ({ reader, access }) => access === 'none' || reader === child || registered.includes(reader),
    );
  },

  'the order of the facts says nothing': (rule: AccessRule, { facts, on, policies }: Scene) =>
    JSON.stringify(rule(facts, on, policies)) ===
    JSON.stringify(rule(withMeasures(facts, [...facts.measures].reverse()), on, policies)),
} as const satisfies Record<string, (rule: AccessRule, scene: Scene) => boolean>;

const holds = (name: keyof typeof properties, rule: AccessRule): boolean =>
  !fc.check(
    fc.property(scenes, (scene) => properties[name](rule, scene)),
    { ...runs, numRuns: 10 * runs.numRuns, endOnFailure: true },
  ).failed;

describe('the access rule, over random facts', () => {
  it.each(Object.keys(properties) as (keyof typeof properties)[])('%s', (name) => {
    fc.assert(
      fc.property(scenes, (scene) => properties[name](accessOn, scene)),
      runs,
    );
  });

  it.each<[keyof typeof properties, string, AccessRule]>([
    ['every answer is that of the table', 'an extension that wins over a block', wrong.extensionBeforeBlock],
    ['every answer is that of the table', 'a measure that lasts a day too long', wrong.untilTakenAsLastDay],
    [
      'every answer is that of the table',
      'the newest answer of the register for every day',
      wrong.newestAnswerForEveryDay,
    ],
    [
      'every answer is that of the table',
      'the first answer of the register for every day',
      wrong.firstAnswerForEveryDay,
    ],
    ['every answer is that of the table', 'what is seen a day later', wrong.seenADayLater],
    ['every answer is that of the table', 'days of UTC', wrong.daysOfUtc],
    ['every answer is that of the table', 'guardians before they appeared', wrong.laterGuardiansFromTheBeginning],
    ['every answer is that of the table', 'a death from the day it was seen', wrong.deathFromTheDayItWasSeen],
    ['every answer is that of the table', 'a protection that never goes', wrong.protectionNeverGone],
    ['the days around an answer are those with the same answer', 'days that never end', wrong.daysNeverEnd],
    ['the days around an answer are those with the same answer', 'days cut short', wrong.daysCutShort],
    ['nobody reads a sealed journal', 'a seal that leaves the patient', wrong.sealForGuardiansOnly],
    ['a blocked guardian reads nothing', 'an extension that wins over a block', wrong.extensionBeforeBlock],
    ['a block, a seal or a lock never opens anything', 'a block that lifts a seal', wrong.blockLiftsSeal],
    ['without any protective measure nobody reads less', 'a right that only a block gives', wrong.openOnlyWhileBlocked],
    [
      'an extension opens its own unit to its own reader and nothing else',
      'all units opened',
      wrong.extensionForAllUnits,
    ],
    ['only the patient and guardians of a minor get anything', 'former guardians kept', wrong.formerGuardiansKept],
    ['the order of the facts says nothing', 'the last measure named as ground', wrong.lastMeasureNamed],
  ])('"%s" catches %s', (name, _fault, faulty) => {
    expect(holds(name, faulty)).toBe(false);
  });
});
