import { addDays, DueKind, procedures, taskNames } from '@sigill/domain';
import { Done, faultsOf, Round } from './done';
import { LifeInTime, Seen } from './life';
import { World } from './world';

const seen: Seen = {
  ...{ done: new Set(), tasks: new Set(), procedures: new Set(), refused: new Set() },
  ...{ endingsByProgram: new Set(), changes: new Set(), kills: 0 },
};

async function live(seed: number, steps: number, judge = faultsOf): Promise<void> {
  const world = await World.begin();
  try {
    await new LifeInTime(world, seen, seed).run(steps, judge);
  } finally {
    await world.end();
  }
}

/** Together they come to everything. */
const seeds = [1, 2, 3, 4, 5, 9];

describe('lives that time, register and two workers move, with kills between', () => {
  it.each(seeds)(
    'have everything that falls due done once, and nothing else: seed %d',
    async (seed) => {
      await live(seed, 320);
    },
    120_000,
  );

  it('come to every timer, task and reaction to the register, and execute every procedure', () => {
    const kinds: Record<DueKind, true> = {
      ...{ 'measure-lapses': true, 'form-reminder': true, 'form-escalation': true, submission: true, execution: true },
      ...{ documentation: true, review: true, 'extension-ends': true },
    };
    expect([...seen.done].sort()).toEqual(Object.keys(kinds).sort());
    expect([...seen.tasks].sort()).toEqual([...taskNames].sort());
    expect([...seen.changes].sort()).toEqual(['guardians', 'protection']);
    expect(seen.endingsByProgram.size).toBeGreaterThan(3);
    expect(seen.kills).toBeGreaterThan(10);
    const executed = procedures.filter(({ name }) => seen.procedures.has(`${name} execution`)).map(({ name }) => name);
    expect(executed).toEqual(procedures.map(({ name }) => name));
  });
});

describe('the judge of a round', () => {
  const news = ({ before, after }: Round): readonly Done[] => after.slice(before.length);
  const changed = (round: Round, change: (done: readonly Done[]) => readonly Done[]): readonly string[] =>
    faultsOf({ ...round, after: [...round.before, ...change(news(round))] });

  it.each<readonly [string, string, (round: Round) => readonly string[]]>([
    ['does a thing twice', 'twice', (round) => changed(round, (done) => [...done, ...done])],
    ['forgets a thing', 'forgotten', (round) => changed(round, (done) => done.slice(1))],
    [
      'does a thing of another day',
      'not due',
      (round) => changed(round, (done) => done.map((one) => ({ ...one, on: addDays(one.on, 1) }))),
    ],
    [
      'says that a thing fell due when it was done',
      'at another time',
      (round) => changed(round, (done) => done.map((one) => ({ ...one, occurredAt: one.recordedAt }))),
    ],
  ])('sees a worker that %s', async (_, fault, judge) => {
    await expect(live(5, 100, judge)).rejects.toThrow(fault);
  });
});
