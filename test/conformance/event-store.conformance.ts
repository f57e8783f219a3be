import {
  EventStore,
  ExpectedRevision,
  repeatedWhileUnknown,
  StoreEvent,
  StoreUnavailable,
  WrongRevision,
} from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { readingConformance } from './reading.conformance';
import { appended, events, ids, newStream } from './samples';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** The same events through a store that has been closed and opened anew: a restart. */
  readonly restarted: () => Promise<EventStore>;
  /** Closes what is open and takes away what was stored. */
  readonly remove: () => Promise<void>;
}

/** What the log asks of any store under it. Streams are new in every test, so that a store may be shared with others. */
export function eventStoreConformance(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`the event store port on ${name}`, () => {
    let subject: StoreUnderTest;
    let store: EventStore;
    let before: number;

    beforeAll(async () => {
      subject = await open();
      store = subject.store;
    });
    beforeEach(async () => {
      before = await store.head();
    });
    afterAll(() => subject.remove());

    const idsIn = async (stream: string): Promise<readonly string[]> => ids(await store.readStream(stream));
    const refusal = (attempt: Promise<unknown>): Promise<unknown> =>
      attempt.then(
        () => 'accepted',
        (error: unknown) => error,
      );

    describe('an append', () => {
      it('begins a stream at revision 0 and goes on from the revision that it names', async () => {
        const stream = newStream();
        expect(appended(await store.append(stream, 'no-stream', events(2))).revision).toBe(1);
        expect(appended(await store.append(stream, 1, events(1))).revision).toBe(2);
        expect((await store.readStream(stream)).map((event) => event.revision)).toEqual([0, 1, 2]);
      });

      it('gives back every byte as it was handed over', async () => {
        const stream = newStream();
        const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
        const given = [
          { id: randomUUID(), type: 'RequestOpened', data: all, metadata: Buffer.from('{"a":"å\u2028"}') },
          { id: randomUUID(), type: 'RequestAssessed', data: Buffer.alloc(0), metadata: Buffer.from('{}') },
        ];
        await store.append(stream, 'no-stream', given);
        const found = await store.readStream(stream);
        expect(found.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }))).toEqual(given);
        expect(found.map((event) => event.stream)).toEqual([stream, stream]);
      });

      it('takes names with space, slash and å', async () => {
        const stream = `ärende / ${randomUUID()}`;
        await store.append(stream, 'no-stream', events(1, 'Händelse / ett'));
        expect((await store.readStream(stream)).map((event) => event.type)).toEqual(['Händelse / ett']);
      });

      it('answers with the position of its last event', async () => {
        const stream = newStream();
        const { position } = appended(await store.append(stream, 'no-stream', events(3)));
        expect((await store.readStream(stream)).at(-1)?.position).toBe(position);
      });

      const wrong: readonly (readonly [string, number, ExpectedRevision, ExpectedRevision])[] = [
        ['a stream that is further on', 3, 1, 2],
        ['a stream that is not so far yet', 2, 7, 1],
        ['a stream that exists, as new', 1, 'no-stream', 0],
        ['a stream that does not exist, as old', 0, 0, 'no-stream'],
      ];
      it.each(wrong)('on %s is refused, with where the stream stands', async (_, length, expected, actual) => {
        const stream = newStream();
        if (length > 0) await store.append(stream, 'no-stream', events(length));
        const error = await refusal(store.append(stream, expected, events(2)));
        expect(error).toBeInstanceOf(WrongRevision);
        expect(error).toMatchObject({ stream, expected, actual });
        expect(await idsIn(stream)).toHaveLength(length);
      });
    });

    describe('a tuple that is appended again', () => {
      it('is one append and answers the same, but that it is fresh no more', async () => {
        const stream = newStream();
        const tuple = events(3);
        const first = appended(await store.append(stream, 'no-stream', tuple));
        expect(await store.append(stream, 'no-stream', tuple)).toEqual({ ...first, fresh: false });
        expect(await idsIn(stream)).toEqual(ids(tuple));
      });

      it('is one append when it is sent twice at once; a store that cannot say so yet says that, and does when it is asked again', async () => {
        const stream = newStream();
        const tuple = events(2);
        const sent = () => repeatedWhileUnknown(() => store.append(stream, 'no-stream', tuple), 20_000);
        const answers = await Promise.all([1, 2, 3].map(async () => appended(await sent())));
        expect(new Set(answers.map((answer) => answer.revision))).toEqual(new Set([1]));
        expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
        expect(answers.filter((answer) => answer.fresh).length).toBeLessThanOrEqual(1);
        expect(await idsIn(stream)).toEqual(ids(tuple));
      });

      it('is not fresh though its bytes are others now, and leaves those that stand there', async () => {
        const stream = newStream();
        const tuple = events(2);
        await store.append(stream, 'no-stream', tuple);
        const other = tuple.map((event) => ({ ...event, data: Buffer.from('other') }));
        expect(appended(await store.append(stream, 'no-stream', other))).toMatchObject({ revision: 1, fresh: false });
        expect((await store.readStream(stream)).map((event) => event.data)).toEqual(tuple.map((event) => event.data));
      });

      it('is one append after others have gone on from it', async () => {
        const stream = newStream();
        const [first, second, third] = [events(1), events(2), events(1)];
        await store.append(stream, 'no-stream', first);
        const answer = appended(await store.append(stream, 0, second));
        await store.append(stream, 2, third);
        expect(await store.append(stream, 0, second)).toEqual({ ...answer, fresh: false });
        expect(await idsIn(stream)).toEqual(ids([...first, ...second, ...third]));
      });

      it('as its own beginning only, succeeds with the revision of that', async () => {
        const stream = newStream();
        const tuple = events(3);
        await store.append(stream, 'no-stream', tuple);
        const again = appended(await store.append(stream, 'no-stream', tuple.slice(0, 2)));
        expect(again).toMatchObject({ revision: 1, fresh: false });
        expect(await idsIn(stream)).toEqual(ids(tuple));
      });

      it.each([
        ['with more events than before', (tuple: readonly StoreEvent[]) => [...tuple, ...events(1)]],
        [
          'with another first event',
          ([, second]: readonly StoreEvent[]) => [...events(1), ...(second ? [second] : [])],
        ],
        ['with another last event', ([first]: readonly StoreEvent[]) => [...(first ? [first] : []), ...events(1)]],
        ['in another order', (tuple: readonly StoreEvent[]) => tuple.toReversed()],
      ])('%s is refused', async (_, changed) => {
        const stream = newStream();
        const tuple = events(2);
        await store.append(stream, 'no-stream', tuple);
        const error = await refusal(store.append(stream, 'no-stream', changed(tuple)));
        expect(error).toBeInstanceOf(WrongRevision);
        expect(error).toMatchObject({ actual: 1 });
        expect(await idsIn(stream)).toEqual(ids(tuple));
      });
    });

    describe('what no store takes', () => {
      const one = events(1)[0];
      const sized = (bytes: number): readonly StoreEvent[] =>
        events(1).map((event) => ({ ...event, data: Buffer.alloc(bytes) }));
      it.each<readonly [string, string, ExpectedRevision, readonly StoreEvent[]]>([
        ['nothing', 'request-1', 'no-stream', []],
        ['an event twice', 'request-1', 'no-stream', one ? [one, one] : []],
        ['a stream that begins with $', '$request-1', 'no-stream', events(1)],
        ['a stream without a name', '', 'no-stream', events(1)],
        ['a type that begins with $', 'request-1', 'no-stream', events(1, '$RequestOpened')],
        ['an id that is no UUID', 'request-1', 'no-stream', events(1).map((event) => ({ ...event, id: 'first' }))],
        ['a revision below 0', 'request-1', -1, events(1)],
        ['a revision that is no number', 'request-1', Number.NaN, events(1)],
        ['more than 1 MiB', 'request-1', 'no-stream', sized(1_048_577)],
        ['more than 1 MiB together', 'request-1', 'no-stream', [...sized(600_000), ...sized(600_000)]],
      ])('%s is refused and nothing is written', async (_, stream, expected, tuple) => {
        expect(await refusal(store.append(stream, expected, tuple))).toBeInstanceOf(RangeError);
        expect(await store.head()).toBe(before);
      });

      it('a million bytes are taken', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', sized(1_000_000));
        expect((await store.readStream(stream)).map((event) => event.data.length)).toEqual([1_000_000]);
      });
    });

    describe('callers at the same time', () => {
      it('in fifty streams all succeed', async () => {
        const streams = Array.from({ length: 50 }, newStream);
        await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', events(2))));
        for (const stream of streams) expect(await idsIn(stream)).toHaveLength(2);
      });

      it('in one stream win one revision each', async () => {
        const stream = newStream();
        const tuples = Array.from({ length: 8 }, () => events(1));
        const winners: string[] = [];
        for (let revision = 0; revision < 10; revision += 1) {
          const expected = revision === 0 ? 'no-stream' : revision - 1;
          const round = tuples.map((tuple) => tuple.map((event) => ({ ...event, id: randomUUID() })));
          const answers = await Promise.all(round.map((tuple) => refusal(store.append(stream, expected, tuple))));
          const won = round.filter((_, writer) => !(answers[writer] instanceof Error));
          expect(won).toHaveLength(1);
          expect(answers.filter((answer) => answer instanceof WrongRevision)).toHaveLength(7);
          winners.push(...won.flatMap(ids));
        }
        expect(await idsIn(stream)).toEqual(winners);
      });
    });

    readingConformance(() => ({ store, before }));

    it('knows after a restart what it knew before', async () => {
      const stream = newStream();
      const [first, second] = [events(2), events(1)];
      const answer = appended(await store.append(stream, 'no-stream', first));
      await store.append(stream, 1, second);
      const log = await store.readAll(before, 100);
      store = await subject.restarted();
      expect(await store.readAll(before, 100)).toEqual(log);
      expect(await store.append(stream, 'no-stream', first)).toEqual({ ...answer, fresh: false });
      expect(await refusal(store.append(stream, 1, events(1)))).toBeInstanceOf(WrongRevision);
      expect(await idsIn(stream)).toEqual(ids([...first, ...second]));
    });

    it('writes what it has taken before it closes, and nothing after', async () => {
      const streams = Array.from({ length: 20 }, newStream);
      const appends = streams.map((stream) => store.append(stream, 'no-stream', events(1)));
      await store.close();
      expect((await Promise.all(appends)).map((answer) => appended(answer).revision)).toEqual(streams.map(() => 0));
      expect(await refusal(store.append(newStream(), 'no-stream', events(1)))).toBeInstanceOf(StoreUnavailable);
      store = await subject.restarted();
      for (const stream of streams) expect(await idsIn(stream)).toHaveLength(1);
    });
  });
}
