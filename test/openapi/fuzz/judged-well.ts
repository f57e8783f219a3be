import { RunningProgram } from '../../support/program';
import { contract } from '../contract-table';
import { fuzz } from './fuzz';
import { secrets } from './odd-values';

/** Fuzzes the program, and expects every answer to be sound and enough to have happened. */
export async function judgedWell(program: RunningProgram, seed: number, calls: number): Promise<void> {
  const { faults, routes, statuses, world } = await fuzz(program, seed, calls);
  expect(faults.slice(0, 5)).toEqual([]);
  expect(Object.keys(contract).filter((route) => !routes.has(route))).toEqual([]);
  for (const status of [200, 201, 400, 401, 403, 404, 409, 412, 415, 422, 428])
    expect([status, statuses.has(status)]).toEqual([status, true]);
  expect(world.seen.opened).toBeGreaterThan(20);
  expect(world.seen.urgent).toBeGreaterThan(2);
  expect(world.seen.steps).toBeGreaterThan(100);
  expect(world.seen.closed).toBeGreaterThan(10);
  await program.stop();
  const written = program.output();
  expect([...secrets.numbers, ...secrets.words].filter((secret) => written.includes(secret))).toEqual([]);
}
