import { EventLog, openDatabase, verifyLog } from '@sigill/event-log';
import { readEnvelope } from '@sigill/log-format';
import { readdirSync, readFileSync } from 'node:fs';
import { logAtHand } from './log-at-hand';
import { app, command, fact, kek, openLog, part, personId, streamOf, whole } from './samples';

const at = logAtHand();

describe('what is appended', () => {
  it('is read back as it was given, with its place', async () => {
    const { log } = at.subject;
    const two = [fact(), fact({ type: 'RequestAssessed', data: { answers: { B1: true }, days: 14 }, persons: {} })];
    const { heads, position, recordedAt } = await log.append(at.opening(1, { facts: two }));
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
    await at.subject.log.append(at.opening(1, { command: command(1, { keyId }) }));
    const { events } = await at.subject.log.read(streamOf(1));
    expect(events[0]?.command).toEqual(command(1, { keyId }));
  });

  it('is the same to a program that starts anew, and to one that follows', async () => {
    const first = await at.subject.log.append(at.opening(1));
    await at.subject.log.append(at.opening(2));
    await at.subject.log.append(at.opening(1, { heads: first.heads, command: command(3) }));
    const streams = [
      ...(await at.subject.log.read(streamOf(1))).events,
      ...(await at.subject.log.read(streamOf(2))).events,
    ];
    const events = streams.sort((a, b) => a.position - b.position).map(whole);
    expect(events.map((event) => [event.position, event.command.commandId])).toEqual(
      [1, 2, 3].map((n) => [n, command(n).commandId]),
    );
    await at.subject.close();
    at.subject = await openLog(at.folder.file);
    expect((await at.subject.log.readAll(1, 10)).map(whole)).toEqual(events.slice(1));
    const stopping = new AbortController();
    for await (const batch of at.subject.log.follow(0, stopping.signal)) {
      expect(batch.map(whole)).toEqual(events);
      stopping.abort();
    }
  });

  it('is in NFC, and at least a millisecond later than what was appended before it', async () => {
    const first = await at.subject.log.append(at.opening(1));
    const late = command(2, { recordedAt: '2026-11-22T09:00:00.000Z' });
    const data = { name: 'A\u030asa' };
    const second = await at.subject.log.append(
      at.opening(1, { heads: first.heads, facts: [fact({ data }), fact()], command: late }),
    );
    const same = command(3, { recordedAt: second.recordedAt });
    const third = await at.subject.log.append(at.opening(1, { heads: second.heads, command: same }));
    const later = command(4, { recordedAt: '2026-11-22T10:00:00.500Z' });
    const fourth = await at.subject.log.append(at.opening(1, { heads: third.heads, command: later }));
    const { events } = await at.subject.log.read(streamOf(1));
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
    await at.subject.log.append(at.opening(1));
    const canaries = ['201801022383', '1801022383', '180102-2383', 'Åsa Öberg', 'Öberg', 'förhållanden', 'block'];
    const search = (): readonly string[] =>
      readdirSync(at.folder.file('.')).flatMap((name) => {
        const bytes = readFileSync(at.folder.file(name));
        return canaries.filter((canary) => bytes.includes(canary) || bytes.includes(Buffer.from(canary, 'utf16le')));
      });
    expect(readdirSync(at.folder.file('.'))).toContain('events.db-wal');
    expect(search()).toEqual([]);
    await at.subject.close();
    expect(search()).toEqual([]);
    const planted = openDatabase(at.folder.file('planted.db'));
    planted.exec(`create table t (a text); insert into t values ('Åsa Öberg')`);
    expect(search()).toEqual(['Åsa Öberg', 'Öberg']);
    planted.close();
    at.subject = await openLog(at.folder.file);
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
    await expect(at.subject.log.append(at.opening(1, change))).rejects.toBeInstanceOf(RangeError);
    expect(await at.subject.log.head()).toBe(0);
    expect(await at.subject.keys.existing(part(1, []).keyOwner ?? '')).toBeNull();
  });

  it('does not go on from heads that are not the log’s own', async () => {
    const { heads } = await at.subject.log.append(at.opening(1));
    const other = await at.subject.log.append(at.opening(2));
    const anew = new EventLog(at.subject.store, at.subject.keys, kek, { app });
    for (const forged of [
      { ...heads },
      { ...heads, head: other.heads.head },
      { ...other.heads, stream: streamOf(1) },
      { ...at.subject.log.beginning(streamOf(1)) },
      anew.beginning(streamOf(1)),
      (await anew.read(streamOf(1))).heads,
    ])
      await expect(at.subject.log.append(at.opening(1, { heads: forged, command: command(3) }))).rejects.toEqual(
        new RangeError(`the heads given for ${streamOf(1)} are not the log's`),
      );
    expect(await at.subject.log.head()).toBe(2);
    await at.subject.log.append(at.opening(1, { heads, command: command(3) }));
  });
});

describe('data about nobody', () => {
  it('may stand in the clear, beside what is sealed, and is read like it', async () => {
    const plain = part(1, [fact({ type: 'EffectClaimed', data: { round: 1, name: 'A\u030a' }, persons: {} })], {
      keyOwner: null,
      legalGround: null,
    });
    await at.subject.log.append(at.opening(1, { parts: [part(1, [fact()]), plain] }));
    const [, stored] = await at.subject.store.readStream(streamOf(1));
    expect(stored?.data.toString()).toBe('{"data":{"name":"Å","round":1},"persons":{}}');
    expect(readEnvelope(stored!.metadata)).toMatchObject({ enc: null, legalGround: null });
    const { events } = await at.subject.log.read(streamOf(1));
    expect(events[1]).toMatchObject({ data: { round: 1, name: 'Å' }, persons: {}, erased: [], caseRevision: 1 });
    expect((await verifyLog(at.subject.store, at.subject.keys, kek)).problems).toEqual([]);
  });

  it('is not about nobody when it names persons, whatever else is appended with it', async () => {
    const parts = [part(1, [fact()]), part(2, [fact()], { keyOwner: null })];
    await expect(at.subject.log.append(at.opening(1, { parts }))).rejects.toEqual(
      new RangeError('what is said of persons may not stand in the clear'),
    );
    expect(await at.subject.log.head()).toBe(0);
  });
});
