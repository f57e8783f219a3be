import 'reflect-metadata';
import { run } from './cli';

/** Whoever reads has read enough, as in `| head`: quietly, and not as if all had been said. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(2);
});

void run(process.argv.slice(2), process.env, {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => (process.exitCode = exitCode));
