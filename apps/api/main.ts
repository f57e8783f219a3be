import 'reflect-metadata';
import { settingsFromProcess } from '@sigill/adapters';
import { Program, startProgram } from './program';

async function main(): Promise<void> {
  const reading = settingsFromProcess();
  if (!reading.ok) return refuse(reading.faults);
  try {
    const program = await startProgram(reading.settings, () => process.exit(1));
    stopOnSignals(program);
    process.stdout.write(`Sigill is ready on ${reading.settings.publicUrl}\n`);
  } catch (error) {
    refuse([error instanceof Error ? error.message : 'the program cannot start']);
  }
}

function refuse(faults: readonly string[]): void {
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(''));
  process.exit(1);
}

/** The first signal lets what is in hand finish; a second one ends at once, which loses nothing either. */
function stopOnSignals(program: Program): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      program.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

void main();
