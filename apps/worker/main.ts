import { settingsFromProcess } from '@sigill/adapters';

/** With the embedded log one process does everything, so a worker of its own has nothing to follow. */
const reading = settingsFromProcess();
const faults = reading.ok
  ? ['EVENT_STORE: with sqlite the worker runs inside the program that `npm start` starts; start that one alone']
  : reading.faults;
process.stderr.write(faults.map((fault) => `${fault}\n`).join(''));
process.exitCode = 1;
