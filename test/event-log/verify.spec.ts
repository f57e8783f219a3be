import {
  DataKeys,
  KeyEncryptionKey,
  openDatabase,
  openEventStoreForReading,
  RecordedEvent,
  SqliteDataKeys,
  VerifiedLog,
  verifyLog,
} from '@sigill/event-log';
import { parseEnvelope } from '@sigill/log-format';
import { readFileSync, writeFileSync } from 'node:fs';
import { command, commandId, fact, kek, openLog, personId, streamOf, into } from './samples';
import { readingFrom, resealed, sealedBytes, verifiedLog } from './verified-log';

const at = verifiedLog();

describe('a log that nobody has touched', () => {
  it('has no problem', async () => {
    const streams = new Set(at.log.map((event) => event.stream)).size;
    expect(await verifyLog(at.subject.store, at.subject.keys, kek)).toEqual({
      events: 9,
      streams,
      head: 9,
      problems: [],
    });
    expect(streams).toBe(3);
  });

  it('may have rising positions with gaps, where the store gives such', async () => {
    const spread = at.log.map((event) => ({ ...event, position: event.position * 100 }));
    expect((await at.verified(spread, { positions: 'rising' })).problems).toEqual([]);
    expect((await at.verified(spread)).problems.map(({ invariant }) => invariant)).toEqual(at.log.map(() => 'I-02'));
  });

  it('is fine though a person’s key has been destroyed', async () => {
    const copy = at.folder.file('erased.db');
    writeFileSync(copy, readFileSync(at.folder.file('keys.db')));
    writeFileSync(`${copy}-wal`, readFileSync(at.folder.file('keys.db-wal')));
    const db = openDatabase(copy);
    db.exec(`update data_keys set wrapped = null, destroyed_at = 'now' where owner = 'person:${personId(1)}'`);
    db.close();
    const keys = SqliteDataKeys.open(copy, kek, { readOnly: true });
    expect((await verifyLog(at.subject.store, keys, kek)).problems).toEqual([]);
    await keys.close();
  });
});

describe('a log whose payloads are left sealed', () => {
  it('is verified without any key, but for its payloads', async () => {
    const keys = { byKid: () => Promise.reject(new Error('a key was asked for')) } as unknown as DataKeys;
    const { enc, dataHash } = parseEnvelope(at.log[4]!.metadata);
    const moved = at.replaced(9, (event) => ({ ...resealed({ enc, dataHash })(event), data: at.log[4]!.data }));
    const sealed = (events: readonly RecordedEvent[]): Promise<VerifiedLog> =>
      verifyLog({ readAll: readingFrom(events) }, keys, kek, { payloads: 'sealed' });
    expect(await sealed(moved)).toEqual({ events: 9, streams: 3, head: 9, problems: [] });
    expect(await at.found(moved)).toEqual([['I-26', 2, 9]]);
    const turned = at.replaced(9, (event) => ({ ...event, data: Buffer.alloc(event.data.length) }));
    expect((await sealed(turned)).problems).toMatchObject([{ invariant: 'I-06', position: 9 }]);
  });
});

describe('the verifier names', () => {
  it('every single bit that is turned in an event', async () => {
    for (const part of ['data', 'metadata'] as const) {
      const length = at.log[4]?.[part].length ?? 0;
      for (let offset = 0; offset < length; offset += 7) {
        const turned = at.replaced(5, (event) => {
          const bytes = Buffer.from(event[part]);
          bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << (offset % 8)), offset);
          return { ...event, [part]: bytes };
        });
        const { problems } = await at.verified(turned);
        expect(problems[0]).toMatchObject({ stream: streamOf(3), revision: 0, position: 5 });
        expect(problems.every(({ position }) => position === 5 || position === 6)).toBe(true);
      }
    }
  });

  it('a byte that is flipped in the file', async () => {
    await at.subject.close();
    const file = readFileSync(at.folder.file('events.db'));
    const mac = parseEnvelope(at.log[3]!.metadata).mac;
    const offset = file.indexOf(mac);
    const flipped = Buffer.from(file);
    flipped.writeUInt8(flipped.readUInt8(offset) === 65 ? 66 : 65, offset);
    writeFileSync(at.folder.file('flipped.db'), flipped);
    at.subject = await openLog(at.folder.file);
    const store = openEventStoreForReading(at.folder.file('flipped.db'));
    const { problems } = await verifyLog(store, at.subject.keys, kek);
    await store.close();
    expect(problems).toEqual([
      {
        invariant: 'I-06',
        stream: streamOf(2),
        revision: 1,
        position: 4,
        what: 'the seal does not fit the hash (mac)',
      },
    ]);
  });

  it('an event that has been taken away', async () => {
    expect(await at.found(at.log.filter((event) => event.position !== 2))).toEqual([
      ['I-02', 0, 3],
      ['I-01', 2, 7],
      ['I-01', 2, 7],
    ]);
  });

  it('events that have changed places', async () => {
    const [first, second] = [at.log[0]!, at.log[1]!];
    const swapped = [
      { ...second, position: 1, revision: 0 },
      { ...first, position: 2, revision: 1 },
      ...at.log.slice(2),
    ];
    expect((await at.found(swapped)).filter(([invariant]) => invariant === 'I-07')).toEqual([
      ['I-07', 0, 1],
      ['I-07', 1, 2],
    ]);
  });

  it('an id that comes twice, and a command that comes in two streams', async () => {
    const again = { ...at.log[0]!, stream: 'request-other', position: 10 };
    expect(await at.found([...at.log, again])).toEqual([
      ['I-03', 0, 10],
      ['I-07', 0, 10],
      ['I-04', 0, 10],
    ]);
  });

  it('an id that is not its command’s', async () => {
    expect(await at.found(at.replaced(9, resealed({ commandId: commandId(99) })))).toEqual([['I-03', 2, 9]]);
  });

  it('two hashes of one command', async () => {
    expect(await at.found(at.replaced(6, resealed({ commandHash: command(99).commandHash })))).toEqual([
      ['I-04', 1, 6],
      ['I-06', 2, 9],
      ['I-06', 2, 9],
    ]);
  });

  it('an event that was recorded before the one before it', async () => {
    expect(await at.found(at.replaced(9, resealed({ recordedAt: '2026-11-22T09:58:00.000Z' })))).toEqual([
      ['I-08', 2, 9],
    ]);
  });

  it('an event that happened after it was recorded, beyond what clocks may differ', async () => {
    expect(await at.found(at.replaced(9, resealed({ occurredAt: '2026-11-22T11:05:00+01:00' })))).toEqual([]);
    expect(await at.found(at.replaced(9, resealed({ occurredAt: '2026-11-22T11:05:01+01:00' })))).toEqual([
      ['I-08', 2, 9],
    ]);
  });

  it('an event that hangs on another than the one before it', async () => {
    expect(await at.found(at.replaced(9, resealed({ prevHash: parseEnvelope(at.log[0]!.metadata).hash })))).toEqual([
      ['I-06', 2, 9],
    ]);
  });

  it('an envelope that is spelled otherwise, or in another order', async () => {
    const spelled = (change: (text: string) => string) =>
      at.replaced(9, (event) => ({ ...event, metadata: Buffer.from(change(event.metadata.toString())) }));
    const hash = `"hash":"${parseEnvelope(at.log[8]!.metadata).hash}",`;
    for (const change of [
      (text: string) => text.replace('"app":', '"app": '),
      (text: string) => text.replace(hash, '').replace('{', `{${hash}`),
    ])
      expect((await at.verified(spelled(change))).problems).toMatchObject([
        { invariant: 'I-06', position: 9, what: 'the envelope is not in its canonical form' },
      ]);
  });

  it('a payload that was moved to another event', async () => {
    const { enc, dataHash } = parseEnvelope(at.log[4]!.metadata);
    const moved = at.replaced(6, (event) => ({ ...resealed({ enc, dataHash })(event), data: at.log[4]!.data }));
    expect(await at.found(moved)).toEqual([
      ['I-26', 1, 6],
      ['I-06', 2, 9],
      ['I-06', 2, 9],
    ]);
  });

  it('an event that someone without the key has written', async () => {
    const stranger = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 5));
    const forged = at.replaced(9, (event) => {
      const key = { macKid: kek.macKid, macOf: (hash: string) => stranger.macOf(hash) };
      return { ...event, metadata: sealedBytes(parseEnvelope(event.metadata), key) };
    });
    expect(await at.found(forged)).toEqual([['I-06', 2, 9]]);
  });

  it('a log that cannot be read on', async () => {
    const readAll = (after: number): Promise<readonly RecordedEvent[]> =>
      after === 0 ? Promise.resolve(at.log) : Promise.reject(new Error('database disk image is malformed'));
    expect((await verifyLog({ readAll }, at.subject.keys, kek)).problems).toEqual([
      {
        invariant: 'readable',
        stream: null,
        revision: null,
        position: 9,
        what: 'the events after it cannot be read: database disk image is malformed',
      },
    ]);
  });

  it.each([0, 1, 2])('event %i of a command alone, when that one cannot be read at all', async (unreadable) => {
    const facts = [fact(), fact(), fact()];
    await at.subject.log.append({ ...into(at.subject.log, 4, facts), command: command(40) });
    const appended = await at.subject.store.readStream(streamOf(4));
    const events = appended.map((event, n) => ({
      ...event,
      position: n + 1,
      metadata: n === unreadable ? Buffer.from('{') : event.metadata,
    }));
    expect(await at.found(events)).toEqual([['I-06', unreadable, unreadable + 1]]);
  });

  it('as many problems as it is asked for', async () => {
    const { problems } = await at.verified(at.log.slice(3), { maxProblems: 2 });
    expect(problems).toHaveLength(2);
  });
});
