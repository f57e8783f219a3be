// npm run bench [-- --quick] [--json FILE] [--only PART,PART] [--store esdb://...]: every figure in one run, each beside what it is
// compared with. Prints a table with the limits and judges nothing: it ends with 0 whatever the figures are. Needs a build
// (dist/). `--quick`: the small sizes. `--only`: some of the parts below, by name. `--store`: the figures of that database alone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apart, endApart } from './apart.mjs';
import { assessmentsNeeded, commandFigures } from './figures/commands.mjs';
import { casesForStore, esdbFigures } from './figures/esdb.mjs';
import { emmettFigures } from './figures/emmett.mjs';
import { fileFigures } from './figures/files.mjs';
import { logFigures } from './figures/log.mjs';
import { casesForMemory, memoryFigures } from './figures/memory.mjs';
import { patient500Figures } from './figures/patient500.mjs';
import { portFigures } from './figures/port.mjs';
import { questionFigures } from './figures/questions.mjs';
import { rawFigures } from './figures/raw.mjs';
import { startOver } from './figures/starts.mjs';
import { quiet, sweepFigures } from './figures/sweep.mjs';
import { Issuer } from './issuer.mjs';
import { endPrograms, startProgram } from './program.mjs';
import { printTable } from './table.mjs';

/** What is measured, in this order: raw.* and port.* just before what is compared with them. */
const parts = {
  store: async () => ({ ...rawFigures(folder, rounds), ...(await portFigures(folder, rounds)) }),
  commands: () =>
    withCases({ cases: registered(assessmentsNeeded(quick)), openOnly: true }, (of) =>
      commandFigures(of, issuer, quick),
    ),
  memory: () => withCases({ cases: registered(casesForMemory), openOnly: true }, (of) => memoryFigures(of, issuer)),
  patient500: () => withCases({ cases: 100, large: 500 }, (of) => patient500Figures(of, issuer)),
  emmett: () => emmettFigures(folder, { install: !quick, tell: told }),
  esdb: () =>
    withCases({ cases: registered(casesForStore), openOnly: true }, (of) =>
      esdbFigures(of, issuer, values.store, told),
    ),
  '1k': () => withCases({ cases: 1_000 }, (of, data) => sizeFigures('1k', of, data)),
  '10k': () => withCases({ cases: 10_000 }, (of, data) => sizeFigures('10k', of, data)),
  '100k': () => withCases({ cases: 100_000 }, (of, data) => sizeFigures('100k', of, data)),
};
const small = ['store', 'commands', 'patient500', 'emmett', '1k'];

const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    json: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const { quick } = values;
const embedded = Object.keys(parts).filter((name) => name !== 'esdb');
const wanted = values.only?.split(',') ?? (values.store !== undefined ? ['esdb'] : quick ? small : embedded);
const rounds = quick ? 3 : 5;
const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'sigill-bench-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.once('exit', cleanUp);

console.log(`Node ${process.version}, ${cpus().length} cores${quick ? ', the small sizes' : ''}\n`);
const issuer = await Issuer.start();
const figures = {};
for (const name of wanted) {
  told(name);
  Object.assign(figures, await parts[name]());
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
console.log();
printTable(figures);
process.exit(0);

/** Data made for one part, and gone with it. */
async function withCases(options, measure) {
  const path = join(folder, 'cases');
  const data = await apart(
    new URL('./data/making.mjs', import.meta.url),
    'makeData',
    [path, options],
    ['--max-semi-space-size=64'],
  );
  told(`${data.cases} cases, ${data.events} events; refused: ${JSON.stringify(data.refused)}`);
  const measured = await measure(path, data);
  rmSync(path, { recursive: true, force: true });
  return measured;
}

/** Of those that are opened some are decided by right, and some cannot be opened. */
function registered(cases) {
  return Math.ceil(cases * 1.2);
}

/** What depends on how many cases there are. The figures of a file and of the log are those of the largest size measured. */
async function sizeFigures(size, of, { events }) {
  const log = { ...(await fileFigures(of)), ...(await logFigures(of)) };
  const nextNight = await settled(of);
  const sweep = await swept(of, size, nextNight);
  const { program, ms, mb } = await startOver(of, issuer, nextNight);
  const asked = await questionFigures(of, size, program, issuer);
  await program.stop();
  const start = events >= 1_000_000 ? '1M' : size;
  return { ...log, ...sweep, [`start.${start}.ms`]: ms, [`start.${start}.mb`]: mb, ...asked };
}

/** What time has to do with years of cases is done, and tonight's look at the register, before anything is measured: a program that
 *  has been at work owes nothing. @returns when the next night begins */
async function settled(of) {
  const program = await startProgram(of, issuer);
  await quiet(program);
  await program.stop();
  return `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T02:00:00Z`;
}

/** The first start of a night looks at everybody. */
async function swept(of, size, night) {
  const program = await startProgram(of, issuer, night);
  const figures = await sweepFigures(size, program);
  await program.stop();
  return figures;
}

function cleanUp() {
  endPrograms();
  endApart();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

function told(line) {
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}
