import { EffectWorld } from './effect-world';
import { hour, lost, minute, second, serverDown } from './outside';

describe('an effect of which nobody knows whether it was carried out', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  it('that may have been sent is sent once more, as a reminder under the same Message-ID', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(lost);
    const runner = await world.started();
    await runner.settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Uncertain(ECONNECTION 2026-11-22T12:00:05.000Z)']);
    world.time.advance(5 * second);
    await runner.settle();
    expect((await world.story(id)).slice(3)).toEqual(['Attempted(reminder)', 'Succeeded']);
    const [first, again] = world.mailer.sent;
    expect(again?.messageId).toBe(first?.messageId);
    expect(again?.subject).toBe(`Påminnelse: ${first?.subject ?? ''}`);
  });

  it('that twice may have been sent is left to a person', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(lost, lost, lost);
    const runner = await world.started();
    await runner.settle();
    world.time.advance(5 * second);
    await runner.settle();
    world.time.advance(23 * hour);
    await runner.settle();
    expect((await world.story(id)).length).toBe(5);
    world.time.advance(hour);
    await runner.settle();
    expect((await world.story(id)).slice(4)).toEqual([
      'Uncertain(ECONNECTION 2026-11-22T12:00:10.000Z)',
      'Parked(uncertain)',
    ]);
    expect(world.mailer.sent.length).toBe(2);
  });

  it('whose reminder could not be sent is tried again, and stays uncertain', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(lost, serverDown);
    const runner = await world.started();
    await runner.settle();
    world.time.advance(5 * second);
    await runner.settle();
    world.time.advance(minute);
    await runner.settle();
    expect((await world.story(id)).slice(3)).toEqual([
      'Attempted(reminder)',
      'Failed(ESOCKET 2026-11-22T12:01:05.000Z)',
      'Attempted(reminder)',
      'Succeeded',
    ]);
  });

  it('whose mailer breaks down may have been sent', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(() => Promise.reject(new Error('no disk')));
    await (await world.started()).settle();
    expect((await world.story(id)).at(-1)).toBe('Uncertain(EMAILER 2026-11-22T12:00:05.000Z)');
  });
});
