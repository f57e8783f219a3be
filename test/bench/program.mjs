import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startFlags } from './apart.mjs';
import { placesIn } from './data/folder.mjs';

const main = fileURLToPath(new URL('../../dist/apps/api/main.js', import.meta.url));
const inside = fileURLToPath(new URL('./inside.cjs', import.meta.url));
const running = new Set();

/** The built program as `npm start` starts it, on a folder made by data/making.mjs, with tokens of the issuer.
 *  @param clockStart where its clock begins; the machine's unless told @param more settings beside these, or in their place
 *  @returns when it is ready; `startMs`: from the launch until then */
export async function startProgram(folder, issuer, clockStart, more = {}) {
  const { dataDir, register } = placesIn(folder);
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    POPULATION_FILE: register,
    DIRECTORY_FILE: register,
    OIDC_ISSUER: issuer.url,
    PORT: String(port),
    LOG_LEVEL: 'silent',
    ...(clockStart === undefined ? {} : { CLOCK_START: clockStart }),
    ...more,
  };
  const words = ['--require', inside, ...startFlags(), main];
  const start = performance.now();
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  running.add(child);
  child.once('close', () => running.delete(child));
  await readiness(child);
  return new Program(child, port, performance.now() - start);
}

/** Whatever still runs when the bench ends early. */
export function endPrograms() {
  for (const child of running) child.kill('SIGKILL');
}

class Program {
  #asked = 0;

  constructor(child, port, startMs) {
    this.child = child;
    this.port = port;
    this.startMs = startMs;
  }

  /** Resident memory in MB, of 1,000,000 bytes. */
  rssMb() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) * 1024) / 1_000_000;
  }

  /** As above, after a garbage collection. */
  async rssAfterCollection() {
    await this.#ask('collect');
    return this.rssMb();
  }

  /** Ms since the last question. */
  longestBlock() {
    return this.#ask('longestBlock');
  }

  async stop() {
    const end = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await end;
  }

  #ask(ask) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const hear = (message) => {
        if (message.id !== id) return;
        this.child.off('message', hear);
        resolve(message.answer);
      };
      this.child.on('message', hear);
      this.child.once('close', () => reject(new Error('the program has ended')));
      this.child.send({ id, ask });
    });
  }
}

async function readiness(child) {
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('Sigill is ready on ')) return;
  throw new Error('the program ended before it was ready');
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
