import { parseArgs } from 'node:util';
import { Environment, filesOnDisk, readSettings } from '../../libs/adapters/offline';
import { check } from './check';
import { migrate } from './migrate';
import { oneLine } from './one-line';
import { Place } from './place';
import { rebuild } from './rebuild';
import { ExitCode, Terminal } from './terminal';

interface Command {
  /** The one option that it takes, and needs; null: none. */
  readonly option: string | null;
  readonly run: (place: Place, terminal: Terminal, given: string) => Promise<ExitCode>;
}

const commands: Readonly<Record<string, Command>> = {
  check: { option: null, run: (place, terminal) => check(place, terminal) },
  rebuild: { option: null, run: rebuild },
  migrate: { option: 'to', run: migrate },
};

const usage = `npm run cli -- <command>

  check [DATA_DIR]     reads the whole folder and names what cannot be: events, history, read models, effects, forms.
                       Changes nothing; may run beside the program. One line for each problem: the invariant, the
                       stream, the revision (from 0) and the position in the log, what is wrong. The last line counts.
  rebuild [DATA_DIR]   makes every read model anew from the log, also where their file is damaged. The program must not run.
  migrate [DATA_DIR] --to esdb://...
                       copies the folder's log, keys and forms into an empty EventStoreDB: the same events, ids and bytes.
                       Goes on where it was broken off. The program must not run.
  help                 prints this.

The settings are the program's own: DATA_DIR (./data), KEK_FILE, EVENT_STORE, EVENTSTORE_URL.
Ends with 0 when all is well, 1 when there are problems, 2 when the command or the folder cannot be used.`;

/** Carries out one command line. */
export async function run(words: readonly string[], environment: Environment, terminal: Terminal): Promise<ExitCode> {
  const [name = '', ...more] = words;
  if (name === 'help' || name === '--help') {
    terminal.out(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const given = command === undefined ? null : givenTo(command, more);
  if (command === undefined || given === null) return unusable(usage, terminal);
  try {
    return await command.run(placeOf(environment, given.dataDir), terminal, given.option);
  } catch (error) {
    return unusable(oneLine(error), terminal);
  }
}

/** Null: that is not how the command is used. */
function givenTo({ option }: Command, words: string[]): { readonly dataDir?: string; readonly option: string } | null {
  try {
    const options = option === null ? {} : ({ [option]: { type: 'string' } } as const);
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [dataDir] = positionals;
    const value = option === null ? '' : (values as Readonly<Record<string, string | undefined>>)[option];
    if (positionals.length > 1 || value === undefined) return null;
    return { option: value, ...(dataDir === undefined ? {} : { dataDir }) };
  } catch {
    return null;
  }
}

function unusable(why: string, terminal: Terminal): ExitCode {
  terminal.err(why);
  return 2;
}

/** Only the settings that a data folder needs: an auditor has no mail server and no issuer to name. */
function placeOf(environment: Environment, dataDir: string | undefined): Place {
  const { DATA_DIR, KEK_FILE, EVENT_STORE, EVENTSTORE_URL, EVENTSTORE_URL_FILE } = environment;
  const own = { DATA_DIR: dataDir ?? DATA_DIR, KEK_FILE, EVENT_STORE, EVENTSTORE_URL, EVENTSTORE_URL_FILE };
  const reading = readSettings(own, filesOnDisk);
  if (!reading.ok) throw new SettingsFault(reading.faults.join('\n'));
  return reading.settings;
}

/** One line for each. */
class SettingsFault extends Error {
  override name = 'SettingsFault';
}
