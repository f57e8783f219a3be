import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { drawnAgain } from '@sigill/application';
import { run } from '../../apps/cli/cli';
import { CheckedFolder, checkFolder } from '../../apps/cli/checks/check-folder';
import { regionOfFolder } from '../../apps/cli/region';
import { DrawAgain, SignedFormsCheck } from '../../apps/cli/checks/signed-forms-check';
import { FormRenderer, KeptForms } from '../../libs/adapters/offline';
import { LogSettings, opened } from './opened';

const built = resolve(__dirname, '../../dist');
let renderer: FormRenderer | null = null;
afterAll(() => renderer?.close());

/** What `check` finds, asked for in this process. */
export async function checked(dataDir: string, settings?: LogSettings): Promise<CheckedFolder> {
  renderer ??= new FormRenderer({ threadFile: join(built, 'libs/adapters/forms/render-thread.js') });
  const folder = await opened(dataDir, settings);
  const region = await regionOfFolder(folder.log);
  const forms = new KeptForms(renderer, folder.forms, folder.keys);
  const again: DrawAgain = (decided, submission) => drawnAgain(forms, region.policies, decided, submission);
  const found = await checkFolder(folder, region, (findings) => new SignedFormsCheck(forms, again, findings));
  await folder.close();
  return found;
}

/** The invariant and the place of each finding, with what is wrong. */
export async function found(dataDir: string): Promise<readonly (readonly unknown[])[]> {
  const { findings } = await checked(dataDir);
  return findings.map(({ invariant, stream, revision, position, what }) => [
    invariant,
    stream,
    revision,
    position,
    what,
  ]);
}

export interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: string;
}

/** One command line, carried out in this process. */
export async function runHere(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(words, env, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.length === 0 ? [''] : out, err: err.join('\n') };
}

/** The built tool, as a user runs it. */
export async function cli(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(built, 'apps/cli/main.js'), ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out: out.trimEnd().split('\n'), err: err.trimEnd() };
}
