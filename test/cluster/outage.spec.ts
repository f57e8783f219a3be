import { checked } from '../cli/checked';
import { eventsOf } from '../cli/planting';
import { callersOf } from '../faults/caller';
import { signedIn } from '../faults/kill-run';
import { acknowledgementsLost, answersChanged } from '../faults/reckoning';
import { seeded } from '../faults/seeded';
import { Answer, Clients } from '../support/client';
import { RunningProgram } from '../support/program';
import { Cluster } from './cluster';

/** A leader that is gone for a while under load, or hangs, and is there again: as callers of two processes see it. */

const within = 8_000;
const isLong = process.env['SIGILL_LONG'] === '1';

describe.each([['dies', 3_000], ...(isLong ? [['hangs', 6_000] as const] : [])] as const)(
  'a leader that %s',
  (how, forMs) => {
    let cluster: Cluster;
    const programs: RunningProgram[] = [];
    beforeAll(async () => {
      cluster = await Cluster.start();
      programs.push(...(await Promise.all([cluster.process('api,worker'), cluster.process('api')])));
    });
    afterAll(() => cluster.stop());

    it('costs some seconds, and no acknowledged command', async () => {
      const callers = callersOf(how, seeded(7));
      const clients = await Promise.all(programs.map(signedIn));
      let isOver = false;
      let back = Infinity;
      let firstAfter = Infinity;
      const statuses = new Set<number>();
      const onAnswer = (): void => {
        firstAfter = Math.min(firstAfter, performance.now() > back ? performance.now() : Infinity);
      };
      const working = callers.map(async (caller, at) => {
        const own = clients[at % 2] as Clients;
        while (!isOver) await caller.work(own, () => isOver, onAnswer);
      });
      await answers(callers, 20);
      if (how === 'dies') cluster.server.stop();
      else cluster.server.appends.isFrozen = true;
      const until = performance.now() + forMs;
      while (performance.now() < until) {
        const answer = await programs[0]?.anyone.get('/health/ready').catch((error: unknown) => error);
        if (answer instanceof Error) throw new Error(`${String(answer)}: ${programs[0]?.output() ?? ''}`);
        statuses.add((answer as Answer).status);
      }
      if (how === 'dies') await cluster.server.listen();
      else cluster.server.appends.isFrozen = false;
      back = performance.now();
      await answers(callers, 20);
      isOver = true;
      await Promise.all(working);
      await Promise.all(callers.map((caller, at) => lastAnswered(caller, clients[at % 2] as Clients)));
      expect(firstAfter - back).toBeLessThan(within);
      expect([...statuses].every((status) => status === 503 || status === 200)).toBe(true);
      expect(statuses.has(503)).toBe(true);
      const acknowledged = callers.flatMap((caller) => caller.acknowledged);
      expect(await answersChanged(clients[1] as Clients, acknowledged)).toEqual([]);
      const events = await eventsOf('', cluster.settings);
      expect(await acknowledgementsLost(events, acknowledged)).toEqual([]);
      expect((await checked('', cluster.settings)).findings).toEqual([]);
    }, 120_000);
  },
);

/** A command that got no answer before the end is asked for until it has one. */
async function lastAnswered(caller: ReturnType<typeof callersOf>[number], clients: Clients): Promise<void> {
  const due = caller.acknowledged.length + 1;
  while (caller.acknowledged.length < due) await caller.work(clients, () => caller.acknowledged.length >= due);
}

async function answers(callers: ReturnType<typeof callersOf>, more: number): Promise<void> {
  const count = (): number => callers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const due = count() + more;
  while (count() < due) await new Promise((resolve) => setTimeout(resolve, 10));
}
