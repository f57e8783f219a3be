export type Environment = Readonly<Record<string, string | undefined>>;
/** Throws if the file cannot be read. */
export type ReadFile = (path: string) => string;

/** The environment, read name by name; collects one line per fault. An empty value is an absent one. */
export class Variables {
  readonly #faults: string[] = [];
  readonly #environment: Environment;
  readonly #readFile: ReadFile;

  constructor(environment: Environment, readFile: ReadFile) {
    this.#environment = environment;
    this.#readFile = readFile;
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  text(name: string): string | null {
    const text = this.#environment[name]?.trim() ?? '';
    return text === '' ? null : text;
  }

  /** From `<name>` or from the file that `<name>_FILE` names. */
  secret(name: string): string | null {
    const direct = this.text(name);
    const path = this.text(`${name}_FILE`);
    if (path === null) return direct;
    if (direct === null) return this.#fromFile(`${name}_FILE`, path);
    this.fault(name, `give either ${name} or ${name}_FILE`);
    return null;
  }

  /** `expected` completes "99999 is not ...". */
  parsed<T>(name: string, parse: (text: string) => T | null, expected: string, fallback: T): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = parse(text);
    if (value !== null) return value;
    this.fault(name, `${shown(text)} is not ${expected}`);
    return fallback;
  }

  fault(name: string, what: string): void {
    this.#faults.push(`${name}: ${what}`);
  }

  #fromFile(name: string, path: string): string | null {
    try {
      const text = this.#readFile(path).trim();
      if (text !== '') return text;
      this.fault(name, 'the file is empty');
    } catch {
      this.fault(name, 'the file cannot be read');
    }
    return null;
  }
}

const longestShown = 80;

/** On one line, whatever the value holds. */
const shown = (text: string): string =>
  /^[\w.,:;/@+-]+$/.test(text) && text.length <= longestShown ? text : JSON.stringify(text.slice(0, longestShown));
