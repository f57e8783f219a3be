import { idIn } from '@sigill/domain';
import { EventStoreDbStore } from '@sigill/event-log';
import { MailCounter } from '../faults/mail-counter';
import { Case } from '../support/case';
import { RunningProgram } from '../support/program';
import { until } from '../support/until';
import { Cluster } from './cluster';

/** Two workers share the mails. One is stopped where it holds one, for longer than the others wait, and goes on then. */

const heard = 45_000;

describe('a worker that is stopped', () => {
  it.concurrent.each([
    ['when it has claimed a mail', 1, ['EffectClaimed', 'EffectClaimed', 'EffectAttempted', 'EffectSucceeded']],
    [
      'when it has recorded an attempt',
      2,
      ['EffectClaimed', 'EffectAttempted', 'EffectUncertain', 'EffectClaimed', 'EffectAttempted', 'EffectSucceeded'],
    ],
  ])(
    '%s loses it to the other, which sends it, and sends nothing when it goes on',
    async (_, steps, story) => {
      const mails = await MailCounter.start(() => 0);
      const cluster = await Cluster.start(mails.settings);
      try {
        const { told, sent } = await handedOver(cluster, mails, steps);
        expect(told).toEqual(story);
        expect(sent).toBe(1);
        expect([...mails.accepted.values()].every((times) => times === 1)).toBe(true);
      } finally {
        await mails.stop();
        cluster.stop();
      }
    },
    120_000,
  );
});

/** A mail whose worker is stopped after so many events of it, and goes on when another has sent it. `sent`: how often it came. */
async function handedOver(
  cluster: Cluster,
  mails: MailCounter,
  steps: number,
): Promise<{ readonly told: readonly string[]; readonly sent: number }> {
  const api = await cluster.process('api');
  const first = await cluster.process('worker');
  let effect = '';
  const events = (): readonly string[] => (cluster.server.streams.shown(effect) ?? []).map(({ type }) => type);
  try {
    cluster.server.appends.faults = ({ stream }) => {
      const isOfEffect = idIn('effect', stream.replace('vgr-', '')) !== null;
      if (isOfEffect && effect === '') effect = stream;
      if (stream === effect && events().length === steps - 1) process.kill(first.pid, 'SIGSTOP');
      return null;
    };
    await Case.open(api).then((one) => one.to('consulted'));
    await until(async () => effect !== '' && events().length === steps, 20_000);
    cluster.server.appends.faults = () => null;
    await cluster.process('worker');
    await until(async () => events().at(-1) === 'EffectSucceeded', heard);
  } finally {
    process.kill(first.pid, 'SIGCONT');
  }
  await heardAgain(cluster, first);
  const id = effect.replace('vgr-effect-', '');
  const sent = [...mails.accepted].filter(([mail]) => mail.includes(id)).reduce((sum, [, times]) => sum + times, 0);
  return { told: events(), sent };
}

/** It has come to itself when it beats again, and again: what it had in hand has been tried by then. */
async function heardAgain({ server }: Cluster, worker: RunningProgram): Promise<void> {
  const store = await EventStoreDbStore.to(server.url, { place: { prefix: 'vgr-', kinds: ['beat-'] } });
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
