import { EffectWorld } from './effect-world';
import { accepted, executor, formBytes, gate, lost, second } from './outside';

describe('a worker that is told to stop', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  it('lets the mail under way finish, and begins no other', async () => {
    const [id, other] = [await world.ask(), await world.ask()];
    const sending = gate<undefined>();
    const answer = gate<typeof accepted>();
    world.mailer.outcomes.push(() => (sending.pass(undefined), answer.passed));
    const runner = await world.started({}, { concurrency: 1 });
    await sending.passed;
    const stopped = runner.stop();
    answer.pass(accepted);
    await stopped;
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(await world.story(other)).toEqual([]);
    await expect(runner.settle()).rejects.toThrow('stopped');
  });

  it('breaks off after the grace a mail that does not finish, and records what is known of it', async () => {
    const id = await world.ask();
    const sending = gate<undefined>();
    const runner = await world.started({
      mailer: {
        send: (_mail, signal) =>
          new Promise((resolve) => {
            signal?.addEventListener('abort', () => resolve(lost));
            sending.pass(undefined);
          }),
      },
    });
    await sending.passed;
    const stopped = runner.stop();
    world.time.advance(8 * second);
    await stopped;
    expect((await world.story(id)).slice(2)).toEqual(['Uncertain(ECONNECTION 2026-11-22T12:00:13.000Z)']);
  });

  it('is gone within ten seconds even where a mail cannot be broken off', async () => {
    const id = await world.ask();
    const sending = gate<undefined>();
    const never = new Promise<never>(() => undefined);
    const runner = await world.started({ mailer: { send: () => (sending.pass(undefined), never) } });
    await sending.passed;
    const stopped = runner.stop();
    world.time.advance(10 * second);
    await stopped;
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted']);
  });

  it('says nothing of faults', async () => {
    await world.ask();
    const runner = await world.started({
      recipients: { resolve: async () => executor },
      forms: { read: async () => formBytes },
    });
    await runner.stop();
    await runner.stop();
    expect(world.faults).toEqual([]);
  });
});
