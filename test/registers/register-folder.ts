import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegisterFault } from '../../libs/adapters/registers/register-file';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigill-registers-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A path in a folder that lasts as long as the test. */
export const pathTo = (name: string): string => join(folder, name);

export async function fileOf(content: unknown, name = 'register.json'): Promise<string> {
  const path = pathTo(name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

export async function faultsOf(opening: Promise<unknown>): Promise<readonly string[]> {
  try {
    await opening;
    return [];
  } catch (error) {
    if (error instanceof RegisterFault) return error.faults;
    throw error;
  }
}
