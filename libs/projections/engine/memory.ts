/** What was read or made, kept at hand: the most recently used entries that are saved, and all that are not saved yet. */
export class Memory<K, V> {
  private readonly saved = new Map<K, V>();
  /** What was changed last comes last. */
  private readonly changed = new Map<K, V>();

  /** @param capacity how many saved entries are kept */
  constructor(
    private readonly capacity: number,
    private readonly load: (key: K) => V | undefined,
  ) {}

  get unsaved(): number {
    return this.changed.size;
  }

  /** Answered without loading? */
  holds(key: K): boolean {
    return this.changed.has(key) || this.saved.has(key);
  }

  get(key: K): V | undefined {
    const changed = this.changed.get(key);
    if (changed !== undefined) return changed;
    const value = this.saved.get(key) ?? this.load(key);
    if (value !== undefined) this.keep(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.saved.delete(key);
    this.changed.delete(key);
    this.changed.set(key, value);
  }

  /** Each entry that is not saved and is wanted, once, the longest unchanged first; `save` answers it as it is to be kept from
   *  now on. */
  *saving(save: (value: V) => V, wanted: (value: V) => boolean = () => true): Generator<void> {
    for (const [key, value] of this.changed) {
      if (!wanted(value)) continue;
      this.keep(key, save(value));
      this.changed.delete(key);
      yield;
    }
  }

  private keep(key: K, value: V): void {
    this.saved.delete(key);
    this.saved.set(key, value);
    if (this.saved.size <= this.capacity) return;
    const oldest = this.saved.keys().next();
    if (!oldest.done) this.saved.delete(oldest.value);
  }
}
