import fc from 'fast-check';
import { AccessEntry, accessOn } from '../../../libs/domain/access/access';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { Measure, inForce } from '../../../libs/domain/measures/measures';
import { LegalDate } from '../../../libs/domain/terms';
import { child } from './cases';
import { answerText, expectedAnswer } from './oracle';
import { daysAfter, daysBefore, daysFrom, horizonDays, runs, Scene, scenes } from './random';

type AccessRule = typeof accessOn;

const textOf = ({ access, units, reason, ground }: AccessEntry): string =>
  answerText(access, units, reason, ground.request);

const withMeasures = (facts: AccessFacts, measures: readonly Measure[]): AccessFacts => ({ ...facts, measures });

/** Whether everything that `less` opens is open in `more` too; entries come in the same order. */
const opensNoMore = (less: readonly AccessEntry[], more: readonly AccessEntry[]): boolean =>
  less.every(({ access, units }, index) => {
    const other = more[index]!;
    if (access === 'none' || other.access === 'all') return true;
    return access === 'units' && other.access === 'units' && units.every((unit) => other.units.includes(unit));
  });

const isIn = (facts: AccessFacts, on: LegalDate) => (measure: Measure) =>
  measure.patient === facts.patient.id && inForce(measure, on);

/** Each is true of a right rule in every scene. */
const properties = {
  'every answer is that of the table': (rule: AccessRule, { facts, on, policies }: Scene) =>
    rule(facts, on, policies).every(
      (entry) => textOf(entry) === expectedAnswer(facts, on, policies, entry.reader, entry.service),
    ),

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
    const registered = facts.guardians.filter((guardian) => guardian.registered).map(({ id }) => id);
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

/** The extension is asked about before the block. */
const extensionBeforeBlock: AccessRule = (facts, on, policies) => {
  const extended = facts.measures
    .filter((measure) => measure.kind === 'extension' && isIn(facts, on)(measure))
    .map((measure) => measure.person);
  const measures = facts.measures.filter(({ kind, person }) => kind !== 'block' || !extended.includes(person));
  return accessOn(withMeasures(facts, measures), on, policies);
};

/** A seal closes the journal to guardians alone. */
const sealForGuardiansOnly: AccessRule = (facts, on, policies) => {
  const unsealed = withMeasures(
    facts,
    facts.measures.filter(({ kind }) => kind !== 'seal'),
  );
  return accessOn(facts, on, policies).map((entry) =>
    entry.relation === 'self' ? accessOn(unsealed, on, policies).find((e) => e.service === entry.service)! : entry,
  );
};

/** A measure is held to last through the first day without it. */
const untilTakenAsLastDay: AccessRule = (facts, on, policies) => {
  const measures = facts.measures.map((m) => ({ ...m, until: m.until === null ? null : daysFrom(m.until, 1) }));
  return accessOn(withMeasures(facts, measures), on, policies);
};

/** An extension opens the whole journal. */
const extensionForAllUnits: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) =>
    entry.access === 'units' ? { ...entry, access: 'all', units: [] } : entry,
  );

/** A block is taken to stand in a seal's place. */
const blockLiftsSeal: AccessRule = (facts, on, policies) => {
  const blocked = facts.measures.some((measure) => measure.kind === 'block' && isIn(facts, on)(measure));
  const measures = facts.measures.filter(({ kind }) => !blocked || kind !== 'seal');
  return accessOn(withMeasures(facts, measures), on, policies);
};

const openOnlyWhileBlocked: AccessRule = (facts, on, policies) => {
  const blocked = facts.measures.some((measure) => measure.kind === 'block' && isIn(facts, on)(measure));
  return accessOn(facts, on, policies).map((entry) => (blocked ? entry : { ...entry, access: 'none', units: [] }));
};

const formerGuardiansKept: AccessRule = (facts, on, policies) => {
  const guardians = facts.guardians.map((guardian) => ({ ...guardian, registered: true }));
  return accessOn({ ...facts, guardians }, on, policies);
};

const daysNeverEnd: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({ ...entry, until: null }));

const daysCutShort: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({ ...entry, from: on }));

const lastMeasureNamed: AccessRule = (facts, on, policies) =>
  accessOn(facts, on, policies).map((entry) => ({
    ...entry,
    ground: { ...entry.ground, request: facts.measures.at(-1)?.request ?? null },
  }));

describe('the access rule, over random facts', () => {
  it.each(Object.keys(properties) as (keyof typeof properties)[])('%s', (name) => {
    fc.assert(
      fc.property(scenes, (scene) => properties[name](accessOn, scene)),
      runs,
    );
  });

  it.each<[keyof typeof properties, string, AccessRule]>([
    ['every answer is that of the table', 'an extension that wins over a block', extensionBeforeBlock],
    ['every answer is that of the table', 'a measure that lasts a day too long', untilTakenAsLastDay],
    ['the days around an answer are those with the same answer', 'days that never end', daysNeverEnd],
    ['the days around an answer are those with the same answer', 'days cut short', daysCutShort],
    ['nobody reads a sealed journal', 'a seal that leaves the patient', sealForGuardiansOnly],
    ['a blocked guardian reads nothing', 'an extension that wins over a block', extensionBeforeBlock],
    ['a block, a seal or a lock never opens anything', 'a block that lifts a seal', blockLiftsSeal],
    ['without any protective measure nobody reads less', 'a right that only a block gives', openOnlyWhileBlocked],
    ['an extension opens its own unit to its own reader and nothing else', 'all units opened', extensionForAllUnits],
    ['only the patient and guardians of a minor get anything', 'former guardians kept', formerGuardiansKept],
    ['the order of the facts says nothing', 'the last measure named as ground', lastMeasureNamed],
  ])('"%s" catches %s', (name, _fault, faulty) => {
    expect(holds(name, faulty)).toBe(false);
  });
});
