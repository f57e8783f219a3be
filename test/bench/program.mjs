import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/apps/api/main.js', import.meta.url));

/** A program of its own on a folder and a free port. `startMs`: from the launch to `Sigill is ready`. */
export async function startProgram(dataDir) {
  const port = await freePort();
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' };
  const start = performance.now();
  const words = ['--enable-source-maps', '--max-semi-space-size=4', main];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes('Sigill is ready on ')) break;
  }
  const startMs = performance.now() - start;
  const stop = async () => {
    const end = once(child, 'close');
    child.kill('SIGTERM');
    await end;
  };
  return { port, startMs, stop };
}

/** @returns ms of each start, each on an empty folder */
export async function startsOf(path, count) {
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const { startMs, stop } = await startProgram(`${path}-${n}`);
    times.push(startMs);
    await stop();
  }
  return times;
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
