import { EventStore } from '@sigill/event-log';
import { events, following, ids, newStream } from './samples';

/** What the log asks of a store that it reads. `before` is the log's head at the beginning of the test. */
export function readingConformance(subject: () => { readonly store: EventStore; readonly before: number }): void {
  const store = (): EventStore => subject().store;
  const before = (): number => subject().before;

  describe('a stream', () => {
    it('that does not exist is empty, and so is one beyond its end', async () => {
      const stream = newStream();
      expect(await store().readStream(stream)).toEqual([]);
      await store().append(stream, 'no-stream', events(2));
      expect(await store().readStream(stream, 2)).toEqual([]);
    });

    it('is read from a revision on, that one included', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', events(4));
      expect((await store().readStream(stream, 2)).map((event) => event.revision)).toEqual([2, 3]);
    });

    it('is read up to a number of events, oldest first', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', events(4));
      const revisions = async (from: number, limit: number): Promise<readonly number[]> =>
        (await store().readStream(stream, from, limit)).map((event) => event.revision);
      expect(await revisions(0, 2)).toEqual([0, 1]);
      expect(await revisions(1, 2)).toEqual([1, 2]);
      expect(await revisions(3, 2)).toEqual([3]);
      expect(await revisions(4, 2)).toEqual([]);
    });
  });

  describe('the whole log', () => {
    it('is read after a position, in the order of the appends, each event with a position of its own', async () => {
      const [one, other] = [newStream(), newStream()];
      const tuples = [events(2), events(2), events(1)];
      await store().append(one, 'no-stream', tuples[0] ?? []);
      await store().append(other, 'no-stream', tuples[1] ?? []);
      await store().append(one, 1, tuples[2] ?? []);
      const found = await store().readAll(before(), 100);
      expect(ids(found)).toEqual(ids(tuples.flat()));
      const positions = found.map((event) => event.position);
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      expect(positions.at(-1)).toBe(await store().head());
      const third = found[2];
      expect(ids(await store().readAll(third?.position ?? 0, 100))).toEqual(ids(found.slice(3)));
    });

    it('is read in pages', async () => {
      const tuple = events(5);
      await store().append(newStream(), 'no-stream', tuple);
      const pages: (readonly string[])[] = [];
      let after = before();
      for (;;) {
        const page = await store().readAll(after, 2);
        if (page.length === 0) break;
        pages.push(ids(page));
        after = page.at(-1)?.position ?? after;
      }
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
      expect(pages.flat()).toEqual(ids(tuple));
    });

    it('is read up to a position, that one included: the last events before it, in their order', async () => {
      const [one, other] = [newStream(), newStream()];
      const tuples = [events(3), events(2)] as const;
      await store().append(one, 'no-stream', tuples[0]);
      await store().append(other, 'no-stream', tuples[1]);
      const [, second, third, fourth] = await store().readAll(before(), 100);
      const upTo = async (position: number | undefined, limit: number): Promise<readonly string[]> =>
        ids(await store().readUpTo(position ?? 0, limit));
      const all = ids(tuples.flat());
      expect(await upTo(await store().head(), 1)).toEqual(all.slice(-1));
      expect(await upTo(third?.position, 2)).toEqual([second?.id, third?.id]);
      expect((await upTo(fourth?.position, 600)).slice(-4)).toEqual(all.slice(0, 4));
      expect(await upTo(0, 5)).toEqual([]);
    });

    it('is empty after its head', async () => {
      await store().append(newStream(), 'no-stream', events(1));
      expect(await store().readAll(await store().head(), 10)).toEqual([]);
    });
  });

  describe('a follower', () => {
    it('gets what was there, then what comes, once each and in order', async () => {
      const stream = newStream();
      const [old, first, second] = [events(3), events(1), events(2)];
      await store().append(stream, 'no-stream', old);
      const follower = following(store(), before());
      expect(ids(await follower.take(3))).toEqual(ids(old));
      await store().append(stream, 2, first);
      expect(ids(await follower.take(1))).toEqual(ids(first));
      await store().append(stream, 3, second);
      expect(ids(await follower.take(2))).toEqual(ids(second));
      await follower.stop();
    });

    it('loses nothing while it is slow', async () => {
      const follower = following(store(), before());
      const tuples = Array.from({ length: 40 }, () => events(2));
      await Promise.all(tuples.map((tuple) => store().append(newStream(), 'no-stream', tuple)));
      const found = await follower.take(80);
      expect(new Set(ids(found))).toEqual(new Set(ids(tuples.flat())));
      expect(ids(found)).toEqual(ids(await store().readAll(before(), 100)));
      await follower.stop();
    });

    it('is one of several, each of its own pace', async () => {
      const followers = [following(store(), before()), following(store(), before())];
      const tuple = events(2);
      await store().append(newStream(), 'no-stream', tuple);
      for (const follower of followers) expect(ids(await follower.take(2))).toEqual(ids(tuple));
      for (const follower of followers) await follower.stop();
    });

    it('ends when it is told to, also while it waits', async () => {
      const stopping = new AbortController();
      const head = await store().head();
      const next = store().follow(head, stopping.signal)[Symbol.asyncIterator]().next();
      await new Promise((resolve) => setImmediate(resolve));
      stopping.abort();
      expect((await next).done).toBe(true);
    });
  });
}
