import { BrokenLog, EventLog, openDatabase, verifyLog } from '@sigill/event-log';
import { logAtHand } from './log-at-hand';
import { app, command, fact, kek, part, streamOf } from './samples';

const at = logAtHand();

describe('reading on from heads', () => {
  it('reads only what is new, and gives back the same heads where nothing is', async () => {
    const first = await at.subject.log.append(at.opening(1));
    const second = await at.subject.log.append(at.opening(1, { heads: first.heads, command: command(2) }));
    const reads = jest.spyOn(at.subject.store, 'readStream');
    const { events, heads } = await at.subject.log.read(streamOf(1), first.heads);
    expect(events.map((event) => event.command.commandId)).toEqual([command(2).commandId]);
    expect(heads).toEqual(second.heads);
    expect((await at.subject.log.read(streamOf(1), heads)).heads).toBe(heads);
    expect((await at.subject.log.read(streamOf(1), heads)).events).toEqual([]);
    expect(reads.mock.calls.map(([, from]) => from)).toEqual([1, 2, 2]);
    reads.mockRestore();
    await at.subject.log.append(at.opening(1, { heads, command: command(3) }));
  });

  it('goes on with cases that stood there before and with new ones', async () => {
    const heads = await at.alternating(3);
    const parts = [part(2, [fact()]), part(3, [fact()])];
    const next = await at.subject.log.append(at.opening(1, { heads, parts, command: command(2) }));
    const read = await at.subject.log.read(streamOf(1), heads);
    expect(read.events.map(({ revision, caseRevision }) => [revision, caseRevision])).toEqual([
      [3, 1],
      [4, 0],
    ]);
    expect(read.heads).toEqual(next.heads);
    expect(read.heads.cases.size).toBe(3);
  });

  it('refuses heads of another stream and of another log', async () => {
    const { heads } = await at.subject.log.append(at.opening(1));
    const anew = new EventLog(at.subject.store, at.subject.keys, kek, { app });
    for (const [stream, foreign] of [
      [streamOf(2), heads],
      [streamOf(1), { ...heads }],
      [streamOf(1), anew.beginning(streamOf(1))],
    ] as const)
      await expect(at.subject.log.read(stream, foreign)).rejects.toBeInstanceOf(RangeError);
  });

  it('stops where what is new does not go on from the heads', async () => {
    const first = await at.subject.log.append(at.opening(1));
    await at.subject.log.append(at.opening(1, { heads: first.heads, command: command(2) }));
    const db = openDatabase(at.folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set stream = '${streamOf(9)}' where position = 2`);
    db.close();
    await expect(at.subject.log.read(streamOf(9), at.subject.log.beginning(streamOf(9)))).rejects.toBeInstanceOf(
      BrokenLog,
    );
    expect((await at.subject.log.read(streamOf(1), first.heads)).events).toEqual([]);
  });

  it('of a stream that has no event gives none, and the heads to begin it with', async () => {
    const { events, heads } = await at.subject.log.read(streamOf(1));
    expect([events, heads]).toEqual([[], at.subject.log.beginning(streamOf(1))]);
    expect((await at.subject.log.append(at.opening(1, { heads }))).position).toBe(1);
  });

  it('reads a long stream whole, in slices', async () => {
    let heads = at.subject.log.beginning(streamOf(1));
    for (let from = 0; from < 450; from += 50) {
      const parts = Array.from({ length: 50 }, (_, n) =>
        part(1 + ((from + n) % 3), [fact({ data: { day: from + n }, persons: {} })]),
      );
      ({ heads } = await at.subject.log.append(at.opening(1, { heads, parts, command: command(from) })));
    }
    const reads = jest.spyOn(at.subject.store, 'readStream');
    const read = await at.subject.log.read(streamOf(1));
    expect(reads.mock.calls).toEqual([0, 200, 400].map((from) => [streamOf(1), from, 200]));
    reads.mockRestore();
    expect(read.events.map(({ revision, caseRevision, data }) => [revision, caseRevision, data])).toEqual(
      Array.from({ length: 450 }, (_, n) => [n, Math.floor(n / 3), { day: n }]),
    );
    expect(read.heads).toEqual(heads);
    expect((await verifyLog(at.subject.store, at.subject.keys, kek)).problems).toEqual([]);
    await at.subject.log.append(at.opening(1, { heads: read.heads, command: command(900) }));
  });

  it('of exactly one slice ends there', async () => {
    const heads = await at.alternating(200);
    const read = await at.subject.log.read(streamOf(1));
    expect([read.events.length, read.heads]).toEqual([200, heads]);
  });

  it('finds a fault in a later slice', async () => {
    await at.alternating(250);
    const db = openDatabase(at.folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set data = zeroblob(length(data)) where position = 201`);
    db.close();
    await expect(at.subject.log.read(streamOf(1))).rejects.toMatchObject({ name: 'BrokenLog', revision: 200 });
  });
});
