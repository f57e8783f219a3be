import { parseArgs } from 'node:util';
import { tellBirthday } from './birthday';
import { driveMonth, MonthOptions } from './month';

const usage = `npm run demo -- [--url http://localhost:3000] [--seed 1] [--days 30]
npm run demo -- --story birthday [--url http://localhost:3000]

Drives a month of made-up cases, or tells how a young person grows up, through the API of a program that runs in development
(npm start), on its own clock.`;

type Options = MonthOptions & { readonly story: string | null };

/** @throws Error with the usage where an option cannot be used */
function optionsOf(words: readonly string[]): Options {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const { values } = parseArgs({
    args: [...words],
    options: { url: text('http://localhost:3000'), seed: text('1'), days: text('30'), story: { type: 'string' } },
  });
  const [seed, days] = [Number(values.seed), Number(values.days)];
  const { url, story = null } = values;
  const isMonth = Number.isSafeInteger(seed) && Number.isSafeInteger(days) && days >= 1 && days <= 366;
  if (!isMonth || (story !== null && story !== 'birthday')) throw new Error(usage);
  return { url: url.replace(/\/$/, ''), seed, days, story };
}

async function main(): Promise<void> {
  try {
    const tell = (line: string): void => void process.stdout.write(`${line}\n`);
    const { story, ...month } = optionsOf(process.argv.slice(2));
    await (story === null ? driveMonth(month, tell) : tellBirthday(month.url, tell));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'the demo cannot go on'}\n`);
    process.exitCode = 1;
  }
}

void main();
