import { checked } from '../cli/checked';
import { access, search } from '../support/asking';
import { seeded } from '../support/told-tables';
import { View } from '../support/contract';
import { RunningProgram } from '../support/program';
import { families } from '../support/samples';
import { block, locking, protectedSeal, staffSeal } from '../acceptance/every-procedure/abouts';
import { About, Walk } from '../acceptance/every-procedure/walk';
import { Cluster } from './cluster';

/** Sixteen callers of two processes on one log open, carry on and end whatever comes to their minds, for the same few children: the
 *  fewer there are, the more they get in each other's way. */

const callers = 16;
const seed = Number(process.env['SIGILL_SEED'] ?? 20261127);
const each = process.env['SIGILL_LONG'] === '1' ? 60 : 6;
const those = Object.values(families).filter(({ child }) => child !== families.deceased.child);
/** What a rule, or somebody who was faster, says; anything else is a fault. */
const refusals = /^expected \d+: (?:409|412) /;

let cluster: Cluster;
let programs: readonly RunningProgram[];
beforeAll(async () => {
  cluster = await Cluster.start();
  programs = await Promise.all([cluster.process('api,worker'), cluster.process('api,worker')]);
}, 60_000);
afterAll(() => cluster.stop());

type Draw = <T>(of: readonly T[]) => T;

function aboutOf(draw: Draw): About {
  const family = draw(those);
  const ending = (procedure: string): About => ({ procedure, patient: family.child });
  return draw([
    block(family),
    block(family),
    block(family, 0),
    staffSeal(family.child),
    staffSeal(family.child, locking),
    protectedSeal(family.child),
    ending('block-end'),
    ending('unseal.staff'),
  ]);
}

/** Opened here, and carried on there. Answers what was refused; null: nothing. */
async function carriedOut(draw: Draw): Promise<string | null> {
  const about = aboutOf(draw);
  try {
    const { id } = await Walk.open(draw(programs), about);
    for (const step of ['assessed', 'consulted', 'decided', 'submitted', 'executed', 'closed'] as const) {
      const walk = await Walk.find(draw(programs), id, about);
      await walk.to(step);
      if (draw([false, false, false, false, true])) break;
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error was thrown';
  }
}

const inForce = (views: readonly View[]): readonly string[] =>
  views.flatMap(({ measures }) =>
    measures
      .filter((one) => one.inForce && one.endedBy === null)
      .map(({ kind, person, unit }) => [kind, person, unit].join(' ')),
  );

it(`no thing is granted twice, no invariant is broken, and both processes answer alike (seed ${String(seed)})`, async () => {
  const said: (string | null)[] = [];
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      const { upTo } = seeded(seed + caller);
      const draw: Draw = (of) => of[upTo(of.length)] as (typeof of)[number];
      for (let n = 0; n < each; n += 1) said.push(await carriedOut(draw));
    }),
  );
  const strange = said.filter((one) => one !== null && !refusals.test(one));
  expect(strange).toEqual([]);
  expect(said.filter((one) => one === null).length).toBeGreaterThan(10);
  expect(said.filter((one) => one !== null).length).toBeGreaterThan(10);
  const [one, other] = programs as [RunningProgram, RunningProgram];
  for (const { child } of those) {
    const views = await search(one, { patient: child, limit: 200 });
    const held = inForce(views);
    expect(held).toEqual([...new Set(held)]);
    const [here, there] = [await access(one, child), await access(other, child)];
    expect(there.entries).toEqual(here.entries);
  }
  for (const program of programs) await program.stop();
  const { findings, events } = await checked(one.dataDir, cluster.settings);
  expect(findings).toEqual([]);
  expect(events).toBeGreaterThan(200);
}, 600_000);
