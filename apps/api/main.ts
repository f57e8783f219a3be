import 'reflect-metadata';
import { FolderFault, Settings, settingsFromProcess } from '@sigill/adapters';
import { FileGone } from '@sigill/event-log';
import { openParts } from './parts';
import type { Program } from './program';

async function main(): Promise<void> {
  const reading = settingsFromProcess();
  if (!reading.ok) return refuse(reading.faults);
  try {
    const program = await programOn(reading.settings);
    stopOnSignals(program);
    process.stdout.write(`Sigill is ready on ${reading.settings.publicUrl}\n`);
  } catch (error) {
    refuse([error instanceof Error ? error.message : 'the program cannot start']);
  }
}

/** What a start stops at is said before all that serves is loaded, which takes the most of a start.
 *  @throws each with one readable line (FolderInUse, KeyFileFault, RegisterFault, ...) */
async function programOn(settings: Settings): Promise<Program> {
  const parts = await openParts(settings, (error) => refuse(readable(error)));
  const { startProgram } = await import('./program.js');
  return startProgram(parts);
}

/** What stops a program at work is in its log; what somebody must do something about is said in a line besides. */
function readable(error: unknown): readonly string[] {
  return error instanceof FileGone || error instanceof FolderFault ? [error.message] : [];
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
