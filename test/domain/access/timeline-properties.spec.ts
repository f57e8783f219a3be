import fc from 'fast-check';
import { accessOn, Readable, timelineOf } from '../../../libs/domain/access/access';
import { AccessHistory, AccessPeriod } from '../../../libs/domain/access/periods';
import { LegalDate } from '../../../libs/domain/terms';
import { daysFrom } from './days';
import { answerText, expectedAnswer, readersOf } from './oracle';
import { runs, Scene, scenes } from './random';

type Timeline = typeof timelineOf;

interface Stretch {
  readonly scene: Scene;
  readonly from: LegalDate;
  readonly to: LegalDate;
  readonly readable: Readable;
}

/** Some days around the one asked about, for a caller who may read all requests, some or none. */
const stretches: fc.Arbitrary<Stretch> = fc
  .record({
    scene: scenes,
    before: fc.integer({ min: 0, max: 20 }),
    after: fc.integer({ min: 0, max: 20 }),
    readable: fc.constantFrom<Readable>(
      () => true,
      (request) => request < '8',
      () => false,
    ),
  })
  .map(({ scene, before, after, readable }) => {
    const first = daysFrom(scene.on, -before);
    const { birthDate } = scene.facts.patient;
    return { scene, from: first < birthDate ? birthDate : first, to: daysFrom(scene.on, after), readable };
  });

const daysOf = ({ from, to }: Pick<Stretch, 'from' | 'to'>): readonly LegalDate[] => {
  const days: LegalDate[] = [];
  for (let day = from; day <= to; day = daysFrom(day, 1)) days.push(day);
  return days;
};

const textOf = ({ access, units, reason, ground }: Pick<AccessPeriod, 'access' | 'units' | 'reason' | 'ground'>) =>
  answerText(access, units, reason, ground.request);

const properties = {
  'covers its days without gap or overlap, and neighbours differ': (timeline: Timeline, stretch: Stretch) =>
    historiesOf(timeline, stretch).every(({ periods }) => {
      const joined = periods.slice(1).every((period, index) => {
        const before = periods[index]!;
        return before.until === daysFrom(period.from, -1) && textOf(before) !== textOf(period);
      });
      return joined && periods[0]?.from === stretch.from && periods.at(-1)?.until === stretch.to;
    }),

  'has everybody, for both services': (timeline: Timeline, stretch: Stretch) => {
    const told = historiesOf(timeline, stretch).map(({ reader, service }) => `${reader.id} ${service}`);
    const expected = readersOf(stretch.scene.facts).flatMap((id) => [`${id} journal`, `${id} e-services`]);
    return told.sort().join() === expected.sort().join();
  },

  'says of every day what is said of the day alone': (timeline: Timeline, stretch: Stretch) => {
    const { scene, readable } = stretch;
    const histories = historiesOf(timeline, stretch);
    return daysOf(stretch).every((day) =>
      accessOn(scene.facts, day, scene.policies, readable).every((entry) => {
        const period = periodOf(histories, entry.reader, entry.service, day);
        const first = entry.from < stretch.from ? stretch.from : entry.from;
        const last = entry.until === null || entry.until > stretch.to ? stretch.to : entry.until;
        return textOf(period) === textOf(entry) && period.from === first && period.until === last;
      }),
    );
  },

  'says of every day what the table says': (timeline: Timeline, stretch: Stretch) => {
    const { facts, policies } = stretch.scene;
    const histories = historiesOf(timeline, { ...stretch, readable: () => true });
    return daysOf(stretch).every((day) =>
      histories.every(({ reader, service }) => {
        const period = periodOf(histories, reader.id, service, day);
        return textOf(period) === expectedAnswer(facts, day, policies, reader.id, service);
      }),
    );
  },

  'names no request that may not be read, and none of its events': (timeline: Timeline, stretch: Stretch) =>
    historiesOf(timeline, stretch).every(({ periods }) =>
      periods.every(({ ground: { request, events } }) =>
        request === null ? events.length === 0 : stretch.readable(request),
      ),
    ),

  'tells as much of the reasons to whoever may read nothing': (timeline: Timeline, stretch: Stretch) => {
    const whole = historiesOf(timeline, { ...stretch, readable: () => true });
    const none = historiesOf(timeline, { ...stretch, readable: () => false });
    return daysOf(stretch).every((day) =>
      whole.every(({ reader, service }) => {
        const [told, withheld] = [whole, none].map((of) => periodOf(of, reader.id, service, day));
        return (
          told!.access === withheld!.access &&
          told!.reason === withheld!.reason &&
          told!.units.join() === withheld!.units.join()
        );
      }),
    );
  },
} as const satisfies Record<string, (timeline: Timeline, stretch: Stretch) => boolean>;

const historiesOf = (timeline: Timeline, { scene, from, to, readable }: Stretch): readonly AccessHistory[] =>
  timeline(scene.facts, { from, to }, scene.policies, readable);

function periodOf(histories: readonly AccessHistory[], reader: string, service: string, day: LegalDate): AccessPeriod {
  const history = histories.find((one) => one.reader.id === reader && one.service === service);
  const found = history?.periods.filter(({ from, until }) => from <= day && (until === null || day <= until)) ?? [];
  return found[0] ?? nothing;
}

/** Differs from every answer. */
const nothing = { access: 'none', units: [], reason: '', ground: { request: null } } as unknown as AccessPeriod;

const inPeriods =
  (change: (periods: readonly AccessPeriod[]) => readonly AccessPeriod[]): Timeline =>
  (...asked) =>
    timelineOf(...asked).map((history) => ({ ...history, periods: change(history.periods) }));

const notMerged: Timeline = (facts, days, policies, readable = () => true) =>
  timelineOf(facts, days, policies).map((history) => ({
    ...history,
    periods: history.periods.map((period) => {
      const { request } = period.ground;
      return request === null || readable(request)
        ? period
        : { ...period, ground: { ...period.ground, request: null, events: [] } };
    }),
  }));

const withheldEventsTold: Timeline = (facts, days, policies, readable = () => true) => {
  const whole = timelineOf(facts, days, policies);
  return timelineOf(facts, days, policies, readable).map((history, index) => ({
    ...history,
    periods: history.periods.map((period) => {
      const ground = whole[index]!.periods.find(
        ({ from, until }) => from <= period.from && period.from <= until!,
      )!.ground;
      return { ...period, ground: { ...period.ground, events: ground.events } };
    }),
  }));
};

const few = { ...runs, numRuns: 150 };

describe('the timeline, over random facts', () => {
  it.each(Object.keys(properties) as (keyof typeof properties)[])('%s', (name) => {
    fc.assert(
      fc.property(stretches, (stretch) => properties[name](timelineOf, stretch)),
      few,
    );
  });

  it.each<[keyof typeof properties, string, Timeline]>([
    [
      'covers its days without gap or overlap, and neighbours differ',
      'a last period without its last day',
      inPeriods((periods) => periods.map((one) => ({ ...one, until: daysFrom(one.until!, -1) }))),
    ],
    ['covers its days without gap or overlap, and neighbours differ', 'what is withheld telling itself', notMerged],
    [
      'has everybody, for both services',
      'former guardians left out',
      (facts, ...asked) => timelineOf({ ...facts, register: facts.register.slice(-1) }, ...asked),
    ],
    [
      'says of every day what is said of the day alone',
      'periods a day late',
      inPeriods(([first, ...later]) => [first!, ...later.map((one) => ({ ...one, from: daysFrom(one.from, 1) }))]),
    ],
    [
      'says of every day what the table says',
      'the newest answer of the register for every day',
      (facts, ...asked) => timelineOf({ ...facts, register: facts.register.slice(-1) }, ...asked),
    ],
    [
      'names no request that may not be read, and none of its events',
      'every request named',
      (facts, days, policies) => timelineOf(facts, days, policies),
    ],
    [
      'names no request that may not be read, and none of its events',
      'the events of a withheld one',
      withheldEventsTold,
    ],
    [
      'tells as much of the reasons to whoever may read nothing',
      'measures left out with their requests',
      (facts, days, policies, readable = () => true) =>
        timelineOf(
          { ...facts, measures: facts.measures.filter(({ request }) => readable(request)) },
          days,
          policies,
          readable,
        ),
    ],
  ])('"%s" catches %s', (name, _fault, faulty) => {
    const property = fc.property(stretches, (stretch) => properties[name](faulty, stretch));
    expect(fc.check(property, { ...runs, endOnFailure: true }).failed).toBe(true);
  });
});
