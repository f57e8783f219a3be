export type Environment = Readonly<Record<string, string | undefined>>;

/** Files that settings name. */
export interface SettingsFiles {
  /** @throws if it cannot be read */
  read(path: string): string;
  /** Whether others than its owner, or than those it was given to by its group, may read it; false where there is none. */
  isOpenToOthers(path: string): boolean;
}

/** The environment, read name by name; collects one line per fault. An empty value is an absent one. */
export class Variables {
  readonly #faults: string[] = [];
  readonly #environment: Environment;
  readonly #files: SettingsFiles;

  constructor(environment: Environment, files: SettingsFiles) {
    this.#environment = environment;
    this.#files = files;
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

  /** Does the setting name a file that others may read? */
  isOpenToOthers(name: string): boolean {
    const path = this.text(name);
    return path !== null && this.#files.isOpenToOthers(path);
  }

  fault(name: string, what: string): void {
    this.#faults.push(`${name}: ${what}`);
  }

  #fromFile(name: string, path: string): string | null {
    try {
      const text = this.#files.read(path).trim();
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
