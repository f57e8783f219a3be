import fc from 'fast-check';
import { preview } from '../../support/asking';
import { accepted } from '../../support/case';
import { AccessAnswer, AccessEntry } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import {
  extensionOfGuardian,
  extensionOfMinor,
  block,
  locking,
  patientSeal,
  protectedSeal,
  staffSeal,
} from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { Register } from '../every-procedure/register';
import { About, inForce, Walk } from '../every-procedure/walk';

let program: RunningProgram;
let register: Register;
beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z', env: register.settings });
});

/** What is in force for each family, by which way, and what becomes of it afterwards. */
const cases: readonly (readonly [About, 'ordinary' | 'urgent', Later])[] = [
  [block(people.eight, 0), 'ordinary', 'ended'],
  [block(people.littleSibling), 'urgent', 'voided'],
  [block(people.nine, 1), 'ordinary', 'custody lost'],
  [block(people.oneGuardian), 'urgent', 'protected'],
  [extensionOfGuardian(people.fourteen, 0), 'ordinary', 'ended'],
  [extensionOfGuardian(people.leapDay, 1), 'ordinary', 'custody lost'],
  [extensionOfMinor(people.fifteen.child), 'ordinary', 'voided'],
  [staffSeal(people.infant.child, locking), 'urgent', 'ended'],
  [protectedSeal(people.twinOne.child), 'ordinary', 'dead'],
  [patientSeal(people.seventeen.child, true), 'ordinary', 'ended'],
];

type Later = 'ended' | 'voided' | 'custody lost' | 'protected' | 'dead';

const endedBy: Readonly<Record<string, string>> = {
  block: 'block-end',
  'extension.guardian': 'extension-end',
  'extension.minor': 'extension-end',
  'seal.staff': 'unseal.staff',
  'seal.patient': 'unseal.patient',
};

interface Period extends Pick<AccessEntry, 'access' | 'units' | 'reason' | 'ground'> {
  readonly from: string;
  readonly until: string;
}

interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
  readonly readers: readonly {
    readonly reader: AccessEntry['reader'];
    readonly service: string;
    readonly periods: readonly Period[];
  }[];
}

const ask = async <Answered>(path: string, body: object): Promise<Answered> =>
  accepted(await program.as('clinician-partille').post<Answered>(`/v1/access/${path}`, body), 200).body;

/** api.md 8.1: what makes two answers the same. */
const same = ({ access, units, reason, ground }: Pick<AccessEntry, 'access' | 'units' | 'reason' | 'ground'>): string =>
  [access, [...units].sort().join('+'), reason, ground.request ?? '-'].join(' ');

const linesOf = (entries: readonly AccessEntry[]): readonly string[] =>
  entries.map((one) => `${one.reader.id} ${one.service} ${same(one)}`).sort();

const linesOn = ({ readers }: Timeline, day: string): readonly string[] =>
  readers
    .map(({ reader, service, periods }) => {
      const found = periods.filter(({ from, until }) => from <= day && day <= until);
      expect(found).toHaveLength(1);
      return `${reader.id} ${service} ${same(found[0]!)}`;
    })
    .sort();

const daysFrom = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

/** Days from a month before to some years after, and both sides of where the timeline turns. */
function daysOf({ readers, from, to }: Timeline, some: readonly number[]): readonly string[] {
  const turns = readers.flatMap(({ periods }) => periods.map((period) => period.from));
  const beside = [...new Set(turns)]
    .sort()
    .slice(-3)
    .flatMap((day) => [daysFrom(day, -1), day]);
  return [...beside, ...some.map((by) => daysFrom('2026-11-23', by))].filter((day) => from <= day && day <= to);
}

interface Asked {
  readonly patient: string;
  readonly knownAt: string;
  readonly days: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

const days = fc.sample(fc.array(fc.integer({ min: -30, max: 1_500 }), { minLength: 3, maxLength: 3 }), {
  ...{ seed: 20261123, numRuns: cases.length },
});

/** A measure comes into force as its preview says. */
async function begin(about: About, track: 'ordinary' | 'urgent'): Promise<Walk> {
  const walk = track === 'urgent' ? await Walk.call(program, about) : await Walk.open(program, about);
  if (track === 'ordinary') await walk.to('submitted');
  const { on, after } = await preview(walk.story);
  await walk.execute();
  const then = await ask<AccessAnswer>('search', { patient: about.patient, on });
  expect(linesOf(after)).toEqual(linesOf(then.entries));
  return walk;
}

/** Every day as it is said alone, and as the timeline says it. */
async function askedAll(patient: string, some: readonly number[], knownAt?: string): Promise<Asked> {
  const timeline = await ask<Timeline>('timeline', { patient, knownAt });
  const asked = daysOf(timeline, some);
  const answers: AccessAnswer[] = [];
  for (const on of asked) answers.push(await ask<AccessAnswer>('search', { patient, on, knownAt }));
  expect([...new Set(answers.map((one) => one.knownAt))]).toEqual([timeline.knownAt]);
  const lines = answers.map(({ entries }) => linesOf(entries));
  expect(asked.map((day) => linesOn(timeline, day))).toEqual(lines);
  return { patient, knownAt: timeline.knownAt, days: asked, lines };
}

async function moveOn(walk: Walk, { procedure, patient, guardians = [] }: About, later: Later): Promise<void> {
  switch (later) {
    case 'ended':
      await inForce(program, { procedure: endedBy[procedure] ?? '', patient });
      return;
    case 'voided': {
      const items = walk.view.execution.plan.filter(({ receipt }) => receipt !== null).map(({ item }) => item);
      const receipts = [{ item: items.at(-1) ?? '', voided: true }];
      await walk.story.correct({ step: 'execution', receipts }, 'executor');
      return;
    }
    case 'custody lost':
      return register.change(program, patient, { guardians: guardians.slice(1) });
    case 'protected':
      return register.change(program, patient, { protection: 'secrecy-marking' });
    case 'dead':
      return register.change(program, patient, { deceasedOn: '2026-12-24' });
  }
}

describe('who reads what on a day', () => {
  const walks: Walk[] = [];
  const asked: Asked[] = [];

  it('is said by the preview as it then comes, and by the search of the day as by the timeline', async () => {
    for (const [index, [about, track]] of cases.entries()) {
      walks.push(await begin(about, track));
      asked.push(await askedAll(about.patient, days[index]!));
    }
  });

  it('is said otherwise by what is known later', async () => {
    await program.moveClock('2027-01-15T08:00:00Z');
    for (const [index, [about, , later]] of cases.entries()) {
      await moveOn(walks[index]!, about, later);
      const now = await askedAll(about.patient, days[index]!);
      expect(now.knownAt > asked[index]!.knownAt).toBe(true);
      expect([later, now.lines.join()]).not.toEqual([later, asked[index]!.lines.join()]);
    }
  });

  it.each(['while the program runs', 'when it has been started anew'])(
    'is said again as it was known then, %s',
    async (when) => {
      if (when.endsWith('anew')) await program.restart();
      for (const { patient, knownAt, days: on, lines } of asked) {
        const timeline = await ask<Timeline>('timeline', { patient, knownAt });
        expect([timeline.knownAt, ...on.map((day) => linesOn(timeline, day))]).toEqual([knownAt, ...lines]);
        for (const [index, day] of on.entries()) {
          const again = await ask<AccessAnswer>('search', { patient, on: day, knownAt });
          expect([again.knownAt, linesOf(again.entries)]).toEqual([knownAt, lines[index]]);
        }
      }
    },
  );
});
