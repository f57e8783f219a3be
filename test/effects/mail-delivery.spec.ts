import { parseSmtpUrl, SmtpMailer } from '@sigill/adapters';
import { streamOf, MailAddress } from '@sigill/domain';
import { scriptedServer, ScriptedServer } from '../mail/scripted-smtp';
import { EffectWorld } from './effect-world';
import { minute, second } from './outside';

describe('a work order to a mail server that', () => {
  let world: EffectWorld;
  let server: ScriptedServer;
  beforeEach(async () => {
    world = await EffectWorld.open();
    server = await scriptedServer();
  });
  afterEach(async () => {
    await world.close();
    await server.close();
  });

  const mailer = () =>
    new SmtpMailer({
      server: parseSmtpUrl(`smtp://127.0.0.1:${String(server.port)}`),
      from: 'sigill@vgr.example' as MailAddress,
      limits: { connectMs: 10_000, greetingMs: 10_000, replyMs: 20_000 },
    });
  const header = (message: string | undefined, name: string) =>
    new RegExp(`^${name}: (.*)$`, 'mi').exec(message ?? '')?.[1];

  it('drops after the final dot is uncertain, and sent once more under the same Message-ID', async () => {
    const id = await world.ask();
    server.play({ DOT: 'DROP' });
    const runner = await world.started({ mailer: mailer() });
    await runner.settle();
    expect((await world.story(id)).at(-1)).toBe('Uncertain(ECONNECTION 2026-11-22T12:00:05.000Z)');
    for (const wait of [5 * second, minute, 60 * minute]) {
      world.time.advance(wait);
      await runner.settle();
    }
    expect(server.messages.map((message) => header(message, 'Message-ID'))).toEqual([
      `<${id}@sigill.vgr.example>`,
      `<${id}@sigill.vgr.example>`,
    ]);
    expect(server.messages.map((message) => header(message, 'X-Effect-Id'))).toEqual([id, id]);
    expect((await world.story(id)).filter((step) => step.startsWith('Uncertain')).length).toBe(2);
  });

  it('drops after the final dot once has the reminder as its second', async () => {
    const id = await world.ask();
    server.play({ DOT: 'DROP' });
    const runner = await world.started({ mailer: mailer() });
    await runner.settle();
    server.play({});
    world.time.advance(5 * second);
    await runner.settle();
    expect((await world.story(id)).slice(3)).toEqual(['Attempted(reminder)', 'Succeeded']);
    expect(server.messages.length).toBe(2);
  });

  it('is down comes to it when the server is back', async () => {
    const id = await world.ask();
    server.play({ RCPT: '450 greylisted' });
    const runner = await world.started({ mailer: mailer() });
    await runner.settle();
    server.play({});
    world.time.advance(minute);
    await runner.settle();
    expect((await world.story(id)).slice(2)).toEqual([
      'Failed(EENVELOPE 2026-11-22T12:01:00.000Z)',
      'Attempted',
      'Succeeded',
    ]);
    expect(server.messages.length).toBe(1);
  });

  it('refuses the recipient is refused, with the words of the server kept', async () => {
    const id = await world.ask();
    server.play({ RCPT: '550 no such user' });
    await (await world.started({ mailer: mailer() })).settle();
    const { events } = await world.log.read(streamOf('effect', id));
    expect(events.at(-1)).toMatchObject({
      type: 'EffectRefused',
      data: { code: 'EENVELOPE', reply: '550 no such user' },
    });
  });

  it('hangs after the dot when the worker stops is recorded as uncertain before it is gone', async () => {
    const id = await world.ask();
    server.play({ DOT: 'HANG' });
    const runner = await world.started({ mailer: mailer() });
    while (server.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = runner.stop();
    world.time.advance(8 * second);
    await stopped;
    expect((await world.story(id)).at(-1)).toContain('Uncertain(EABORT');
  });
});
