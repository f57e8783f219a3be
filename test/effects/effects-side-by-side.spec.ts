import { BrokenHistory, streamOf } from '@sigill/domain';
import { StoreUnavailable } from '@sigill/event-log';
import { EffectWorld, gate, lost, noon, second } from './effect-world';

describe('an effect among others, and a store that does not answer', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  it('is carried out while another waits for its server', async () => {
    const [slow, quick] = [await world.ask(), await world.ask()];
    const answer = gate<typeof lost>();
    world.mailer.outcomes.push(() => answer.passed);
    const runner = await world.started({
      notice: ({ effect, event }) => {
        if (effect === quick && event === 'EffectSucceeded') answer.pass(lost);
      },
    });
    await runner.settle();
    expect((await world.story(quick)).at(-1)).toBe('Succeeded');
    expect((await world.story(slow)).at(-1)).toContain('Uncertain');
  });

  it('is one of few at a time', async () => {
    for (let i = 0; i < 12; i += 1) await world.ask();
    let [active, most] = [0, 0];
    const three = gate<undefined>();
    const counted = async () => {
      most = Math.max(most, (active += 1));
      if (active === 3) three.pass(undefined);
      await three.passed;
      active -= 1;
      return { class: 'succeeded', reply: '' } as const;
    };
    world.mailer.outcomes.push(...Array.from({ length: 12 }, () => counted));
    await (await world.started({}, { concurrency: 3 })).settle();
    expect([world.mailer.sent.length, most]).toEqual([12, 3]);
  });

  it('is recorded when the store answers again', async () => {
    const id = await world.ask();
    let refusals = 3;
    const append: typeof world.log.append = (input) =>
      (refusals -= 1) >= 0 ? Promise.reject(new StoreUnavailable('busy')) : world.log.append(input);
    const log = Object.assign(Object.create(world.log) as typeof world.log, { append });
    const runner = await world.started({ log });
    const settled = runner.settle();
    while (refusals >= 0) {
      world.time.advance(second);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await settled;
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent.length).toBe(1);
  });

  it('stops the worker where its stream tells what cannot be', async () => {
    const id = await world.ask();
    const asking = await world.newest();
    await world.log.append({
      heads: world.log.beginning(streamOf('effect', id)),
      parts: [
        {
          ...asking,
          keyOwner: `request:${asking.caseId}`,
          facts: [{ type: 'EffectSucceeded', schemaVersion: 1, occurredAt: noon, data: {}, persons: {} }],
        },
      ],
      command: { ...asking.command, commandId: id },
    });
    await expect(world.started()).rejects.toThrow(BrokenHistory);
    expect(world.mailer.sent).toEqual([]);
  });
});
