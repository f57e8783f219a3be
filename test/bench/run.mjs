// npm run bench: what an append and a command cost on this machine, each beside the disk's own speed, all in one run.
// Prints a table and judges nothing. Needs a build (dist/).
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendsToLog, appendsToFile } from './appends.mjs';
import { commandsOverHttp } from './commands.mjs';
import { startsOf } from './program.mjs';
import { printTable } from './table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sigill-bench-'));
try {
  console.log(
    `Node ${process.version}, ${cpus().length} cores, one caller; times in ms, ratio to the median of the raw append\n`,
  );
  const raw = appendsToFile(join(folder, 'raw'), 500);
  const log = await appendsToLog(join(folder, 'log'), 500);
  const { commands, submissions, rssMb } = await commandsOverHttp(join(folder, 'commands'), 4);
  printTable(raw, [
    ['raw append, 1 KiB, fdatasync', raw],
    ['EventLog append, 1 event, sealed', log],
    ['HTTP command, all but submission', Object.values(commands).flat()],
    ...Object.entries(commands).map(([name, times]) => [`  ${name}`, times]),
    ['HTTP submission (renders the form)', submissions],
  ]);
  const starts = await startsOf(join(folder, 'starts'), 5);
  printTable(null, [['start to ready, empty folder', starts]]);
  console.log(`\nresident memory after the commands: ${rssMb.toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
