import { parseArgs } from 'node:util';
import { driveMonth, MonthOptions } from './month';

const usage = `npm run demo -- [--url http://localhost:3000] [--seed 1] [--days 30]

Drives a month of made-up cases through the API of a program that runs in development (npm start), on its own clock.`;

/** @throws Error with the usage where an option cannot be used */
function optionsOf(words: readonly string[]): MonthOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { url: text, seed: text, days: text } });
  const seed = Number(values.seed ?? '1');
  const days = Number(values.days ?? '30');
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(days) || days < 1 || days > 366) throw new Error(usage);
  return { url: (values.url ?? 'http://localhost:3000').replace(/\/$/, ''), seed, days };
}

async function main(): Promise<void> {
  try {
    await driveMonth(optionsOf(process.argv.slice(2)), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'the demo cannot go on'}\n`);
    process.exitCode = 1;
  }
}

void main();
