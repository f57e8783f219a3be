import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const running = new Set();

/** The flags of `npm start`. */
export const startFlags = () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return scripts.start.split(' ').slice(1, -1);
};

/** Runs an exported function in a process of its own, so that nothing before it weighs on it, nor it on what comes after.
 *  Arguments and answer are plain JSON. @param module a URL @param flags of Node; those of the program unless told */
export function apart(module, name, args, flags = startFlags()) {
  const child = fork(here, [], { execArgv: flags });
  running.add(child);
  return new Promise((resolve, reject) => {
    let answer;
    child.once('message', (message) => (answer = message));
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0 && answer !== undefined) resolve(answer.value);
      else reject(new Error(`${name} ended with ${code}`));
    });
    child.send({ module: String(module), name, args });
  });
}

/** Whatever still runs when the bench ends early. */
export function endApart() {
  for (const child of running) child.kill('SIGKILL');
}

async function answer({ module, name, args }) {
  const value = await (await import(module))[name](...args);
  process.send({ value }, () => process.exit(0));
}

if (process.argv[1] === here) process.once('message', (asked) => void answer(asked));
