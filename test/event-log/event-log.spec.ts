import {
  AppendInput,
  BrokenLog,
  EventLog,
  Fact,
  KeyDestroyed,
  openDatabase,
  SqliteDataKeys,
  SqliteEventStore,
  StoreUnavailable,
  StreamHeads,
  verifyLog,
  WrongRevision,
} from '@sigill/event-log';
import { readdirSync, readFileSync } from 'node:fs';
import { caseGenesisHash, genesisHash } from '../../libs/event-log/chain';
import { readEnvelope } from '../../libs/event-log/read-envelope';
import { app, command, fact, into, kek, LogUnderTest, openLog, part, personId, streamOf, whole } from './samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let subject: LogUnderTest;

beforeEach(async () => {
  folder = temporaryFolder();
  subject = await openLog(folder.file);
});
afterEach(async () => {
  await subject.close();
  folder.remove();
});

interface Change extends Partial<Pick<AppendInput, 'command' | 'parts'>> {
  readonly facts?: readonly Fact[];
  readonly heads?: StreamHeads;
}
const opening = (n: number, { facts = [fact()], heads, ...change }: Change = {}): AppendInput => ({
  ...into(subject.log, n, facts, heads),
  command: command(n),
  ...change,
});

/** The program starts anew after it. */
async function destroyKeyOf(owner: string): Promise<void> {
  await subject.close();
  const db = openDatabase(folder.file('keys.db'));
  db.prepare(`update data_keys set wrapped = null, destroyed_at = 'now' where owner = ?`).run(owner);
  db.close();
  subject = await openLog(folder.file);
}

describe('what is appended', () => {
  it('is read back as it was given, with its place', async () => {
    const { log } = subject;
    const two = [fact(), fact({ type: 'RequestAssessed', data: { answers: { B1: true }, days: 14 }, persons: {} })];
    const { heads, position, recordedAt } = await log.append(opening(1, { facts: two }));
    const { events, heads: read } = await log.read(streamOf(1));
    expect(
      events.map(({ type, schemaVersion, occurredAt, data, persons }) => ({
        type,
        schemaVersion,
        occurredAt,
        data,
        persons,
      })),
    ).toEqual(two);
    expect(events.map(({ stream, revision, position: at }) => [stream, revision, at])).toEqual([
      [streamOf(1), 0, 1],
      [streamOf(1), 1, 2],
    ]);
    const { caseId, actor, legalGround } = part(1, []);
    expect(events.map((event) => [event.caseId, event.caseRevision, event.actor, event.legalGround])).toEqual([
      [caseId, 0, actor, legalGround],
      [caseId, 1, actor, legalGround],
    ]);
    expect(events.map((event) => event.command)).toEqual([command(1), command(1)]);
    expect(heads).toEqual({
      stream: streamOf(1),
      head: { revision: 1, hash: events[1]?.hash, recordedAt },
      cases: new Map([[caseId, { revision: 1, hash: events[1]?.hash }]]),
    });
    expect(read).toEqual(heads);
    expect([position, recordedAt]).toEqual([2, command(1).recordedAt]);
    expect((await log.readAll(0, 10)).map(whole)).toEqual(events.map(whole));
    expect(await log.head()).toBe(2);
  });

  it('keeps the id of its key', async () => {
    const { keyId } = command(1, { keyId: personId(9) });
    await subject.log.append(opening(1, { command: command(1, { keyId }) }));
    const { events } = await subject.log.read(streamOf(1));
    expect(events[0]?.command).toEqual(command(1, { keyId }));
  });

  it('is the same to a program that starts anew, and to one that follows', async () => {
    const first = await subject.log.append(opening(1));
    await subject.log.append(opening(2));
    await subject.log.append(opening(1, { heads: first.heads, command: command(3) }));
    const streams = [...(await subject.log.read(streamOf(1))).events, ...(await subject.log.read(streamOf(2))).events];
    const events = streams.sort((a, b) => a.position - b.position).map(whole);
    expect(events.map((event) => [event.position, event.command.commandId])).toEqual(
      [1, 2, 3].map((n) => [n, command(n).commandId]),
    );
    await subject.close();
    subject = await openLog(folder.file);
    expect((await subject.log.readAll(1, 10)).map(whole)).toEqual(events.slice(1));
    const stopping = new AbortController();
    for await (const batch of subject.log.follow(0, stopping.signal)) {
      expect(batch.map(whole)).toEqual(events);
      stopping.abort();
    }
  });

  it('is in NFC, and at least a millisecond later than what was appended before it', async () => {
    const first = await subject.log.append(opening(1));
    const late = command(2, { recordedAt: '2026-11-22T09:00:00.000Z' });
    const data = { name: 'A\u030asa' };
    const second = await subject.log.append(
      opening(1, { heads: first.heads, facts: [fact({ data }), fact()], command: late }),
    );
    const same = command(3, { recordedAt: second.recordedAt });
    const third = await subject.log.append(opening(1, { heads: second.heads, command: same }));
    const later = command(4, { recordedAt: '2026-11-22T10:00:00.500Z' });
    const fourth = await subject.log.append(opening(1, { heads: third.heads, command: later }));
    const { events } = await subject.log.read(streamOf(1));
    expect(events[1]?.data).toEqual({ name: 'Åsa' });
    const times = [
      '2026-11-22T10:00:00.000Z',
      '2026-11-22T10:00:00.001Z',
      '2026-11-22T10:00:00.001Z',
      '2026-11-22T10:00:00.002Z',
      '2026-11-22T10:00:00.500Z',
    ];
    expect(events.map((event) => event.recordedAt)).toEqual(times);
    expect([first, second, third, fourth].map((appended) => appended.recordedAt)).toEqual(
      [0, 2, 3, 4].map((n) => times[n]),
    );
  });

  it('is not to be found in any file', async () => {
    await subject.log.append(opening(1));
    const canaries = ['201801022383', '1801022383', '180102-2383', 'Åsa Öberg', 'Öberg', 'förhållanden', 'block'];
    const search = (): readonly string[] =>
      readdirSync(folder.file('.')).flatMap((name) => {
        const bytes = readFileSync(folder.file(name));
        return canaries.filter((canary) => bytes.includes(canary) || bytes.includes(Buffer.from(canary, 'utf16le')));
      });
    expect(readdirSync(folder.file('.'))).toContain('events.db-wal');
    expect(search()).toEqual([]);
    await subject.close();
    expect(search()).toEqual([]);
    const planted = openDatabase(folder.file('planted.db'));
    planted.exec(`create table t (a text); insert into t values ('Åsa Öberg')`);
    expect(search()).toEqual(['Åsa Öberg', 'Öberg']);
    planted.close();
    subject = await openLog(folder.file);
  });

  it.each([
    ['nothing', { facts: [] }],
    ['no part', { parts: [] }],
    ['parts without facts', { parts: [part(1, []), part(2, [])] }],
    ['a case without an id', { parts: [part(1, [fact()], { caseId: 'first' })] }],
    ['a key id that is none', { command: command(1, { keyId: 'key' }) }],
    ['a person in the clear', { parts: [part(1, [fact()], { keyOwner: null })] }],
    ['a type with a space', { facts: [fact({ type: 'Request opened' })] }],
    ['a version below 1', { facts: [fact({ schemaVersion: 0 })] }],
    ['a time that is none', { facts: [fact({ occurredAt: 'yesterday' })] }],
    ['a clock without milliseconds', { command: command(1, { recordedAt: '2026-11-22T10:00:00Z' }) }],
    ['a fraction', { facts: [fact({ data: { share: 0.5 } })] }],
    ['half a character', { facts: [fact({ data: { text: '\ud800' } })] }],
    ['a command without an id', { command: command(1, { commandId: '' }) }],
    ['a hash that is none', { command: command(1, { commandHash: 'short' }) }],
    ['a quarter of a MiB', { facts: [fact({ data: { text: 'x'.repeat(262_144) } })] }],
  ])('is not %s', async (_, change) => {
    await expect(subject.log.append(opening(1, change))).rejects.toBeInstanceOf(RangeError);
    expect(await subject.log.head()).toBe(0);
    expect(await subject.keys.existing(part(1, []).keyOwner ?? '')).toBeNull();
  });

  it('does not go on from heads that are not the log’s own', async () => {
    const { heads } = await subject.log.append(opening(1));
    const other = await subject.log.append(opening(2));
    const anew = new EventLog(subject.store, subject.keys, kek, app);
    for (const forged of [
      { ...heads },
      { ...heads, head: other.heads.head },
      { ...other.heads, stream: streamOf(1) },
      { ...subject.log.beginning(streamOf(1)) },
      anew.beginning(streamOf(1)),
      (await anew.read(streamOf(1))).heads,
    ])
      await expect(subject.log.append(opening(1, { heads: forged, command: command(3) }))).rejects.toEqual(
        new RangeError(`the heads given for ${streamOf(1)} are not the log's`),
      );
    expect(await subject.log.head()).toBe(2);
    await subject.log.append(opening(1, { heads, command: command(3) }));
  });
});

describe('one append to two cases of a stream', () => {
  const facts = (...days: readonly number[]) => days.map((day) => fact({ data: { day }, persons: {} }));
  const parts = [part(1, facts(1, 2)), part(2, facts(3)), part(1, facts(4))];

  it('chains each case by itself, in the order of the parts', async () => {
    const { log } = subject;
    const first = await log.append(opening(1, { parts }));
    const second = await log.append(
      opening(1, { parts: [part(2, facts(5)), part(1, facts(6))], heads: first.heads, command: command(2) }),
    );
    const { events, heads } = await log.read(streamOf(1));
    const [one, other] = [part(1, []).caseId, part(2, []).caseId];
    expect(events.map(({ caseId, caseRevision, revision, data }) => [caseId, caseRevision, revision, data])).toEqual([
      [one, 0, 0, { day: 1 }],
      [one, 1, 1, { day: 2 }],
      [other, 0, 2, { day: 3 }],
      [one, 2, 3, { day: 4 }],
      [other, 1, 4, { day: 5 }],
      [one, 3, 5, { day: 6 }],
    ]);
    expect(first.heads.cases).toEqual(
      new Map([
        [one, { revision: 2, hash: events[3]?.hash }],
        [other, { revision: 0, hash: events[2]?.hash }],
      ]),
    );
    expect(heads.cases).toEqual(
      new Map([
        [one, { revision: 3, hash: events[5]?.hash }],
        [other, { revision: 1, hash: events[4]?.hash }],
      ]),
    );
    expect(second.heads).toEqual(heads);
    const envelopes = (await subject.store.readStream(streamOf(1))).map(({ metadata }) => readEnvelope(metadata));
    const hashes = envelopes.map(({ hash }) => hash);
    expect(envelopes.map(({ prevHash }) => prevHash)).toEqual([genesisHash(streamOf(1)), ...hashes.slice(0, -1)]);
    expect(envelopes.map(({ casePrevHash }) => casePrevHash)).toEqual([
      caseGenesisHash(one),
      hashes[0],
      caseGenesisHash(other),
      hashes[1],
      hashes[2],
      hashes[3],
    ]);
    expect((await verifyLog(subject.store, subject.keys, kek)).problems).toEqual([]);
  });

  it('seals each case with its own key: without the one, the other is still read', async () => {
    await subject.log.append(opening(1, { parts }));
    const kids = (await subject.store.readStream(streamOf(1))).map(({ metadata }) => readEnvelope(metadata).enc?.kid);
    const owned = await Promise.all(parts.map(({ keyOwner }) => subject.keys.existing(keyOwner ?? '')));
    expect(kids).toEqual([owned[0], owned[0], owned[1], owned[2]].map((key) => key?.kid));
    expect(new Set(kids).size).toBe(2);
    await destroyKeyOf(part(1, []).keyOwner ?? '');
    const events = await subject.log.readCase(streamOf(1), [2]);
    expect(events.map(({ data }) => data)).toEqual([{ day: 3 }]);
    await expect(subject.log.readCase(streamOf(1), [0, 1, 3])).rejects.toBeInstanceOf(KeyDestroyed);
    await expect(subject.log.read(streamOf(1))).rejects.toBeInstanceOf(KeyDestroyed);
  });

  it('is all or nothing, when one of the parts may not be written', async () => {
    const refused = [part(1, facts(1)), part(2, [fact({ schemaVersion: 0 })])];
    await expect(subject.log.append(opening(1, { parts: refused }))).rejects.toBeInstanceOf(RangeError);
    expect(await subject.log.head()).toBe(0);
  });

  it('is one command when it is appended again, from the heads that it was appended at', async () => {
    const first = await subject.log.append(opening(1, { parts }));
    expect(await subject.log.append(opening(1, { parts }))).toEqual(first);
    expect((await subject.log.read(streamOf(1))).events).toHaveLength(4);
  });
});

describe('data about nobody', () => {
  it('may stand in the clear, beside what is sealed, and is read like it', async () => {
    const plain = part(1, [fact({ type: 'EffectClaimed', data: { round: 1, name: 'A\u030a' }, persons: {} })], {
      keyOwner: null,
      legalGround: null,
    });
    await subject.log.append(opening(1, { parts: [part(1, [fact()]), plain] }));
    const [, stored] = await subject.store.readStream(streamOf(1));
    expect(stored?.data.toString()).toBe('{"data":{"name":"Å","round":1},"persons":{}}');
    expect(readEnvelope(stored!.metadata)).toMatchObject({ enc: null, legalGround: null });
    const { events } = await subject.log.read(streamOf(1));
    expect(events[1]).toMatchObject({ data: { round: 1, name: 'Å' }, persons: {}, erased: [], caseRevision: 1 });
    expect((await verifyLog(subject.store, subject.keys, kek)).problems).toEqual([]);
  });

  it('is not about nobody when it names persons, whatever else is appended with it', async () => {
    const parts = [part(1, [fact()]), part(2, [fact()], { keyOwner: null })];
    await expect(subject.log.append(opening(1, { parts }))).rejects.toEqual(
      new RangeError('what is said of persons may not stand in the clear'),
    );
    expect(await subject.log.head()).toBe(0);
  });
});

describe('a command that is appended again', () => {
  it('answers with what stands in the log, though its bytes would be others now', async () => {
    const first = await subject.log.append(opening(1));
    const later = command(1, { recordedAt: '2026-11-22T11:00:00.000Z' });
    const again = await subject.log.append(opening(1, { command: later }));
    expect(again).toEqual(first);
    await subject.log.append(opening(1, { heads: again.heads, command: command(2) }));
    const { events } = await subject.log.read(streamOf(1));
    expect(events.map((event) => event.command.commandId)).toEqual([command(1).commandId, command(2).commandId]);
    expect(events[0]?.recordedAt).toBe(first.recordedAt);
    expect(await subject.log.append(opening(1))).toEqual(first);
  });

  it('is another command when it asks for something else', async () => {
    await subject.log.append(opening(1));
    const other = command(1, { commandHash: command(2).commandHash });
    await expect(subject.log.append(opening(1, { command: other }))).rejects.toBeInstanceOf(WrongRevision);
  });

  it('is not taken for done when it would record less or more than it did', async () => {
    await subject.log.append(opening(1, { facts: [fact(), fact()] }));
    await expect(subject.log.append(opening(1))).rejects.toBeInstanceOf(WrongRevision);
    await expect(subject.log.append(opening(1, { facts: [fact(), fact(), fact()] }))).rejects.toBeInstanceOf(
      WrongRevision,
    );
  });

  it('finds another in its place', async () => {
    const { heads } = await subject.log.append(opening(1));
    const answers = await Promise.allSettled(
      [2, 3, 4].map((n) => subject.log.append(opening(1, { heads, command: command(n) }))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(WrongRevision);
  });
});

describe('a key that an append brings', () => {
  const owner = part(1, []).keyOwner ?? '';
  const rows = (): readonly (readonly [unknown, unknown])[] => {
    const db = openDatabase(folder.file('keys.db'), { readOnly: true });
    const found = db.prepare('select owner, kid from data_keys order by owner').all();
    db.close();
    return found.map((row) => [row['owner'], row['kid']]);
  };

  const answersOf = (spy: jest.SpyInstance<Promise<unknown>>): Promise<readonly unknown[]> =>
    Promise.all(spy.mock.results.map(({ value }) => value as Promise<unknown>));

  it('is durable with the append, and not before it', async () => {
    const { unwritten } = await subject.keys.forWriting([owner]);
    expect(rows()).toEqual([]);
    await subject.log.append(opening(1));
    expect(rows().map(([of]) => of)).toEqual([`person:${personId(1)}`, owner]);
    expect(rows()[1]?.[1]).toBe(unwritten[0]?.kid);
    expect((await subject.keys.forWriting([owner])).unwritten).toEqual([]);
  });

  it('gives way to one that another program brought first: both appends succeed and both are read', async () => {
    const otherKeys = SqliteDataKeys.open(folder.file('keys.db'), kek);
    const other = new EventLog(subject.store, otherKeys, kek, app);
    const owners = [owner, `person:${personId(1)}`];
    const [mine, theirs] = [await subject.keys.forWriting(owners), await otherKeys.forWriting(owners)];
    expect(mine.unwritten[0]?.kid).not.toBe(theirs.unwritten[0]?.kid);
    jest.spyOn(otherKeys, 'forWriting').mockResolvedValueOnce(theirs);
    const answered = jest.spyOn(subject.store, 'append');
    const first = await subject.log.append(opening(1));
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
    await subject.close();
    subject = await openLog(folder.file);
    for (const n of [1, 2]) expect((await subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
    expect((await verifyLog(subject.store, subject.keys, kek)).problems).toEqual([]);
  });

  it('gives way, too, when both come in one commit', async () => {
    const otherKeys = SqliteDataKeys.open(folder.file('keys.db'), kek);
    const other = new EventLog(subject.store, otherKeys, kek, app);
    const answered = jest.spyOn(subject.store, 'append');
    await Promise.all([
      subject.log.append(opening(1)),
      other.append({ ...into(other, 2, [fact()]), parts: [part(1, [fact()])], command: command(2) }),
    ]);
    expect(await answersOf(answered)).toMatchObject([{ fresh: true }, { keyTaken: owner }, { fresh: true }]);
    await otherKeys.close();
    expect(rows().map(([of]) => of)).toEqual([`person:${personId(1)}`, owner]);
    for (const n of [1, 2]) expect((await subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
    await subject.log.append({ ...opening(3), parts: [part(1, [fact()])] });
    expect(rows()).toHaveLength(2);
  });

  it('is one key for several first appends at the same time', async () => {
    const parts = [part(1, [fact()])];
    await Promise.all([1, 2, 3, 4].map((n) => subject.log.append(opening(n, { parts }))));
    expect(rows()).toHaveLength(2);
    for (const n of [1, 2, 3, 4])
      expect((await subject.log.read(streamOf(n))).events.map(whole)).toMatchObject([fact()]);
  });

  it('does no harm when its append has lost', async () => {
    const late = subject.log.beginning(streamOf(1));
    await subject.log.append(opening(1));
    const parts = [part(2, [fact({ persons: { [personId(2)]: { name: 'Bo' } } })])];
    await expect(subject.log.append(opening(1, { heads: late, parts, command: command(2) }))).rejects.toBeInstanceOf(
      WrongRevision,
    );
    const { heads } = await subject.log.read(streamOf(1));
    await subject.log.append(opening(1, { heads, parts, command: command(2) }));
    await subject.close();
    subject = await openLog(folder.file);
    const { events } = await subject.log.read(streamOf(1));
    expect(events.map((event) => event.persons)).toEqual([fact().persons, { [personId(2)]: { name: 'Bo' } }]);
    expect(new Set(rows().map(([of]) => of)).size).toBe(rows().length);
    expect((await verifyLog(subject.store, subject.keys, kek)).problems).toEqual([]);
  });

  it('is refused by a store that was opened without a file for keys, and nothing is written', async () => {
    const store = await SqliteEventStore.open(folder.file('without.db'));
    const log = new EventLog(store, subject.keys, kek, app);
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
    await subject.log.append(opening(1, { facts: [fact({ persons: two })] }));
    await destroyKeyOf(`person:${personId(1)}`);
    const [event] = (await subject.log.read(streamOf(1))).events;
    expect([event?.persons, event?.erased]).toEqual([{ [personId(2)]: { name: 'Bo' } }, [personId(1)]]);
  });
});

describe('reading', () => {
  it('brings every event to today’s shape, and stops at one that it does not know', async () => {
    await subject.log.append(opening(1));
    await subject.log.append(opening(2, { facts: [fact({ type: 'RequestClosed' })] }));
    await subject.close();
    subject = await openLog(folder.file, {
      upcast: (recorded: { type: string; data: object }) => {
        if (recorded.type !== 'RequestOpened') throw new Error('unknown');
        return { ...recorded, schemaVersion: 2, data: { ...recorded.data, track: 'ordinary' } };
      },
    });
    const [event] = (await subject.log.read(streamOf(1))).events;
    expect([event?.schemaVersion, event?.data]).toEqual([2, { ...fact().data, track: 'ordinary' }]);
    await expect(subject.log.read(streamOf(2))).rejects.toThrow(
      `${streamOf(2)}, revision 0, position 2: RequestClosed of version 1 cannot be brought to today's shape`,
    );
  });

  const rewritten = (from: string, to: string): string =>
    `metadata = cast(replace(cast(metadata as text), '${from}', '${to}') as blob)`;
  it.each([
    ['its data', 'data = zeroblob(length(data))', 'the data are not those that were recorded'],
    ['its envelope', rewritten('handler', 'decider'), 'the envelope is not the one that was recorded'],
    [
      'the spelling of its envelope',
      rewritten('"app":', '"app": '),
      'the envelope is not the one that was recorded (hash)',
    ],
    ['its envelope by a second hash', rewritten('{"$causationId"', '{"hash":"","$causationId"'), '(hash)'],
    ['its case', rewritten('"caseRevision":0', '"caseRevision":1'), '(hash)'],
    ['its envelope by a second macKid', rewritten('"macKid"', '"macKid":"x","macKid"'), '(hash)'],
    ['its envelope into no envelope', `metadata = cast('[]' as blob)`, 'the envelope is no JSON object'],
    ['its envelope into another format', rewritten('"specVersion":1', '"specVersion":2'), 'a specVersion that this'],
    ['its place', `stream = '${streamOf(9)}'`, 'the envelope and the store disagree on streamId'],
  ])('stops at an event after %s has been changed, and names it', async (_, change, what) => {
    await subject.log.append(opening(2));
    await subject.log.append(opening(1));
    const db = openDatabase(folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set ${change} where position = 2`);
    db.close();
    const read = subject.log.readAll(0, 10);
    await expect(read).rejects.toBeInstanceOf(BrokenLog);
    await expect(read).rejects.toMatchObject({
      revision: 0,
      position: 2,
      what: expect.stringContaining(what) as string,
    });
  });

  it('stops where the event before has been exchanged, whoever reads', async () => {
    const { heads } = await subject.log.append(opening(1));
    await subject.log.append(opening(1, { heads, command: command(2) }));
    const elsewhere = temporaryFolder();
    const other = await openLog(elsewhere.file);
    await other.log.append({ ...into(other.log, 1, [fact()]), command: command(3) });
    const [forged] = await other.store.readStream(streamOf(1));
    await other.close();
    elsewhere.remove();
    const db = openDatabase(folder.file('events.db'));
    db.exec('drop trigger events_stay');
    db.prepare('update events set id = ?, data = ?, metadata = ? where position = 1').run(
      forged!.id,
      forged!.data,
      forged!.metadata,
    );
    db.close();
    const anew = new EventLog(subject.store, subject.keys, kek, app);
    const what = 'the event before it is not the one it was recorded after (prevHash)';
    await expect(anew.readAll(1, 10)).rejects.toMatchObject({ position: 2, what });
    await expect(anew.read(streamOf(1))).rejects.toBeInstanceOf(BrokenLog);
  });
});

/** A stream of two cases, taking turns: days 0, 2, 4 and so on of the first, the others of the second. */
async function alternating(count: number): Promise<StreamHeads> {
  const parts = Array.from({ length: count }, (_, day) =>
    part(1 + (day % 2), [fact({ data: { day }, persons: { [personId(1 + (day % 2))]: { day } } })]),
  );
  return (await subject.log.append(opening(1, { parts }))).heads;
}

describe('reading on from heads', () => {
  it('reads only what is new, and gives back the same heads where nothing is', async () => {
    const first = await subject.log.append(opening(1));
    const second = await subject.log.append(opening(1, { heads: first.heads, command: command(2) }));
    const reads = jest.spyOn(subject.store, 'readStream');
    const { events, heads } = await subject.log.read(streamOf(1), first.heads);
    expect(events.map((event) => event.command.commandId)).toEqual([command(2).commandId]);
    expect(heads).toEqual(second.heads);
    expect((await subject.log.read(streamOf(1), heads)).heads).toBe(heads);
    expect((await subject.log.read(streamOf(1), heads)).events).toEqual([]);
    expect(reads.mock.calls.map(([, from]) => from)).toEqual([1, 2, 2]);
    reads.mockRestore();
    await subject.log.append(opening(1, { heads, command: command(3) }));
  });

  it('goes on with cases that stood there before and with new ones', async () => {
    const heads = await alternating(3);
    const parts = [part(2, [fact()]), part(3, [fact()])];
    const next = await subject.log.append(opening(1, { heads, parts, command: command(2) }));
    const read = await subject.log.read(streamOf(1), heads);
    expect(read.events.map(({ revision, caseRevision }) => [revision, caseRevision])).toEqual([
      [3, 1],
      [4, 0],
    ]);
    expect(read.heads).toEqual(next.heads);
    expect(read.heads.cases.size).toBe(3);
  });

  it('refuses heads of another stream and of another log', async () => {
    const { heads } = await subject.log.append(opening(1));
    const anew = new EventLog(subject.store, subject.keys, kek, app);
    for (const [stream, foreign] of [
      [streamOf(2), heads],
      [streamOf(1), { ...heads }],
      [streamOf(1), anew.beginning(streamOf(1))],
    ] as const)
      await expect(subject.log.read(stream, foreign)).rejects.toBeInstanceOf(RangeError);
  });

  it('stops where what is new does not go on from the heads', async () => {
    const first = await subject.log.append(opening(1));
    await subject.log.append(opening(1, { heads: first.heads, command: command(2) }));
    const db = openDatabase(folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set stream = '${streamOf(9)}' where position = 2`);
    db.close();
    await expect(subject.log.read(streamOf(9), subject.log.beginning(streamOf(9)))).rejects.toBeInstanceOf(BrokenLog);
    expect((await subject.log.read(streamOf(1), first.heads)).events).toEqual([]);
  });

  it('of a stream that has no event gives none, and the heads to begin it with', async () => {
    const { events, heads } = await subject.log.read(streamOf(1));
    expect([events, heads]).toEqual([[], subject.log.beginning(streamOf(1))]);
    expect((await subject.log.append(opening(1, { heads }))).position).toBe(1);
  });

  it('reads a long stream whole, in slices', async () => {
    let heads = subject.log.beginning(streamOf(1));
    for (let from = 0; from < 450; from += 50) {
      const parts = Array.from({ length: 50 }, (_, n) =>
        part(1 + ((from + n) % 3), [fact({ data: { day: from + n }, persons: {} })]),
      );
      ({ heads } = await subject.log.append(opening(1, { heads, parts, command: command(from) })));
    }
    const reads = jest.spyOn(subject.store, 'readStream');
    const read = await subject.log.read(streamOf(1));
    expect(reads.mock.calls).toEqual([0, 200, 400].map((from) => [streamOf(1), from, 200]));
    reads.mockRestore();
    expect(read.events.map(({ revision, caseRevision, data }) => [revision, caseRevision, data])).toEqual(
      Array.from({ length: 450 }, (_, n) => [n, Math.floor(n / 3), { day: n }]),
    );
    expect(read.heads).toEqual(heads);
    expect((await verifyLog(subject.store, subject.keys, kek)).problems).toEqual([]);
    await subject.log.append(opening(1, { heads: read.heads, command: command(900) }));
  });

  it('of exactly one slice ends there', async () => {
    const heads = await alternating(200);
    const read = await subject.log.read(streamOf(1));
    expect([read.events.length, read.heads]).toEqual([200, heads]);
  });

  it('finds a fault in a later slice', async () => {
    await alternating(250);
    const db = openDatabase(folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set data = zeroblob(length(data)) where position = 201`);
    db.close();
    await expect(subject.log.read(streamOf(1))).rejects.toMatchObject({ name: 'BrokenLog', revision: 200 });
  });
});

describe('a case that is read alone', () => {
  it('is proved by its own chain, without the events of the others', async () => {
    await alternating(6);
    const { events } = await subject.log.read(streamOf(1));
    const db = openDatabase(folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set data = x'', metadata = x'' where revision % 2 = 0`);
    db.close();
    const read = await subject.log.readCase(streamOf(1), [1, 3, 5]);
    expect(read.map(whole)).toEqual([1, 3, 5].map((n) => whole(events[n]!)));
    expect(read[2]?.persons).toEqual({ [personId(2)]: { day: 5 } });
    await expect(subject.log.readCase(streamOf(1), [0, 2, 4])).rejects.toBeInstanceOf(BrokenLog);
    await expect(subject.log.read(streamOf(1))).rejects.toBeInstanceOf(BrokenLog);
    expect(await subject.log.readCase(streamOf(1), [])).toEqual([]);
  });

  it.each([
    ['without its first event', [3, 5], 'caseRevision 1 where 0 is due'],
    ['with an event left out', [1, 5], 'caseRevision 2 where 1 is due'],
    ['in another order', [3, 1, 5], 'caseRevision 1 where 0 is due'],
    [
      'with an event of another case',
      [1, 2, 5],
      'the event before it in its case is not the one it was recorded after',
    ],
    ['with the first event of another case', [1, 0], 'caseRevision 0 where 1 is due'],
    ['with an event twice', [1, 1], 'caseRevision 0 where 1 is due'],
  ])('stops %s', async (_, revisions, what) => {
    await alternating(6);
    await expect(subject.log.readCase(streamOf(1), revisions)).rejects.toMatchObject({
      name: 'BrokenLog',
      what: expect.stringContaining(what) as string,
    });
  });

  it('stops where an event that was asked for is not there', async () => {
    await alternating(6);
    await expect(subject.log.readCase(streamOf(1), [1, 3, 5, 7])).rejects.toBeInstanceOf(BrokenLog);
  });
});
