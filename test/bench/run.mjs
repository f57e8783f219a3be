// npm run bench [-- --json FILE] [--quick]: every figure of issue 7 in one run, each beside what it is compared with.
// Prints a table with the limits and judges nothing: it ends with 0 whatever the figures are. Needs a build (dist/).
//   raw, port      figures/raw.mjs, figures/port.mjs        the disk, SQLite, the store by itself
//   path.command   figures/commands.mjs                     assessments over HTTP
//   load, log      figures/files.mjs, figures/log.mjs       a file, the whole log, the read models
//   start, p95     figures/starts.mjs, figures/questions.mjs  with 1k, 10k and 100k cases
//   patient500     figures/patient500.mjs                   a child with 500 requests
//   rss            figures/memory.mjs                       memory after 10,000 and 30,000 commands
//   emmett, own    figures/emmett.mjs, emmett/              beside Emmett, where it can be installed
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apart, endApart } from './apart.mjs';
import { assessmentsNeeded, commandFigures } from './figures/commands.mjs';
import { emmettFigures } from './figures/emmett.mjs';
import { fileFigures } from './figures/files.mjs';
import { logFigures } from './figures/log.mjs';
import { casesForMemory, memoryFigures } from './figures/memory.mjs';
import { patient500Figures } from './figures/patient500.mjs';
import { portFigures } from './figures/port.mjs';
import { questionFigures } from './figures/questions.mjs';
import { rawFigures } from './figures/raw.mjs';
import { startOver } from './figures/starts.mjs';
import { Issuer } from './issuer.mjs';
import { endPrograms } from './program.mjs';
import { printTable } from './table.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const { quick } = values;
const sizes = quick ? { '1k': 1_000 } : { '1k': 1_000, '10k': 10_000, '100k': 100_000 };
const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'sigill-bench-'));
const figures = {};

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.once('exit', () => {
  endPrograms();
  endApart();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

console.log(`Node ${process.version}, ${cpus().length} cores${quick ? ', the small sizes' : ''}\n`);
const issuer = await Issuer.start();
await measured('the disk and SQLite', () => rawFigures(folder));
await measured('the store', () => portFigures(folder));
await measured('Emmett', () => emmettFigures(folder, { install: !quick, tell: told }));
await commandsAndMemory();
await patient500();
for (const [size, cases] of Object.entries(sizes)) await sizeOf(size, cases);
console.log();
printTable(figures);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);

async function commandsAndMemory() {
  const open = join(folder, 'open');
  const cases = assessmentsNeeded(quick) + (quick ? 0 : casesForMemory);
  await made(open, { cases: Math.ceil(cases * 1.2), openOnly: true });
  await measured('commands', () => commandFigures(open, issuer, quick));
  if (!quick) await measured('memory', () => memoryFigures(open, issuer));
  gone(open);
}

async function patient500() {
  const large = join(folder, 'large');
  await made(large, { cases: 300, large: 500 });
  await measured('a child with 500 requests', () => patient500Figures(large, issuer));
  gone(large);
}

/** The figures of the log are those of the largest. */
async function sizeOf(size, cases) {
  const of = join(folder, size);
  const { events } = await made(of, { cases });
  await measured(`the log of ${size} cases`, async () => ({ ...(await fileFigures(of)), ...(await logFigures(of)) }));
  await measured(`starts and questions with ${size} cases`, async () => {
    const { program, ms, mb } = await startOver(of, issuer);
    const start = events >= 1_000_000 ? '1M' : size;
    const asked = await questionFigures(of, size, program, issuer);
    await program.stop();
    return { [`start.${start}.ms`]: ms, [`start.${start}.mb`]: mb, ...asked };
  });
  gone(of);
}

async function made(path, options) {
  const data = await apart(new URL('./data/making.mjs', import.meta.url), 'makeData', [path, options], []);
  told(
    `${data.cases} cases, ${data.events} events in ${(data.ms / 1000).toFixed(0)} s; refused: ${JSON.stringify(data.refused)}`,
  );
  return data;
}

async function measured(what, measure) {
  told(what);
  Object.assign(figures, await measure());
}

function gone(path) {
  rmSync(path, { recursive: true, force: true });
}

function told(line) {
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}
