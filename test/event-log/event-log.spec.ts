import { BrokenLog, EventLog, headAfter, openDatabase, WrongRevision } from '@sigill/event-log';
import { readdirSync, readFileSync } from 'node:fs';
import { app, command, fact, into, kek, LogUnderTest, openLog, personId, streamOf } from './samples';
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

const opening = (n: number, change = {}) => ({
  ...into(n),
  head: null,
  facts: [fact()],
  command: command(n),
  ...change,
});

describe('what is appended', () => {
  it('is read back as it was given, with its place', async () => {
    const { log } = subject;
    const two = [fact(), fact({ type: 'RequestAssessed', data: { answers: { B1: true }, days: 14 }, persons: {} })];
    const { events, head, position } = await log.append(opening(1, { facts: two }));
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
    expect(events[0]?.command).toEqual(command(1));
    expect(head).toEqual(headAfter(events[1]!));
    expect(position).toBe(2);
    expect(await log.read(streamOf(1))).toEqual(events);
    expect(await log.readAll(0, 10)).toEqual(events);
    expect(await log.head()).toBe(2);
  });

  it('is the same to a program that starts anew, and to one that follows', async () => {
    const first = await subject.log.append(opening(1));
    const other = await subject.log.append(opening(2));
    const next = await subject.log.append(opening(1, { head: first.head, command: command(3) }));
    await subject.close();
    subject = await openLog(folder.file);
    expect(await subject.log.readAll(1, 10)).toEqual([...other.events, ...next.events]);
    const stopping = new AbortController();
    for await (const batch of subject.log.follow(0, stopping.signal)) {
      expect(batch).toEqual([...first.events, ...other.events, ...next.events]);
      stopping.abort();
    }
  });

  it('is in NFC, and never earlier than the event before it', async () => {
    const first = await subject.log.append(opening(1));
    const late = command(2, { recordedAt: '2026-11-22T09:00:00.000Z' });
    const data = { name: 'A\u030asa' };
    const { events } = await subject.log.append(
      opening(1, { head: first.head, facts: [fact({ data })], command: late }),
    );
    expect(events[0]?.data).toEqual({ name: 'Åsa' });
    expect(events[0]?.recordedAt).toBe('2026-11-22T10:00:00.000Z');
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
  });

  it('does not go on from a head that is not the log’s own', async () => {
    const { head } = await subject.log.append(opening(1));
    const other = await subject.log.append(opening(2));
    const forged = subject.log.append(opening(1, { head: { ...head, hash: other.head.hash }, command: command(3) }));
    await expect(forged).rejects.toThrow('is not the one in the log');
  });
});

describe('a command that is appended again', () => {
  it('answers with what stands in the log, though its bytes would be others now', async () => {
    const first = await subject.log.append(opening(1));
    const later = command(1, { recordedAt: '2026-11-22T11:00:00.000Z' });
    expect(await subject.log.append(opening(1, { command: later }))).toEqual(first);
    const next = await subject.log.append(opening(1, { head: first.head, command: command(2) }));
    expect(await subject.log.read(streamOf(1))).toEqual([...first.events, ...next.events]);
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
    const { head } = await subject.log.append(opening(1));
    const answers = await Promise.allSettled(
      [2, 3, 4].map((n) => subject.log.append(opening(1, { head, command: command(n) }))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(WrongRevision);
  });
});

describe('an event of a person whose key is gone', () => {
  it('is read without that person, who is named as erased', async () => {
    const two = { [personId(1)]: { name: 'Åsa' }, [personId(2)]: { name: 'Bo' } };
    await subject.log.append(opening(1, { facts: [fact({ persons: two })] }));
    await subject.close();
    const db = openDatabase(folder.file('keys.db'));
    db.prepare(`update data_keys set wrapped = null, destroyed_at = 'now' where owner = ?`).run(
      `person:${personId(1)}`,
    );
    db.close();
    subject = await openLog(folder.file);
    const [event] = await subject.log.read(streamOf(1));
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
    const [event] = await subject.log.read(streamOf(1));
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
    ['the spelling of its envelope', rewritten('"app":', '"app": '), 'not in its canonical form'],
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
    const { head } = await subject.log.append(opening(1));
    await subject.log.append(opening(1, { head, command: command(2) }));
    const elsewhere = temporaryFolder();
    const other = await openLog(elsewhere.file);
    await other.log.append(opening(1, { command: command(3) }));
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
  });
});
