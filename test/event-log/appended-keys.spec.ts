import {
  EventLog,
  openDatabase,
  SqliteDataKeys,
  SqliteEventStore,
  StoreUnavailable,
  verifyLog,
  WrongRevision,
} from '@sigill/event-log';
import { logAtHand } from './log-at-hand';
import { app, command, fact, kek, openLog, part, personId, streamOf, whole, into } from './samples';

const at = logAtHand();

describe('a key that an append brings', () => {
  const owner = part(1, []).keyOwner ?? '';
  const rows = (): readonly (readonly [unknown, unknown])[] => {
    const db = openDatabase(at.folder.file('keys.db'), { readOnly: true });
    const found = db.prepare('select owner, kid from data_keys order by owner').all();
    db.close();
    return found.map((row) => [row['owner'], row['kid']]);
  };

  const answersOf = (spy: jest.SpyInstance<Promise<unknown>>): Promise<readonly unknown[]> =>
    Promise.all(spy.mock.results.map(({ value }) => value as Promise<unknown>));

  it('is durable with the append, and not before it', async () => {
    const { unwritten } = await at.subject.keys.forWriting([owner]);
    expect(rows()).toEqual([]);
    await at.subject.log.append(at.opening(1));
    expect(rows().map(([of]) => of)).toEqual([`person:${personId(1)}`, owner]);
    expect(rows()[1]?.[1]).toBe(unwritten[0]?.kid);
    expect((await at.subject.keys.forWriting([owner])).unwritten).toEqual([]);
  });

  it('gives way to one that another program brought first: both appends succeed and both are read', async () => {
    const otherKeys = SqliteDataKeys.open(at.folder.file('keys.db'), kek);
    const other = new EventLog(at.subject.store, otherKeys, kek, { app });
    const owners = [owner, `person:${personId(1)}`];
    const [mine, theirs] = [await at.subject.keys.forWriting(owners), await otherKeys.forWriting(owners)];
    expect(mine.unwritten[0]?.kid).not.toBe(theirs.unwritten[0]?.kid);
    jest.spyOn(otherKeys, 'forWriting').mockResolvedValueOnce(theirs);
    const answered = jest.spyOn(at.subject.store, 'append');
    const first = await at.subject.log.append(at.opening(1));
    const second = await other.append({
      ...into(other, 2, [fact()]),
      parts: [part(1, [fact()])],
      command: command(2),
    });
    expect([first.position, second.position]).toEqual([1, 2]);
    expect(await answersOf(answered)).toMatchObject([{ fresh: true }, { keyTaken: owner }, { fresh: true }]);
    expect(rows()).toEqual([
      [`person:${personId(1)}`, expect.any(String)],
      [owner, mine.unwritten[0]?.kid],
    ]);
    await otherKeys.close();
    await at.subject.close();
    at.subject = await openLog(at.folder.file);
    for (const n of [1, 2]) expect((await at.subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
    expect((await verifyLog(at.subject.store, at.subject.keys, kek)).problems).toEqual([]);
  });

  it('gives way, too, when both come in one commit', async () => {
    const otherKeys = SqliteDataKeys.open(at.folder.file('keys.db'), kek);
    const other = new EventLog(at.subject.store, otherKeys, kek, { app });
    const answered = jest.spyOn(at.subject.store, 'append');
    await Promise.all([
      at.subject.log.append(at.opening(1)),
      other.append({ ...into(other, 2, [fact()]), parts: [part(1, [fact()])], command: command(2) }),
    ]);
    expect(await answersOf(answered)).toMatchObject([{ fresh: true }, { keyTaken: owner }, { fresh: true }]);
    await otherKeys.close();
    expect(rows().map(([of]) => of)).toEqual([`person:${personId(1)}`, owner]);
    for (const n of [1, 2]) expect((await at.subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
    await at.subject.log.append({ ...at.opening(3), parts: [part(1, [fact()])] });
    expect(rows()).toHaveLength(2);
  });

  it('is one key for several first appends at the same time', async () => {
    const parts = [part(1, [fact()])];
    await Promise.all([1, 2, 3, 4].map((n) => at.subject.log.append(at.opening(n, { parts }))));
    expect(rows()).toHaveLength(2);
    for (const n of [1, 2, 3, 4])
      expect((await at.subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
  });

  it('does no harm when its append has lost', async () => {
    const late = at.subject.log.beginning(streamOf(1));
    await at.subject.log.append(at.opening(1));
    const parts = [part(2, [fact({ persons: { [personId(2)]: { name: 'Bo' } } })])];
    await expect(
      at.subject.log.append(at.opening(1, { heads: late, parts, command: command(2) })),
    ).rejects.toBeInstanceOf(WrongRevision);
    const { heads } = await at.subject.log.read(streamOf(1));
    await at.subject.log.append(at.opening(1, { heads, parts, command: command(2) }));
    await at.subject.close();
    at.subject = await openLog(at.folder.file);
    const { events } = await at.subject.log.read(streamOf(1));
    expect(events.map((event) => event.persons)).toEqual([fact().persons, { [personId(2)]: { name: 'Bo' } }]);
    expect(new Set(rows().map(([of]) => of)).size).toBe(rows().length);
    expect((await verifyLog(at.subject.store, at.subject.keys, kek)).problems).toEqual([]);
  });

  it('is refused by a store that was opened without a file for keys, and nothing is written', async () => {
    const store = await SqliteEventStore.open(at.folder.file('without.db'));
    const log = new EventLog(store, at.subject.keys, kek, { app });
    await expect(log.append({ ...into(log, 1, [fact()]), command: command(1) })).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
    expect(await store.head()).toBe(0);
    await store.close();
  });
});

describe('an event of a person whose key is gone', () => {
  it('is read without that person, who is named as erased', async () => {
    const two = { [personId(1)]: { name: 'Åsa' }, [personId(2)]: { name: 'Bo' } };
    await at.subject.log.append(at.opening(1, { facts: [fact({ persons: two })] }));
    await at.destroyKeyOf(`person:${personId(1)}`);
    const [event] = (await at.subject.log.read(streamOf(1))).events;
    expect([event?.persons, event?.erased]).toEqual([{ [personId(2)]: { name: 'Bo' } }, [personId(1)]]);
  });
});
