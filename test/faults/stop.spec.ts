import { checked } from '../cli/checked';
import { eventsOf } from '../cli/planting';
import { Case } from '../support/case';
import { RunningProgram, startProgram } from '../support/program';
import { callersOf, workUntil } from './caller';
import { signedIn } from './kill-run';
import { MailCounter } from './mail-counter';
import { acknowledgementsLost, mailsMiscounted } from './reckoning';
import { seeded } from './seeded';

const clockStart = '2026-11-22T08:00:00Z';
const exitWithinMs = 10_000;

/** What the last event of each effect says. */
async function endsOfEffects(program: RunningProgram): Promise<ReadonlySet<string>> {
  const effects = (await eventsOf(program.dataDir)).filter(({ stream }) => stream.startsWith('effect-'));
  return new Set(new Map(effects.map(({ stream, type }) => [stream, type])).values());
}

async function untilItTakesNoWork(program: RunningProgram): Promise<void> {
  const isReady = () =>
    program.anyone.get('/health/ready').then(
      ({ status }) => status === 200,
      () => false,
    );
  while (await isReady());
}

describe('a program that is told to stop while it works', () => {
  it('carries out no command without answering it, leaves no mail in doubt, and is gone in time', async () => {
    const random = seeded(7);
    const mails = await MailCounter.start(() => 100 + random() * 200);
    const program = await startProgram({ clockStart, env: mails.settings });
    const [clients, callers] = [await signedIn(program), callersOf('stop', random)];
    for (const answers of [6, 15, 24]) {
      if (answers > 6) await program.start();
      const { code, ms } = await workUntil({ clients, callers }, answers, async () => {
        const told = performance.now();
        return { ...(await program.stop()), ms: performance.now() - told };
      });
      expect([code, ms < exitWithinMs]).toEqual([0, true]);
      const acknowledged = callers.flatMap((caller) => caller.acknowledged);
      expect(await acknowledgementsLost(await eventsOf(program.dataDir), acknowledged)).toEqual([]);
      expect(await endsOfEffects(program)).not.toContain('EffectAttempted');
    }
    await program.start();
    await program.moveClock('2026-11-23T08:00:00Z');
    await program.stop();
    expect(await checked(program.dataDir)).toMatchObject({ findings: [], effects: { open: 0 } });
    const { uncertain, faults } = mailsMiscounted(await eventsOf(program.dataDir), mails.accepted);
    expect([uncertain, faults]).toEqual([0, []]);
    await mails.stop();
  }, 60_000);

  it('ends at once when it is told so twice, and sends the mail in hand once more after that', async () => {
    let delayMs = 60_000;
    const mails = await MailCounter.start(() => delayMs);
    const program = await startProgram({ clockStart, env: mails.settings });
    await Case.call(program);
    await mails.arrivals(1);
    const stopping = program.stop();
    await untilItTakesNoWork(program);
    process.kill(program.pid, 'SIGTERM');
    const { signal } = await stopping;
    expect(signal).toBe('SIGTERM');
    expect(await endsOfEffects(program)).toEqual(new Set(['EffectAttempted']));
    expect((await checked(program.dataDir)).findings).toEqual([]);
    delayMs = 0;
    await program.start();
    await mails.arrivals(2);
    await program.stop();
    expect(await endsOfEffects(program)).toEqual(new Set(['EffectSucceeded']));
    expect(mailsMiscounted(await eventsOf(program.dataDir), mails.accepted)).toEqual({ uncertain: 1, faults: [] });
    expect([...mails.accepted.values()]).toEqual([2]);
    await mails.stop();
  }, 60_000);
});
