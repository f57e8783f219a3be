import { idIn } from '@sigill/domain';
import { EventStoreDbStore } from '@sigill/event-log';
import { MailCounter } from '../faults/mail-counter';
import { Case } from '../support/case';
import { RunningProgram } from '../support/program';
import { until } from '../support/until';
import { Cluster } from './cluster';

/** Two workers share the mails. One is stopped where it holds one, for longer than the others wait, and goes on then. */

const heard = 45_000;

describe.each([
  ['has claimed a mail', 1, ['EffectClaimed', 'EffectClaimed', 'EffectAttempted', 'EffectSucceeded']],
  [
    'has recorded an attempt',
    2,
    ['EffectClaimed', 'EffectAttempted', 'EffectUncertain', 'EffectClaimed', 'EffectAttempted', 'EffectSucceeded'],
  ],
])('a worker that is stopped when it %s', (_, steps, story) => {
  let cluster: Cluster;
  let mails: MailCounter;
  let api: RunningProgram;
  const workers: RunningProgram[] = [];
  beforeAll(async () => {
    mails = await MailCounter.start(() => 0);
    cluster = await Cluster.start(mails.settings);
    api = await cluster.process('api');
    workers.push(await cluster.process('worker'));
  });
  afterAll(async () => {
    for (const worker of workers) if (worker.pid > 0) process.kill(worker.pid, 'SIGCONT');
    await mails.stop();
    cluster.stop();
  });

  it('loses it to the other, which sends it, and sends nothing when it goes on', async () => {
    const [first] = workers as [RunningProgram];
    let effect = '';
    cluster.server.appends.faults = ({ stream }) => {
      const isOfEffect = idIn('effect', stream.replace('vgr-', '')) !== null;
      if (isOfEffect && effect === '') effect = stream;
      if (stream === effect && eventsOf(effect).length === steps - 1) process.kill(first.pid, 'SIGSTOP');
      return null;
    };
    await Case.open(api).then((story) => story.to('consulted'));
    await until(async () => effect !== '' && eventsOf(effect).length === steps, 20_000);
    cluster.server.appends.faults = () => null;
    workers.push(await cluster.process('worker'));
    await until(async () => eventsOf(effect).at(-1) === 'EffectSucceeded', heard);
    process.kill(first.pid, 'SIGCONT');
    await heardAgain(first);
    expect(eventsOf(effect)).toEqual(story);
    expect([...mails.accepted.values()].every((times) => times === 1)).toBe(true);
    expect([...mails.accepted.keys()].filter((id) => id.includes(effect.replace('vgr-effect-', '')))).toHaveLength(1);
  }, 90_000);

  const eventsOf = (stream: string): readonly string[] =>
    (cluster.server.streams.shown(stream) ?? []).map(({ type }) => type);

  /** It has come to itself when it beats again, and again: what it had in hand has been tried by then. */
  async function heardAgain(worker: RunningProgram): Promise<void> {
    const store = await EventStoreDbStore.to(cluster.server.url, { place: { prefix: 'vgr-', kinds: ['beat-'] } });
    const from = await store.head();
    const beats = async (): Promise<number> => {
      const streams = (await store.readAll(from, 1_000)).map(({ stream }) => stream);
      return Math.min(...[...new Set(streams)].map((one) => streams.filter((other) => other === one).length));
    };
    await until(async () => new Set((await store.readAll(from, 1_000)).map(({ stream }) => stream)).size === 2, 30_000);
    await until(async () => (await beats()) >= 2, 30_000);
    await store.close();
    expect(worker.output()).not.toMatch(/fatal/);
  }
});
