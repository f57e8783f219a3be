import { beatStreams, EventStoreDbStore } from '@sigill/event-log';
import { Heartbeats } from '@sigill/effects';
import { randomUUID } from 'node:crypto';
import { TestServer } from '../support/eventstoredb/server';
import { until } from '../support/until';
import { second, TestTime } from './outside';

/** Processes that share a log, each with a time of its own. */

class Process {
  readonly time = new TestTime();
  readonly epoch = randomUUID();
  deaths = 0;
  elapsedMs = 0;
  readonly beats: Heartbeats;

  constructor(store: EventStoreDbStore, predecessor: string | null = null) {
    const ports = {
      streams: store.beside(beatStreams),
      scheduler: this.time,
      monotonicMs: () => this.elapsedMs,
      onDeath: () => (this.deaths += 1),
      onFault: (error: unknown) => faults.push(error),
    };
    this.beats = new Heartbeats(ports, this.epoch, predecessor);
  }

  /** Seconds that it lives through, one by one. */
  lives(seconds: number): void {
    for (let one = 0; one < seconds; one += 1) {
      this.elapsedMs += second;
      this.time.advance(second);
    }
  }
}

let server: TestServer;
let store: EventStoreDbStore;
let processes: Process[];
let faults: unknown[];
beforeEach(async () => {
  [processes, faults] = [[], []];
  server = await TestServer.start();
  store = await EventStoreDbStore.to(server.url, { place: { prefix: 'log-', kinds: [''] }, tryMs: 1_500, askMs: 500 });
});
afterEach(async () => {
  for (const { beats } of processes) await beats.stop();
  await store.close();
  server.stop();
  expect(faults).toEqual([]);
});

async function started(predecessor: string | null = null): Promise<Process> {
  const one = new Process(store, predecessor);
  processes.push(one);
  await one.beats.start();
  return one;
}
const beatsOf = ({ epoch }: Process): number =>
  server.streams.all.filter(({ stream, type }) => stream === `log-beat-${epoch}` && type === 'Beat').length;
const heardOf = async (one: Process, beats: number): Promise<void> => until(async () => beatsOf(one) >= beats);

it('a process that beats is alive, and of its stream the newest beat alone need be kept', async () => {
  const [one, other] = [await started(), await started()];
  for (let rounds = 1; rounds <= 8; rounds += 1) {
    one.lives(5);
    other.lives(5);
    await heardOf(one, rounds + 1);
    await heardOf(other, rounds + 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect([one.beats.isDead(other.epoch), other.beats.isDead(one.epoch), one.beats.isDead(one.epoch)]).toEqual([
    false,
    false,
    false,
  ]);
  expect(server.streams.shown(`log-beat-${one.epoch}`)).toHaveLength(1);
});

it('one that is not heard for 30 s of another’s life is dead to that one, which is told', async () => {
  const [one, other] = [await started(), await started()];
  expect(one.beats.isDead(other.epoch)).toBe(false);
  one.lives(29);
  expect([one.beats.isDead(other.epoch), one.deaths]).toEqual([false, 0]);
  one.lives(2);
  expect([one.beats.isDead(other.epoch), one.deaths]).toEqual([true, 1]);
});

it('one that was never heard is given as much time from the moment that it is asked for', async () => {
  const one = await started();
  one.lives(100);
  const stranger = randomUUID();
  expect(one.beats.isDead(stranger)).toBe(false);
  one.lives(30);
  expect(one.beats.isDead(stranger)).toBe(true);
});

it('a process that stood still has not waited: it finds nobody dead for that', async () => {
  const [one, other] = [await started(), await started()];
  expect(one.beats.isDead(other.epoch)).toBe(false);
  one.elapsedMs += 300 * second;
  one.time.advance(300 * second);
  expect(one.beats.isDead(other.epoch)).toBe(false);
});

it('and knows that the others may have given it up: it begins nothing until it is heard again', async () => {
  const one = await started();
  expect(one.beats.mayAct()).toBe(true);
  one.elapsedMs += 21 * second;
  expect(one.beats.mayAct()).toBe(false);
  const before = beatsOf(one);
  one.lives(5);
  await heardOf(one, before + 1);
  await until(async () => one.beats.mayAct());
});

it('one whose beats do not come through begins nothing, and beats on when they do', async () => {
  const one = await started();
  server.stop();
  one.lives(25);
  expect(one.beats.mayAct()).toBe(false);
  await server.listen();
  const before = beatsOf(one);
  await until(async () => {
    one.lives(5);
    return beatsOf(one) > before;
  });
});

it('one that ends says so: nobody waits', async () => {
  const [one, other] = [await started(), await started()];
  await other.beats.stop();
  await until(async () => one.beats.isDead(other.epoch));
  expect(one.deaths).toBe(1);
});

it('one that takes another’s place says it for that one, to itself and to the others', async () => {
  const [one, killed] = [await started(), await started()];
  const heir = await started(killed.epoch);
  expect(heir.beats.isDead(killed.epoch)).toBe(true);
  await until(async () => one.beats.isDead(killed.epoch));
});
