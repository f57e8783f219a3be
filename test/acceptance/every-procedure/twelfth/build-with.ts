import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { RunningProgram, temporaryFolder } from '../../../support/program';

const repository = resolve(__dirname, '../../../..');
const registryOpens = 'const registry = [\n';

/** The built program in a folder of its own, with one more file among its procedures and one more line in their registry. */
export async function buildWith(file: string, exported: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const procedures = join(folder, 'dist/libs/domain/procedures');
  await writeFile(join(procedures, `${file}.js`), await compiled(`${file}.ts`));
  const registry = await readFile(join(procedures, 'registry.js'), 'utf8');
  if (!registry.includes(registryOpens)) throw new Error('the registry is not where it was');
  const line = `    require('./${file}').${exported},\n`;
  await writeFile(join(procedures, 'registry.js'), registry.replace(registryOpens, registryOpens + line));
  return folder;
}

/** As it would stand among the other procedures. */
async function compiled(file: string): Promise<string> {
  const source = await readFile(join(__dirname, file), 'utf8');
  const inPlace = source
    .replaceAll('../../../../libs/domain/procedures/', './')
    .replaceAll('../../../../libs/domain/', '../');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  return transpileModule(inPlace, { compilerOptions }).outputText;
}

/** A program of another build; `end` stops it. */
export async function startBuild(
  folder: string,
  clockStart: string,
): Promise<{ readonly program: RunningProgram; readonly end: () => Promise<void> }> {
  const port = await freePort();
  const dataDir = await temporaryFolder();
  const child = spawn(process.execPath, [join(folder, 'dist/apps/api/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: port, CLOCK_START: clockStart },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  const end = async (): Promise<void> => {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  };
  return { program: new RunningProgram(dataDir, port, {}, null), end };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((begun, failed) => {
    let output = '';
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Sigill is ready on ')) begun();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => failed(new Error(`the program ended:\n${output}`)));
  });
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return String(port);
}
