interface Waiting {
  readonly first: boolean;
  readonly begin: () => void;
}

/** Runs work with the same key one after the other; other keys run beside it. An economy: what runs beside each other
 *  would only make one another decide anew. Work that goes `first` goes before all that has not begun. */
export class Serial {
  private readonly queues = new Map<string, Waiting[]>();

  async run<T>(key: string, work: () => Promise<T>, first = false): Promise<T> {
    await this.turn(key, first);
    try {
      return await work();
    } finally {
      this.next(key);
    }
  }

  private turn(key: string, first: boolean): Promise<void> {
    const queue = this.queues.get(key);
    if (queue === undefined) {
      this.queues.set(key, []);
      return Promise.resolve();
    }
    return new Promise((begin) => {
      const at = first ? queue.filter((one) => one.first).length : queue.length;
      queue.splice(at, 0, { first, begin });
    });
  }

  private next(key: string): void {
    const next = this.queues.get(key)?.shift();
    if (next === undefined) this.queues.delete(key);
    else next.begin();
  }
}
