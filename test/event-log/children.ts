import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const fromSource = resolve('libs/event-log/from-source.cjs');

/** A process of its own that runs a file of these tests from source. */
export const child = (file: string, env: Readonly<Record<string, string>>, flags: readonly string[] = []) =>
  spawn(process.execPath, [...flags, '-r', fromSource, '-e', `require(${JSON.stringify(resolve(file))})`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
