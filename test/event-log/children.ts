import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const fromSource = resolve('libs/event-log/from-source.cjs');

/** A process of its own that runs a file of these tests from source. */
export const child = (file: string, env: Readonly<Record<string, string>>, flags: readonly string[] = []) =>
  spawn(process.execPath, [...flags, '-r', fromSource, '-e', `require(${JSON.stringify(resolve(file))})`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Lets appending-child.ts append for a while, another one for each number, and kills it. Notes the newest revision of each stream that
 *  it acknowledged. */
export async function killedWhileAppending(
  env: Readonly<Record<string, string>>,
  kill: number,
  acknowledged: Map<string, number>,
): Promise<void> {
  const appending = child('test/event-log/appending-child.ts', env);
  let left = 13 + ((kill * 37) % 90);
  for await (const line of createInterface(appending.stdout)) {
    const [, stream, revision] = /^(\S+) (\d+)$/.exec(line) ?? [];
    if (stream !== undefined) acknowledged.set(stream, Number(revision));
    left -= 1;
    if (left === 0) appending.kill('SIGKILL');
  }
}
