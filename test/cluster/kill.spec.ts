import { killRun } from '../faults/kill-run';
import { Cluster } from './cluster';

/** As on the embedded log: whatever the moment, nothing acknowledged is lost and nothing is done twice unseen. */

let cluster: Cluster;
beforeAll(async () => (cluster = await Cluster.start()));
afterAll(() => cluster.stop());

const kills = process.env['SIGILL_LONG'] === '1' ? 200 : 4;
/** `SIGILL_SEED=<n> npm run test:faults` replays one. */
const seed = Number(process.env['SIGILL_SEED'] ?? 20261127);

it(`a process on the database of many, killed at any moment, loses and repeats nothing (seed ${String(seed)})`, async () => {
  const { faults, acknowledged, unanswered } = await killRun(seed, kills, cluster.settings);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(15);
  expect(unanswered).toBeGreaterThan(0);
}, 3_600_000);
