import 'reflect-metadata';
import { run } from './cli';

void run(process.argv.slice(2), process.env, {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => (process.exitCode = exitCode));
