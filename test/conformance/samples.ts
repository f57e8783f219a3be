import { Appended, EventStore, KeyTaken, RecordedEvent, StoreEvent } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';

export const newStream = (): string => `request-${randomUUID()}`;
export const ids = (events: readonly StoreEvent[]): readonly string[] => events.map((event) => event.id);

/** The answer to an append that brings no keys. */
export function appended(answer: Appended | KeyTaken): Appended {
  if ('keyTaken' in answer) throw new Error(`the key of ${answer.keyTaken} is taken`);
  return answer;
}

export function events(count: number, type = 'RequestOpened'): readonly StoreEvent[] {
  return Array.from({ length: count }, () => ({
    id: randomUUID(),
    type,
    data: Buffer.from(randomUUID()),
    metadata: Buffer.from('{}'),
  }));
}

interface Follower {
  /** The next `count` events. */
  take(count: number): Promise<readonly RecordedEvent[]>;
  stop(): Promise<void>;
}

export function following(store: EventStore, after: number): Follower {
  const stopping = new AbortController();
  const batches = store.follow(after, stopping.signal)[Symbol.asyncIterator]();
  const found: RecordedEvent[] = [];
  return {
    async take(count) {
      while (found.length < count) {
        const next = await batches.next();
        if (next.done === true) throw new Error('the follower ended');
        found.push(...next.value);
      }
      return found.splice(0, count);
    },
    async stop() {
      stopping.abort();
      await batches.next();
    },
  };
}
