import { readFileSync } from 'node:fs';
import { Environment, readSettings } from '../../libs/adapters/offline';
import { check } from './check';
import { oneLine } from './one-line';
import { Place } from './place';
import { rebuild } from './rebuild';
import { ExitCode, Terminal } from './terminal';

type Command = (place: Place, terminal: Terminal) => Promise<ExitCode>;

const commands: Readonly<Record<string, Command>> = { check, rebuild };

const usage = `npm run cli -- <command>

  check [DATA_DIR]     reads the whole folder and names what cannot be: events, history, read models, effects, forms.
                       Changes nothing; may run beside the program. One line for each problem: the invariant, the
                       stream, the revision (from 0) and the position in the log, what is wrong. The last line counts.
  rebuild [DATA_DIR]   makes every read model anew from the log, also where their file is damaged. The program must not run.
  help                 prints this.

The settings are the program's own: DATA_DIR (./data), KEK_FILE.
Ends with 0 when all is well, 1 when there are problems, 2 when the command or the folder cannot be used.`;

/** Carries out one command line. */
export async function run(words: readonly string[], environment: Environment, terminal: Terminal): Promise<ExitCode> {
  const [name = '', dataDir, ...more] = words;
  if (name === 'help' || name === '--help') {
    terminal.out(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || more.length > 0) return unusable(usage, terminal);
  try {
    return await command(placeOf(environment, dataDir), terminal);
  } catch (error) {
    return unusable(oneLine(error), terminal);
  }
}

function unusable(why: string, terminal: Terminal): ExitCode {
  terminal.err(why);
  return 2;
}

/** Only the settings that a data folder needs: an auditor has no mail server and no issuer to name. */
function placeOf({ DATA_DIR, KEK_FILE }: Environment, dataDir: string | undefined): Place {
  const reading = readSettings({ DATA_DIR: dataDir ?? DATA_DIR, KEK_FILE }, (path) => readFileSync(path, 'utf8'));
  if (!reading.ok) throw new SettingsFault(reading.faults.join('\n'));
  return reading.settings;
}

/** One line for each. */
class SettingsFault extends Error {
  override name = 'SettingsFault';
}
