import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** A register kept in a file that others may replace while the program runs: asked anew, it is read anew. */
export interface RegisterSource<T> {
  /** Throws RegisterFault. */
  current(): Promise<T>;
}

/** Adds what is wrong with the content to `faults`; its answer counts only if there is nothing.
 *  `edition`: the beginning of the content's SHA-256. */
export type ReadContent<T> = (content: unknown, edition: string, faults: string[]) => T;

export class RegisterFile<T> implements RegisterSource<T> {
  readonly #path: string;
  readonly #setting: string;
  readonly #read: ReadContent<T>;
  #held: { readonly stamp: string; readonly value: T } | null = null;

  /** `setting`: the name of the setting that named the file; faults begin with it. */
  constructor(path: string, setting: string, read: ReadContent<T>) {
    this.#path = path;
    this.#setting = setting;
    this.#read = read;
  }

  async current(): Promise<T> {
    const stamp = await this.#stamp();
    if (this.#held?.stamp === stamp) return this.#held.value;
    const value = await this.#load();
    this.#held = { stamp, value };
    return value;
  }

  /** Taken before the reading: a file replaced meanwhile is read once more. */
  async #stamp(): Promise<string> {
    try {
      const { ino, size, mtimeNs, ctimeNs } = await stat(this.#path, { bigint: true });
      return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    } catch {
      throw this.#fault(['the file cannot be read']);
    }
  }

  async #load(): Promise<T> {
    const faults: string[] = [];
    const text = await this.#text();
    const edition = createHash('sha256').update(text).digest('hex').slice(0, editionDigits);
    const value = this.#read(this.#parsed(text), edition, faults);
    if (faults.length > 0) throw this.#fault(faults);
    return value;
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch {
      throw this.#fault(['the file cannot be read']);
    }
  }

  /** The parser's own message quotes the text, which holds personal numbers. */
  #parsed(text: string): unknown {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      throw this.#fault(['the file is not valid JSON']);
    }
  }

  #fault(faults: readonly string[]): RegisterFault {
    return new RegisterFault(faults.map((fault) => `${this.#setting}: ${fault}`));
  }
}

/** A register that came with the program. */
export function builtIn<T>(content: unknown, read: ReadContent<T>): RegisterSource<T> {
  const faults: string[] = [];
  const value = read(content, '', faults);
  if (faults.length > 0) throw new RegisterFault(faults);
  return { current: () => Promise.resolve(value) };
}

/** A register cannot be read. One readable line per fault, without personal data. */
export class RegisterFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'RegisterFault';
    this.faults = faults;
  }
}

const editionDigits = 12;
