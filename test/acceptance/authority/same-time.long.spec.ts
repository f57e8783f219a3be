import { randomUUID } from 'node:crypto';
import { Case } from '../../support/case';
import { Client, problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { seeded } from '../../support/told-tables';

/** What is absent, and what is there for others' eyes only, cannot be told apart by the time that the answer takes. */

const long = process.env['SIGILL_LONG'] === '1' ? it : it.skip;
const calls = 2_000;

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram();
}, 60_000);

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;

/** Welch's t of two samples, the slowest twentieth of each cut. */
function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((times) =>
    [...times].sort((x, y) => x - y).slice(0, Math.floor(times.length * 0.95)),
  );
  const spread = (times: readonly number[]): number => {
    const middle = mean(times);
    return times.reduce((sum, time) => sum + (time - middle) ** 2, 0) / (times.length - 1) / times.length;
  };
  return (mean(a ?? []) - mean(b ?? [])) / Math.sqrt(spread(a ?? []) + spread(b ?? []));
}

/** What one call leaves to be done falls on the next, whichever kind that is. */
function shuffled<T>(those: readonly T[], upTo: (limit: number) => number): readonly T[] {
  const left = [...those];
  return those.flatMap(() => left.splice(upTo(left.length), 1));
}

it('a difference of a tenth of the spread is seen', () => {
  const times = Array.from({ length: calls }, (_, n) => 10 + ((n * 37) % 100) / 100);
  expect(Math.abs(welch(times, times))).toBeLessThan(0.001);
  expect(
    Math.abs(
      welch(
        times,
        times.map((time) => time + 0.1),
      ),
    ),
  ).toBeGreaterThan(4.5);
});

long(
  'absent, foreign, of a party and not yet handed over take the same time',
  async () => {
    const { child, guardians } = families.ofStaff;
    const own = await Case.open(program);
    const ofParty = await Case.open(program, { patient: child, guardians });
    const kinds: readonly (readonly [Client, () => string])[] = [
      [program.as('clinician-lerum'), () => `/v1/requests/${randomUUID()}`],
      [program.as('clinician-lerum'), () => own.path],
      [program.as('parent-partille'), () => ofParty.path],
      [program.as('executor'), () => own.path],
    ];
    const times: number[][] = kinds.map(() => []);
    const { upTo } = seeded(404);
    for (let call = -50; call < calls; call += 1)
      for (const [kind, [client, pathOf]] of shuffled([...kinds.entries()], upTo)) {
        const path = pathOf();
        const began = performance.now();
        const answer = await client.get(path);
        if (call >= 0) times[kind]?.push(performance.now() - began);
        problemOf(answer, 404, 'not-found');
      }
    const [absent = [], ...others] = times;
    for (const other of others) expect(Math.abs(welch(absent, other))).toBeLessThan(4.5);
  },
  600_000,
);
