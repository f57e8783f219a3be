import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { checked } from '../cli/checked';
import { RunningProgram, startProgram } from '../support/program';
import { callersOf, Load, workUntil } from './caller';
import { signedIn } from './kill-run';
import { eventsOf } from '../cli/planting';
import { acknowledgementsLost } from './reckoning';
import { seeded } from './seeded';

const clockStart = '2026-11-22T08:00:00Z';
/** Enough for a start and some dozens of commands. */
const roomKibibytes = 2_000;
const main = resolve(__dirname, '../../dist/apps/api/main.js');

/** The program again, on the same folder and port, in a world where no file grows beyond so many KiB, until nobody gets
 *  an answer any more. */
async function workInNarrowness(program: RunningProgram, load: Load, kibibytes: number): Promise<void> {
  const env = {
    DATA_DIR: program.dataDir,
    PORT: new URL(program.url).port,
    CLOCK_START: clockStart,
    LOG_LEVEL: 'silent',
  };
  const limited = `ulimit -f ${String(kibibytes * 2)}; exec "$0" "$1"`;
  const child = spawn('sh', ['-c', limited, process.execPath, main], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await workUntil(load, Infinity, () => Promise.resolve());
  child.kill('SIGKILL');
  await ended;
}

describe('a disk that is full', () => {
  it('damages nothing and loses nothing: with room again the work goes on', async () => {
    const program = await startProgram({ clockStart });
    const load = { clients: await signedIn(program), callers: callersOf('full', seeded(3)) };
    const acknowledged = () => load.callers.flatMap((caller) => caller.acknowledged);
    await workUntil(load, 4, () => program.stop());
    const atFirst = acknowledged().length;
    await workInNarrowness(program, load, roomKibibytes);
    const whenFull = acknowledged().length;
    expect(whenFull).toBeGreaterThan(atFirst);
    expect((await checked(program.dataDir)).findings).toEqual([]);
    await program.start();
    await workUntil(load, 12, () => program.stop());
    expect(acknowledged().length).toBeGreaterThanOrEqual(whenFull + 12);
    expect(await acknowledgementsLost(await eventsOf(program.dataDir), acknowledged())).toEqual([]);
    expect((await checked(program.dataDir)).findings).toEqual([]);
  }, 60_000);
});
