import { EventStoreDbStore, OutcomeUnknown, WrongRevision } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { seeded } from '../faults/seeded';
import { FaultName } from '../support/eventstoredb/faults';
import { TestServer } from '../support/eventstoredb/server';

/** Eight writers on six streams of a server that seldom does what it should. A command whose outcome is unknown is sent again as it was;
 *  only where another event can be seen in its place is it decided anew, under the same ids. The other ways lose or double commands,
 *  and are seen to. */

type Way = 'the same again' | 'with new ids' | 'at the revision of now';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const commandsOfSeed = process.env.SIGILL_LONG === undefined ? 40 : 3_000;
/** Long enough for any answer of a busy machine: a try that is given up while it is answered begins with a new client. */
const tryMs = 1_500;
/** For one seed. */
const withinMs = 600_000;
const likely: readonly (readonly [FaultName, number])[] = [
  ['commit-drop', 0.1],
  ['drop-before', 0.08],
  ['commit-timeout', 0.06],
  ['busy', 0.04],
  ['commit-stall', 0.03],
  ['stall', 0.02],
  ['late', 0.05],
  ['not-leader', 0.02],
];

async function run(
  seed: number,
  way: Way,
  commands: number,
): Promise<{ readonly twice: number; readonly lost: number }> {
  const random = seeded(seed);
  const server = await TestServer.start();
  const store = await EventStoreDbStore.to(server.url, { place: { prefix: 'run-', kinds: [''] }, tryMs });
  server.appends.faults = () => {
    let drawn = random();
    return likely.find(([, share]) => (drawn -= share) < 0)?.[0] ?? null;
  };
  let next = 0;
  const acknowledged: number[] = [];
  const work = async (): Promise<void> => {
    for (let command = next++; command < commands; command = next++) {
      await carriedOut(store, `s${String(Math.floor(random() * 6))}`, command, way);
      acknowledged.push(command);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  server.appends.settle();
  const written = server.streams.all
    .filter(({ type }) => type === 'Command')
    .map(({ data }) => Number(Buffer.from(data)));
  await store.close();
  server.stop();
  const times = (command: number): number => written.filter((one) => one === command).length;
  return {
    twice: acknowledged.filter((command) => times(command) > 1).length,
    lost: acknowledged.filter((command) => times(command) === 0).length,
  };
}

async function carriedOut(store: EventStoreDbStore, stream: string, command: number, way: Way): Promise<void> {
  let id = randomUUID();
  let expected = await revisionOf(store, stream);
  for (;;) {
    const event = { id, type: 'Command', data: Buffer.from(String(command)), metadata: Buffer.from('{}') };
    try {
      await store.append(stream, expected, [event]);
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown || error instanceof WrongRevision)) throw error;
      if (error instanceof OutcomeUnknown && way === 'with new ids') id = randomUUID();
      if (error instanceof WrongRevision || way !== 'the same again') expected = await revisionOf(store, stream);
    }
  }
}

const revisionOf = async (store: EventStoreDbStore, stream: string): Promise<number | 'no-stream'> =>
  (await store.readStream(stream)).at(-1)?.revision ?? 'no-stream';

describe('a command whose outcome is unknown', () => {
  it.each(seeds)(
    'is in the log once when it is sent the same again (seed %i)',
    async (seed) => {
      expect(await run(seed, 'the same again', commandsOfSeed)).toEqual({ twice: 0, lost: 0 });
    },
    withinMs,
  );

  it.each<Way>(['with new ids', 'at the revision of now'])(
    'is in the log twice when it is sent %s',
    async (way) => {
      expect((await run(1, way, 80)).twice).toBeGreaterThan(0);
    },
    withinMs,
  );
});
