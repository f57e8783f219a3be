import { setImmediate } from 'node:timers/promises';

/** Runs many lives in the order of their time: in the log they stand mixed, as they would.
 *  @param lives each with `run()`, an async generator of the times of its next step, ms since 1970
 *  @param until no step begins after it */
export async function inOrderOfTime(lives, until) {
  const due = new Due();
  const step = async (steps) => {
    const { done, value: at } = await steps.next();
    if (!done && at <= until) due.push({ at, steps });
  };
  for (const life of lives) await step(life.run());
  for (let count = 0; due.size > 0; count += 1) {
    await step(due.earliest().steps);
    if (count % pause === 0) await setImmediate();
  }
}

/** Steps after which timers and signals get their turn. */
const pause = 200;

/** A heap, earliest first. */
class Due {
  #heap = [];

  get size() {
    return this.#heap.length;
  }

  push(entry) {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    for (let up = (at - 1) >> 1; at > 0 && heap[up].at > entry.at; up = (at - 1) >> 1) {
      heap[at] = heap[up];
      at = up;
    }
    heap[at] = entry;
  }

  earliest() {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry) {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let least = 2 * at + 1;
      if (least + 1 < heap.length && heap[least + 1].at < heap[least].at) least += 1;
      if (least >= heap.length || heap[least].at >= entry.at) break;
      heap[at] = heap[least];
      at = least;
    }
    heap[at] = entry;
  }
}
