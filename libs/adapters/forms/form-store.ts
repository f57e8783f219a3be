import { randomUUID } from 'node:crypto';
import { FileHandle, mkdir, open, opendir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { deciphered, enciphered, FormDamaged, FormKeeping, FormMissing, refuseUnfitForm } from './form-keeping';

/** The forms in a folder. A file that is there is whole: it gets its name when its bytes are on the disk. */
export class FormStore implements FormKeeping {
  private readonly dir: string;
  /** In the names of what is half written. */
  private readonly own = randomUUID();
  /** While a sweep goes on. */
  private putMeanwhile: Set<string> | null = null;
  private readonly removing = new Map<string, Promise<void>>();

  constructor(dir: string) {
    this.dir = resolve(dir);
  }

  async put(sha256: string, bytes: Buffer, key: Buffer): Promise<void> {
    refuseUnfitForm(sha256, key, bytes);
    this.putMeanwhile?.add(sha256);
    await this.removing.get(sha256);
    if (!(await this.holds(sha256, key))) await this.write(sha256, enciphered(sha256, bytes, key));
    await syncFolder(this.dir);
  }

  async get(sha256: string, key: Buffer): Promise<Buffer> {
    refuseUnfitForm(sha256, key);
    return deciphered(sha256, await this.kept(sha256), key);
  }

  /** As it lies there, enciphered. @throws FormMissing */
  async kept(sha256: string): Promise<Buffer> {
    try {
      return await readFile(this.fileOf(sha256));
    } catch (error) {
      if (isNoEntry(error)) throw new FormMissing(sha256);
      throw error;
    }
  }

  /** The hashes of all forms. */
  async all(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const names of slicesOf(this.dir)) found.push(...hashesIn(names));
    return found;
  }

  /** Removes what a stopped process left half written, and the forms that are said to be left over; only for whoever holds the
   *  folder alone. Others may put meanwhile: what they put stays. Answers how many forms went.
   *  @param leftOver is given the hashes of all forms, a slice at a time, and answers those that no event names */
  async sweep(leftOver: (lying: AsyncIterable<readonly string[]>) => Promise<Iterable<string>>): Promise<number> {
    const put = (this.putMeanwhile = new Set());
    let count = 0;
    try {
      for (const sha256 of await leftOver(this.lying())) {
        if (put.has(sha256)) continue;
        await this.remove(sha256);
        count += 1;
      }
      return count;
    } finally {
      this.putMeanwhile = null;
    }
  }

  private async *lying(): AsyncGenerator<readonly string[]> {
    for await (const names of slicesOf(this.dir)) {
      for (const name of names.filter((one) => this.isLeftUnfinished(one)))
        await rm(join(this.dir, name), { force: true });
      yield hashesIn(names);
    }
  }

  private async remove(sha256: string): Promise<void> {
    const removed = rm(this.fileOf(sha256), { force: true });
    this.removing.set(sha256, removed);
    await removed.finally(() => this.removing.delete(sha256));
  }

  private isLeftUnfinished(name: string): boolean {
    return name.endsWith(unfinished) && !name.includes(this.own);
  }

  private fileOf(sha256: string): string {
    return join(this.dir, `${sha256}${kept}`);
  }

  private async write(sha256: string, file: Buffer): Promise<void> {
    await makeDurably(this.dir);
    const path = join(this.dir, `${sha256}.${this.own}.${randomUUID()}${unfinished}`);
    try {
      await writeDurably(path, file);
      await rename(path, this.fileOf(sha256));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  private async holds(sha256: string, key: Buffer): Promise<boolean> {
    try {
      await this.get(sha256, key);
      return true;
    } catch (error) {
      if (error instanceof FormMissing || error instanceof FormDamaged) return false;
      throw error;
    }
  }
}

/** Names that are looked at together; between two slices others run. */
const sliceLength = 200;
const unfinished = '.tmp';
const kept = '.pdf';
const hashesIn = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.endsWith(kept)).map((name) => name.slice(0, -kept.length));

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  await within(await open(path, 'wx', 0o600), async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

async function makeDurably(dir: string): Promise<void> {
  const first = await mkdir(dir, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = dir; made !== dirname(first); made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(dir: string): Promise<void> {
  await within(await open(dir, 'r'), (folder) => folder.sync());
}

/** The names in a folder; none where it is not there. */
async function* slicesOf(dir: string): AsyncGenerator<readonly string[]> {
  const folder = await opendir(dir, { bufferSize: sliceLength }).catch((error: unknown) => {
    if (isNoEntry(error)) return null;
    throw error;
  });
  if (folder === null) return;
  let slice: string[] = [];
  for await (const { name } of folder) {
    slice.push(name);
    if (slice.length < sliceLength) continue;
    yield slice;
    slice = [];
  }
  yield slice;
}

async function within(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function isNoEntry(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
