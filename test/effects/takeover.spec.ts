import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { BrokenHistory, requestedEffect, streamOf } from '@sigill/domain';
import { CrashPoint } from '@sigill/effects';
import { EffectWorld } from './effect-world';
import { accepted, gate, minute } from './outside';

describe('a worker that takes over', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  /** The runner ends at the point as a process would: nothing after it happens. */
  async function crashAt(point: CrashPoint, rows?: string): Promise<void> {
    const crashPoint = (name: CrashPoint): void => {
      if (name === point) throw new Error(`crashed when ${point}`);
    };
    const runner = world.worker({ crashPoint }, {}, rows);
    await runner.start();
    await expect(runner.settle()).rejects.toThrow(`crashed when ${point}`);
    expect(world.faults.length).toBe(1);
    await runner.stop();
  }

  const after: readonly (readonly [CrashPoint, readonly string[], number])[] = [
    ['claimed', ['Claimed', 'Claimed', 'Attempted', 'Succeeded'], 1],
    [
      'attempt-recorded',
      [
        'Claimed',
        'Attempted',
        'Uncertain(EPOCH-ENDED 2026-11-22T12:00:00.000Z)',
        'Claimed',
        'Attempted(reminder)',
        'Succeeded',
      ],
      1,
    ],
    [
      'mail-sent',
      [
        'Claimed',
        'Attempted',
        'Uncertain(EPOCH-ENDED 2026-11-22T12:00:00.000Z)',
        'Claimed',
        'Attempted(reminder)',
        'Succeeded',
      ],
      2,
    ],
    ['outcome-recorded', ['Claimed', 'Attempted', 'Succeeded'], 1],
  ];

  it.each(after)('after a crash when %s tells the story %j and sends %i mails in all', async (point, story, mails) => {
    const id = await world.ask();
    await crashAt(point);
    await (await world.started()).settle();
    expect(await world.story(id)).toEqual(story);
    expect(world.mailer.sent.length).toBe(mails);
    expect(new Set(world.mailer.sent.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it.each(['claimed', 'attempt-recorded', 'mail-sent'] as const)(
    'and crashes when %s itself never sends more than one mail that nobody recorded as uncertain',
    async (point) => {
      const id = await world.ask();
      for (let i = 0; i < 4; i += 1) {
        const runner = world.worker({
          crashPoint: (name) => (name === point ? Promise.reject(new Error('crash')) : undefined),
        });
        await runner.start();
        await runner.settle().catch(() => undefined);
        await runner.stop();
      }
      await (await world.started()).settle();
      const story = await world.story(id);
      const uncertain = story.filter((step) => step.startsWith('Uncertain')).length;
      expect(world.mailer.sent.length).toBeLessThanOrEqual(1 + uncertain);
      expect(world.mailer.sent.length).toBeLessThanOrEqual(2);
      expect(uncertain).toBe(point === 'claimed' ? 0 : 2);
    },
  );

  const tables = ['kept', 'older', 'lost'] as const;

  it.each(after.flatMap(([point, story, mails]) => tables.map((rows) => [rows, point, story, mails] as const)))(
    'whose tables are %s tells the same after a crash when %s',
    async (rows, point, story, mails) => {
      await (await world.started({}, {}, 'kept')).stop();
      cpSync(world.file('kept'), world.file('older'));
      const id = await world.ask();
      await crashAt(point, 'kept');
      const heir = await world.started({}, {}, rows);
      await heir.settle();
      expect(await world.story(id)).toEqual(story);
      expect(world.mailer.sent.length).toBe(mails);
    },
  );

  it('reads of the log what is open, and not what was', async () => {
    for (let i = 0; i < 5; i += 1) await world.ask();
    const first = await world.started({}, {}, 'rows');
    await first.settle();
    world.mailer.outcomes.push({ class: 'not-sent', permanent: false, code: 'ESOCKET', reply: null });
    const id = await world.ask();
    await first.settle();
    await first.stop();
    const asked: string[] = [];
    const { log } = world;
    const watched = {
      head: () => log.head(),
      append: (...given: Parameters<typeof log.append>) => log.append(...given),
      read: (...given: Parameters<typeof log.read>) => (asked.push(given[0]), log.read(...given)),
      readUpTo: (...given: Parameters<typeof log.readUpTo>) => (asked.push(`${given.join()}`), log.readUpTo(...given)),
    };
    await (await world.started({ log: watched }, {}, 'rows')).settle();
    expect(asked).toEqual([expect.stringMatching(/^\d+,1$/), streamOf('effect', id)]);
    expect((await world.story(id)).at(-1)).toBe('Claimed');
  });

  it('asks the log itself what became of an effect, whatever the tables say', async () => {
    const id = await world.ask();
    const first = await world.started({}, {}, 'rows');
    await first.settle();
    await first.stop();
    world.spoil('rows', `UPDATE effects SET state = 'requested', folded = '${JSON.stringify(requestedEffect)}'`);
    await (await world.started({}, {}, 'rows')).settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent.length).toBe(1);
  });

  it('stops at an effect that the log does not ask for', async () => {
    await world.ask();
    const first = await world.started({}, {}, 'rows');
    await first.settle();
    await first.stop();
    world.spoil(
      'rows',
      `INSERT INTO effects SELECT '${randomUUID()}', request, asked, kind, template, 'requested', at,
         '${JSON.stringify(requestedEffect)}' FROM effects`,
    );
    await expect((await world.started({}, {}, 'rows')).settle()).rejects.toThrow(BrokenHistory);
    expect(world.mailer.sent.length).toBe(1);
  });

  it('keeps to the time that a dead worker set for the next attempt', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push({ class: 'not-sent', permanent: false, code: 'ESOCKET', reply: null });
    const first = await world.started();
    await first.settle();
    await first.stop();
    const next = await world.started();
    await next.settle();
    expect((await world.story(id)).slice(2)).toEqual(['Failed(ESOCKET 2026-11-22T12:01:00.000Z)', 'Claimed']);
    world.time.advance(minute);
    await next.settle();
    expect((await world.story(id)).slice(4)).toEqual(['Attempted', 'Succeeded']);
  });

  it('leaves alone what is done', async () => {
    const ids = [await world.ask(), await world.ask()];
    await (await world.started()).settle();
    for (let i = 0; i < 3; i += 1) await (await world.started()).settle();
    for (const id of ids) expect((await world.log.read(streamOf('effect', id))).events.length).toBe(3);
    expect(world.mailer.sent.length).toBe(2);
  });
});

describe('two workers on one log', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  const alive = { epochIsDead: () => false };

  it('send one mail for each effect, whoever is first', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 8; i += 1) ids.push(await world.ask());
    const runners = [world.worker(alive), world.worker(alive)];
    await Promise.all(runners.map((runner) => runner.start()));
    for (let i = 0; i < 8; i += 1) ids.push(await world.ask());
    await Promise.all(runners.map((runner) => runner.settle()));
    for (const id of ids) expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent.map(({ effectId }) => effectId).sort()).toEqual([...ids].sort());
    expect(world.faults).toEqual([]);
  });

  it('do not both say how it went when one was taken for dead and was not', async () => {
    const id = await world.ask();
    const sending = gate<undefined>();
    const answer = gate<typeof accepted>();
    world.mailer.outcomes.push(() => (sending.pass(undefined), answer.passed));
    const zombie = await world.started(alive);
    await sending.passed;
    const heir = await world.started({ epochIsDead: () => true });
    await heir.settle();
    answer.pass(accepted);
    await zombie.settle();
    expect(await world.story(id)).toEqual([
      'Claimed',
      'Attempted',
      'Uncertain(EPOCH-ENDED 2026-11-22T12:00:00.000Z)',
      'Claimed',
      'Attempted(reminder)',
      'Succeeded',
    ]);
    expect(world.mailer.sent.length).toBe(2);
    expect(world.faults).toEqual([]);
  });
});
