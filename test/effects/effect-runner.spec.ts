import { setImmediate as aTurn } from 'node:timers/promises';
import { BrokenHistory, streamOf } from '@sigill/domain';
import { StoreUnavailable } from '@sigill/event-log';
import { EffectWorld, notice, workOrder } from './effect-world';
import {
  executor,
  form,
  gate,
  formBytes,
  hour,
  lost,
  minute,
  noon,
  noSuchUser,
  second,
  serverDown,
  unitAddress,
} from './outside';

describe('an effect that an event asks for', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  it('is carried out once, each step recorded', async () => {
    const id = await world.ask();
    const runner = await world.started();
    await runner.settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent).toEqual([
      {
        effectId: id,
        messageId: `<${id}@sigill.vgr.example>`,
        to: executor,
        subject: 'Arbetsorder i ärende 2026-7K3QX9TM',
        text: expect.stringContaining('Blanketten är bifogad') as unknown,
        attachment: { filename: '2026-7K3QX9TM.pdf', bytes: formBytes },
        date: noon,
      },
    ]);
  });

  it('is carried out when it is asked for while the worker runs', async () => {
    const runner = await world.started();
    const ids = [await world.ask(), await world.ask(notice)];
    await runner.settle();
    for (const id of ids) expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent.map(({ to }) => to).sort()).toEqual([unitAddress, executor].sort());
  });

  it('leaves the whole account of an attempt in its stream, under the case', async () => {
    const id = await world.ask();
    const asking = await world.newest();
    await (await world.started({}, { epoch: '11111111-1111-4111-8111-111111111111' })).settle();
    const [claimed, attempted, succeeded] = (await world.log.read(streamOf('effect', id))).events;
    const epoch = '11111111-1111-4111-8111-111111111111';
    expect(claimed?.data).toEqual({ epoch, kind: 'mail', template: 'work-order', recipient: { role: 'executor' } });
    expect(attempted?.data).toEqual({
      epoch,
      attempt: 1,
      to: executor,
      messageId: `<${id}@sigill.vgr.example>`,
      reminder: false,
      attached: form,
    });
    expect(succeeded?.data).toEqual({ epoch, attempt: 1, reply: '250 queued' });
    expect(succeeded).toMatchObject({
      caseId: asking.caseId,
      recordedAt: '2026-11-22T12:00:00.002Z',
      schemaVersion: 1,
    });
    expect(succeeded?.actor.kind).toBe('worker');
    expect(succeeded?.command).toMatchObject({
      causationId: asking.eventId,
      correlationId: asking.command.correlationId,
    });
  });

  it('carries the form to nobody but an executor inside', async () => {
    const outside = { resolve: async () => 'executor@other.example' as never };
    const id = await world.ask();
    await (await world.started({ recipients: outside })).settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Succeeded']);
    expect(world.mailer.sent[0]).toMatchObject({ attachment: null });
    expect(world.mailer.sent[0]?.text).toContain('Blanketten finns i ärendet');
  });

  it('is tried again after 1, 2, 5, 15, 30 and every 60 minutes, and parked after 24 hours', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(...Array.from({ length: 100 }, () => serverDown));
    const runner = await world.started();
    await runner.settle();
    const waits: number[] = [];
    for (let wait = world.time.untilNext; wait !== null; wait = world.time.untilNext) {
      waits.push(wait / minute);
      world.time.advance(wait);
      await runner.settle();
    }
    expect(waits).toEqual([1, 2, 5, 15, 30, ...Array.from({ length: 23 }, () => 60), 7]);
    expect((await world.story(id)).at(-1)).toBe('Parked(undelivered)');
    expect(world.mailer.sent.length).toBe(30);
    expect(new Set(world.mailer.sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(world.mailer.sent.some(({ subject }) => subject.startsWith('Påminnelse'))).toBe(false);
    expect(world.notices.filter(({ alarm }) => alarm).map(({ event }) => event)).toEqual(['EffectParked']);
  });

  it('falls due at once when the clock is moved past its time', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(serverDown);
    const runner = await world.started();
    await runner.settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Failed(ESOCKET 2026-11-22T12:01:00.000Z)']);
    world.time.advance(48 * hour);
    await runner.settle();
    expect((await world.story(id)).slice(3)).toEqual(['Attempted', 'Succeeded']);
  });

  it('is refused for good where the server says so', async () => {
    const id = await world.ask();
    world.mailer.outcomes.push(noSuchUser);
    await (await world.started()).settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Attempted', 'Refused(EENVELOPE)']);
    expect(world.time.untilNext).toBeNull();
  });

  it('is refused where there is nobody to tell', async () => {
    const id = await world.ask(notice);
    await (await world.started({ recipients: { resolve: async () => null } })).settle();
    expect(await world.story(id)).toEqual(['Claimed', 'Refused(ENORECIPIENT)']);
    expect(world.mailer.sent).toEqual([]);
  });

  it('waits for a directory and a form that cannot be read', async () => {
    const id = await world.ask();
    const faults = [new Error('directory'), new Error('form')];
    const failOnce = (name: string) => {
      if (faults[0]?.message === name) throw faults.shift();
    };
    const runner = await world.started({
      recipients: { resolve: async () => (failOnce('directory'), executor) },
      forms: { read: async () => (failOnce('form'), formBytes) },
    });
    await runner.settle();
    world.time.advance(minute);
    await runner.settle();
    world.time.advance(2 * minute);
    await runner.settle();
    expect(await world.story(id)).toEqual([
      'Claimed',
      'Failed(EDIRECTORY 2026-11-22T12:01:00.000Z)',
      'Failed(EFORM 2026-11-22T12:03:00.000Z)',
      'Attempted',
      'Succeeded',
    ]);
  });

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

  it('is carried out after those that its case asked for before', async () => {
    await world.ask([...notice, ...workOrder.slice(1)]);
    const slowly = async ({ role }: { readonly role: string }) => {
      if (role === 'head') for (let turns = 0; turns < 100; turns += 1) await aTurn();
      return role === 'executor' ? executor : unitAddress;
    };
    const runner = await world.started({ recipients: { resolve: slowly } });
    await runner.settle();
    expect(world.mailer.sent.map(({ subject }) => subject)).toEqual([
      'Ärende 2026-7K3QX9TM väntar på beslut',
      'Arbetsorder i ärende 2026-7K3QX9TM',
    ]);
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
