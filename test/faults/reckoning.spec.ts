import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checked } from '../cli/checked';
import { eventsOf } from '../cli/planting';
import { copyOf } from '../cli/worked-folder';
import { Clients } from '../support/client';
import { RunningProgram, startProgram } from '../support/program';
import { Acknowledged, callersOf, workUntil } from './caller';
import { signedIn } from './kill-run';
import { MailCounter } from './mail-counter';
import { acknowledgementsLost, answersChanged, mailsMiscounted } from './reckoning';
import { seeded } from './seeded';

let program: RunningProgram;
let clients: Clients;
let mails: MailCounter;
const callers = callersOf('reckoning', seeded(11));
let acknowledged: readonly Acknowledged[];

beforeAll(async () => {
  mails = await MailCounter.start(() => 0);
  program = await startProgram({ clockStart: '2026-11-22T08:00:00Z', env: mails.settings });
  clients = await signedIn(program);
  await workUntil({ clients, callers }, 16, () => Promise.resolve());
  await program.moveClock('2026-11-23T08:00:00Z');
  acknowledged = callers.flatMap((caller) => caller.acknowledged);
}, 60_000);
afterAll(() => mails.stop());

/** The acknowledgements, but for the last, which is changed. */
const withLast = (change: (last: Acknowledged) => readonly Acknowledged[]): readonly Acknowledged[] =>
  acknowledged.flatMap((one, index) => (index === acknowledged.length - 1 ? change(one) : [one]));

describe('the reckoning finds nothing', () => {
  it('where nothing is wrong', async () => {
    expect(await answersChanged(clients, acknowledged)).toEqual([]);
    expect(await acknowledgementsLost(await eventsOf(program.dataDir), acknowledged)).toEqual([]);
    expect(mailsMiscounted(await eventsOf(program.dataDir), mails.accepted)).toEqual({ uncertain: 0, faults: [] });
    expect(mails.accepted.size).toBeGreaterThan(2);
  });
});

describe('the reckoning finds', () => {
  it('an answer that was another', async () => {
    const faults = await answersChanged(
      clients,
      withLast((last) => [{ ...last, answer: { ...last.answer, etag: '"99"' } }]),
    );
    expect(faults).toHaveLength(1);
  });

  it('an acknowledgement of another revision', async () => {
    const faults = await acknowledgementsLost(
      await eventsOf(program.dataDir),
      withLast((last) => [{ ...last, answer: { ...last.answer, etag: '"99"' } }]),
    );
    expect(faults).toHaveLength(1);
  });

  it('an acknowledgement that the log knows nothing of', async () => {
    const faults = await acknowledgementsLost(
      await eventsOf(program.dataDir),
      withLast((last) => [last, { ...last, key: 'never-sent' }]),
    );
    expect(faults).toHaveLength(1);
  });

  it('a command that was carried out without an answer', async () => {
    const all = acknowledged.slice(0, -1);
    expect(await acknowledgementsLost(await eventsOf(program.dataDir), all)).toHaveLength(1);
  });

  it('a mail that came twice, one that never came, and one that nothing asked for', async () => {
    const [first = '', second = ''] = [...mails.accepted.keys()];
    for (const counts of [[[first, 2]], [[second, 0]], [['<stray@vgr.example>', 1]]] as const) {
      const accepted = new Map([...mails.accepted, ...counts]);
      expect(mailsMiscounted(await eventsOf(program.dataDir), accepted).faults).toHaveLength(1);
    }
  });

  it('the commands of a log that was cut short, as does the check', async () => {
    await program.restart();
    await workUntil({ clients, callers }, 8, () => Promise.resolve());
    const { length } = await eventsOf(program.dataDir);
    await program.kill();
    const dataDir = await copyOf(program.dataDir);
    for (const end of ['-wal', '-shm']) await rm(join(dataDir, `log.db${end}`));
    const { findings, head } = await checked(dataDir);
    expect(head).toBeLessThan(length);
    expect(findings.map(({ invariant }) => invariant)).toEqual(['I-12']);
    const faults = await acknowledgementsLost(
      await eventsOf(dataDir),
      callers.flatMap((caller) => caller.acknowledged),
    );
    expect(faults.length).toBeGreaterThanOrEqual(8);
  });
});
