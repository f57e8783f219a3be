import { parseArgs, ParseArgsConfig } from 'node:util';
import { Environment, filesOnDisk, readSettings } from '../../libs/adapters/offline';
import { check } from './check';
import { migrate } from './migrate';
import { oneLine } from './one-line';
import { Place } from './place';
import { rebuild } from './rebuild';
import { replay } from './replay';
import { ExitCode, Terminal } from './terminal';

interface Command {
  /** Does it take the id of a request, and no folder? */
  readonly ofRequest: boolean;
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (place: Place, terminal: Terminal, given: Given) => Promise<ExitCode>;
}

/** `needed` and `text` have a value. */
type Option = 'needed' | 'text' | 'flag';

/** What stands on the line after the command's name. */
interface Given {
  readonly dataDir: string | undefined;
  readonly request: string;
  readonly text: (option: string) => string | null;
  readonly flag: (option: string) => boolean;
}

const commands: Readonly<Record<string, Command>> = {
  check: { ofRequest: false, options: {}, run: (place, terminal) => check(place, terminal) },
  replay: {
    ofRequest: true,
    options: { at: 'text', language: 'text', step: 'flag' },
    run: (place, terminal, { request, text, flag }) =>
      replay(place, terminal, { request, at: text('at'), language: text('language'), step: flag('step') }),
  },
  rebuild: { ofRequest: false, options: {}, run: rebuild },
  migrate: {
    ofRequest: false,
    options: { to: 'needed' },
    run: (place, terminal, { text }) => migrate(place, terminal, text('to') ?? ''),
  },
};

const usage = `npm run cli -- <command>

  check [DATA_DIR]     reads the whole folder and names what cannot be: events, history, read models, effects, forms.
                       Changes nothing; may run beside the program. One line for each problem: the invariant, the
                       stream, the revision (from 0) and the position in the log, what is wrong. The last line counts.
  replay <request> [--at INSTANT] [--step] [--language sv|en]
                       tells the case with that id event by event, from the log alone: when it was recorded, what happened
                       in a sentence, the event's hash; with --step also what it changed, with --at no more than was
                       recorded by then. Changes nothing; may run beside the program. Whoever runs it reads all of the case.
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
    return await command.run(placeOf(environment, given.dataDir), terminal, given);
  } catch (error) {
    return unusable(oneLine(error), terminal);
  }
}

/** Null: that is not how the command is used. */
function givenTo({ ofRequest, options }: Command, words: string[]): Given | null {
  const typed = Object.entries(options).map(([name, option]) => [
    name,
    { type: option === 'flag' ? 'boolean' : 'string' },
  ]);
  const values = parsedOrNull(words, Object.fromEntries(typed) as ParseOptions);
  if (values === null || values.positionals.length > 1) return null;
  const [word] = values.positionals;
  const text = (option: string): string | null => asText(values.options[option]);
  const isLacking = Object.entries(options).some(([name, option]) => option === 'needed' && text(name) === null);
  if (isLacking || (ofRequest && word === undefined)) return null;
  return {
    dataDir: ofRequest ? undefined : word,
    request: ofRequest ? (word ?? '') : '',
    text,
    flag: (option) => values.options[option] === true,
  };
}

type ParseOptions = NonNullable<ParseArgsConfig['options']>;

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function parsedOrNull(
  args: string[],
  options: ParseOptions,
): { readonly positionals: readonly string[]; readonly options: Readonly<Record<string, unknown>> } | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { positionals, options: values };
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
