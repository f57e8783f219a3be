import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** A register in memory, as its file was when it was last looked at. */
export interface RegisterSource<T> {
  /** Throws RegisterFault. */
  current(): T;
  /** Reads the file anew if it has changed; what is wrong with it is for `current` to say. */
  look(): Promise<void>;
  /** Nobody looks any more by itself. */
  close(): void;
}

/** Adds what is wrong with the content to `faults`; its answer counts only if there is nothing.
 *  `edition`: the beginning of the content's SHA-256. */
export type ReadContent<T> = (content: unknown, edition: string, faults: string[]) => T;

/** How often the file is looked at: a change is to be noticed within a second. */
export const lookEveryMs = 500;

/** A register kept in a file that others may replace while the program runs. Questions cost no I/O: a timer looks at
 *  the file. A file that has become faulty gives no answers until it is mended. */
export class RegisterFile<T> implements RegisterSource<T> {
  readonly #path: string;
  readonly #setting: string;
  readonly #read: ReadContent<T>;
  #held: Held<T>;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  private constructor(path: string, setting: string, read: ReadContent<T>) {
    this.#path = path;
    this.#setting = setting;
    this.#read = read;
    this.#held = this.#unreadable();
  }

  /** `setting`: the name of the setting that named the file; faults begin with it. Throws RegisterFault. */
  static async open<T>(path: string, setting: string, read: ReadContent<T>, everyMs: number): Promise<RegisterFile<T>> {
    const register = new RegisterFile(path, setting, read);
    await register.look();
    register.current();
    register.#lookAfter(everyMs);
    return register;
  }

  current(): T {
    if ('fault' in this.#held) throw this.#held.fault;
    return this.#held.value;
  }

  /** One at a time, and each begins after it was asked for: what was written before is seen. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#lookNow());
    return this.#looking;
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #lookAfter(everyMs: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.look().then(() => this.#lookAfter(everyMs)), everyMs).unref();
  }

  async #lookNow(): Promise<void> {
    const file = await readUnless(this.#held.stamp, this.#path);
    if (file === 'unchanged') return;
    this.#held = file === 'unreadable' ? this.#unreadable() : { stamp: file.stamp, ...this.#judged(file.text) };
  }

  #judged(text: string): Outcome<T> {
    const content = parsed(text);
    if (content === null) return { fault: this.#fault(['the file is not valid JSON']) };
    const faults: string[] = [];
    const edition = createHash('sha256').update(text).digest('hex').slice(0, editionDigits);
    const value = this.#read(content.json, edition, faults);
    return faults.length === 0 ? { value } : { fault: this.#fault(faults) };
  }

  #unreadable(): Held<T> {
    return { stamp: null, fault: this.#fault(['the file cannot be read']) };
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
  return { current: () => value, look: () => Promise.resolve(), close: () => undefined };
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

type Outcome<T> = { readonly value: T } | { readonly fault: RegisterFault };

/** `stamp` null: to be read at the next look in any case. */
type Held<T> = Outcome<T> & { readonly stamp: string | null };

/** The stamp is taken before the reading: a file replaced meanwhile is read once more. */
async function readUnless(
  stamp: string | null,
  path: string,
): Promise<{ readonly stamp: string; readonly text: string } | 'unchanged' | 'unreadable'> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    const now = `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    return now === stamp ? 'unchanged' : { stamp: now, text: await readFile(path, 'utf8') };
  } catch {
    return 'unreadable';
  }
}

/** The parser's own message quotes the text, which holds personal numbers. */
function parsed(text: string): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return null;
  }
}

const editionDigits = 12;
