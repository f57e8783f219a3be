/** One object of a register file, read field by field. Faults name the place and what is expected there, never what
 *  stands there: it may be a personal number. */
export class Entry {
  readonly #faults: string[];
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly place: string;

  constructor(value: unknown, place: string, faults: string[]) {
    this.place = place;
    this.#faults = faults;
    this.#fields = new Map(isObject(value) ? Object.entries(value) : []);
    if (!isObject(value)) this.fault('', 'is not an object');
  }

  /** A misspelt field must not pass as an absent one. */
  only(...names: readonly string[]): void {
    const unknown = [...this.#fields.keys()].filter((name) => !names.includes(name));
    if (unknown.length > 0) this.fault('', `has a field that is none of ${names.join(', ')}`);
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  value(name: string): unknown {
    return this.#fields.get(name);
  }

  /** `otherwise` stands in after a fault, so that all faults are found in one reading. */
  parsed<T>(name: string, parse: (text: string) => T | null, expected: string, otherwise: T): T {
    const value = this.#fields.get(name);
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed !== null) return parsed;
    this.fault(name, this.has(name) ? `is not ${expected}` : 'is missing');
    return otherwise;
  }

  /** As `parsed`, where null or an absent field is allowed. */
  optional<T>(name: string, parse: (text: string) => T | null, expected: string): T | null {
    const value = this.#fields.get(name) ?? null;
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (value !== null && parsed === null) this.fault(name, `is not ${expected}`);
    return parsed;
  }

  /** False where it is left out. */
  flag(name: string): boolean {
    const value = this.#fields.get(name) ?? false;
    if (typeof value !== 'boolean') this.fault(name, 'is neither true nor false');
    return value === true;
  }

  /** A list of texts without repetition. */
  each<T>(name: string, parse: (text: string) => T | null, expected: string): readonly T[] {
    const value = this.#fields.get(name);
    const texts: readonly unknown[] = Array.isArray(value) ? value : [];
    if (!Array.isArray(value)) this.fault(name, this.has(name) ? 'is not a list' : 'is missing');
    if (new Set(texts).size !== texts.length) this.fault(name, 'says the same twice');
    return texts.flatMap((text, index) => {
      const parsed = typeof text === 'string' ? parse(text) : null;
      if (parsed === null) this.fault(`${name}[${index}]`, `is not ${expected}`);
      return parsed === null ? [] : [parsed];
    });
  }

  /** A list of objects. */
  entries(name: string): readonly Entry[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) this.fault(name, this.has(name) ? 'is not a list' : 'is missing');
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.map((item, index) => new Entry(item, this.#at(`${name}[${index}]`), this.#faults));
  }

  entry(name: string): Entry {
    return new Entry(this.#fields.get(name), this.#at(name), this.#faults);
  }

  fault(name: string, what: string): void {
    this.#faults.push(`${this.#at(name)} ${what}`);
  }

  #at(name: string): string {
    return [this.place, name].filter((part) => part !== '').join('.') || 'the file';
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
