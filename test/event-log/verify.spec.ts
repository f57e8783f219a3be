import {
  DataKeys,
  KeyEncryptionKey,
  openDatabase,
  openEventStoreForReading,
  RecordedEvent,
  SqliteDataKeys,
  StreamHeads,
  VerifiedLog,
  verifyLog,
} from '@sigill/event-log';
import { readFileSync, writeFileSync } from 'node:fs';
import { caseGenesisHash, sealedEnvelope, SealKey } from '../../libs/event-log/chain';
import { Envelope } from '../../libs/event-log/envelope';
import { parseEnvelope } from '../../libs/event-log/read-envelope';
import {
  command,
  commandId,
  fact,
  into,
  kek,
  LogUnderTest,
  openLog,
  part,
  personId,
  requestId,
  streamOf,
} from './samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
let subject: LogUnderTest;
/** Three streams, nine events: commands of two events, then of one, the streams taking turns. */
let log: readonly RecordedEvent[];

beforeAll(async () => {
  folder = temporaryFolder();
  subject = await openLog(folder.file);
  const heads = new Map<number, StreamHeads>();
  for (const [n, stream] of [1, 2, 3, 1, 2, 3].entries()) {
    const facts = heads.has(stream) ? [fact()] : [fact(), fact({ type: 'RequestAssessed', persons: {} })];
    const appended = await subject.log.append({
      ...into(subject.log, stream, facts, heads.get(stream)),
      command: command(n),
    });
    heads.set(stream, appended.heads);
  }
  log = await subject.store.readAll(0, 100);
});
afterAll(async () => {
  await subject.close();
  folder.remove();
});

const readingFrom = (events: readonly RecordedEvent[]) => (after: number, limit: number) =>
  Promise.resolve(events.filter((event) => event.position > after).slice(0, limit));
const verified = (events: readonly RecordedEvent[], options = {}): Promise<VerifiedLog> => {
  return verifyLog({ readAll: readingFrom(events) }, subject.keys, kek, options);
};
const found = async (
  events: readonly RecordedEvent[],
): Promise<readonly (readonly [string, number | null, number])[]> =>
  (await verified(events)).problems.map(({ invariant, revision, position }) => [invariant, revision, position]);
const replaced = (position: number, change: (event: RecordedEvent) => RecordedEvent): readonly RecordedEvent[] =>
  log.map((event) => (event.position === position ? change(event) : event));
/** An event that someone with the program's own key wrote otherwise. */
const resealed =
  (change: Partial<Envelope>) =>
  (event: RecordedEvent): RecordedEvent => {
    return { ...event, metadata: sealedBytes({ ...parseEnvelope(event.metadata), ...change }, kek) };
  };
/** The hash and the seal that the envelope came with are put right. */
const sealedBytes = (envelope: Envelope, key: SealKey): Buffer => {
  const { hash, mac, macKid, ...unsealed } = envelope;
  expect([hash, mac, macKid]).not.toContain(undefined);
  return Buffer.from(sealedEnvelope(unsealed, key).text);
};

describe('a log that nobody has touched', () => {
  it('has no problem', async () => {
    const streams = new Set(log.map((event) => event.stream)).size;
    expect(await verifyLog(subject.store, subject.keys, kek)).toEqual({ events: 9, streams, head: 9, problems: [] });
    expect(streams).toBe(3);
  });

  it('may have rising positions with gaps, where the store gives such', async () => {
    const spread = log.map((event) => ({ ...event, position: event.position * 100 }));
    expect((await verified(spread, { positions: 'rising' })).problems).toEqual([]);
    expect((await verified(spread)).problems.map(({ invariant }) => invariant)).toEqual(log.map(() => 'I-02'));
  });

  it('is fine though a person’s key has been destroyed', async () => {
    const copy = folder.file('erased.db');
    writeFileSync(copy, readFileSync(folder.file('keys.db')));
    writeFileSync(`${copy}-wal`, readFileSync(folder.file('keys.db-wal')));
    const db = openDatabase(copy);
    db.exec(`update data_keys set wrapped = null, destroyed_at = 'now' where owner = 'person:${personId(1)}'`);
    db.close();
    const keys = SqliteDataKeys.open(copy, kek, { readOnly: true });
    expect((await verifyLog(subject.store, keys, kek)).problems).toEqual([]);
    await keys.close();
  });
});

describe('a log whose payloads are left sealed', () => {
  it('is verified without any key, but for its payloads', async () => {
    const keys = { byKid: () => Promise.reject(new Error('a key was asked for')) } as unknown as DataKeys;
    const { enc, dataHash } = parseEnvelope(log[4]!.metadata);
    const moved = replaced(9, (event) => ({ ...resealed({ enc, dataHash })(event), data: log[4]!.data }));
    const sealed = (events: readonly RecordedEvent[]): Promise<VerifiedLog> =>
      verifyLog({ readAll: readingFrom(events) }, keys, kek, { payloads: 'sealed' });
    expect(await sealed(moved)).toEqual({ events: 9, streams: 3, head: 9, problems: [] });
    expect(await found(moved)).toEqual([['I-26', 2, 9]]);
    const turned = replaced(9, (event) => ({ ...event, data: Buffer.alloc(event.data.length) }));
    expect((await sealed(turned)).problems).toMatchObject([{ invariant: 'I-06', position: 9 }]);
  });
});

describe('the verifier names', () => {
  it('every single bit that is turned in an event', async () => {
    for (const part of ['data', 'metadata'] as const) {
      const length = log[4]?.[part].length ?? 0;
      for (let at = 0; at < length; at += 7) {
        const turned = replaced(5, (event) => {
          const bytes = Buffer.from(event[part]);
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
          return { ...event, [part]: bytes };
        });
        const { problems } = await verified(turned);
        expect(problems[0]).toMatchObject({ stream: streamOf(3), revision: 0, position: 5 });
        expect(problems.every(({ position }) => position === 5 || position === 6)).toBe(true);
      }
    }
  });

  it('a byte that is flipped in the file', async () => {
    await subject.close();
    const file = readFileSync(folder.file('events.db'));
    const mac = parseEnvelope(log[3]!.metadata).mac;
    const at = file.indexOf(mac);
    const flipped = Buffer.from(file);
    flipped.writeUInt8(flipped.readUInt8(at) === 65 ? 66 : 65, at);
    writeFileSync(folder.file('flipped.db'), flipped);
    subject = await openLog(folder.file);
    const store = openEventStoreForReading(folder.file('flipped.db'));
    const { problems } = await verifyLog(store, subject.keys, kek);
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
    expect(await found(log.filter((event) => event.position !== 2))).toEqual([
      ['I-02', 0, 3],
      ['I-01', 2, 7],
      ['I-01', 2, 7],
    ]);
  });

  it('events that have changed places', async () => {
    const [first, second] = [log[0]!, log[1]!];
    const swapped = [{ ...second, position: 1, revision: 0 }, { ...first, position: 2, revision: 1 }, ...log.slice(2)];
    expect((await found(swapped)).filter(([invariant]) => invariant === 'I-07')).toEqual([
      ['I-07', 0, 1],
      ['I-07', 1, 2],
    ]);
  });

  it('an id that comes twice, and a command that comes in two streams', async () => {
    const again = { ...log[0]!, stream: 'request-other', position: 10 };
    expect(await found([...log, again])).toEqual([
      ['I-03', 0, 10],
      ['I-07', 0, 10],
      ['I-04', 0, 10],
    ]);
  });

  it('an id that is not its command’s', async () => {
    expect(await found(replaced(9, resealed({ commandId: commandId(99) })))).toEqual([['I-03', 2, 9]]);
  });

  it('two hashes of one command', async () => {
    expect(await found(replaced(6, resealed({ commandHash: command(99).commandHash })))).toEqual([
      ['I-04', 1, 6],
      ['I-06', 2, 9],
      ['I-06', 2, 9],
    ]);
  });

  it('an event that was recorded before the one before it', async () => {
    expect(await found(replaced(9, resealed({ recordedAt: '2026-11-22T09:58:00.000Z' })))).toEqual([['I-08', 2, 9]]);
  });

  it('an event that happened after it was recorded, beyond what clocks may differ', async () => {
    expect(await found(replaced(9, resealed({ occurredAt: '2026-11-22T11:05:00+01:00' })))).toEqual([]);
    expect(await found(replaced(9, resealed({ occurredAt: '2026-11-22T11:05:01+01:00' })))).toEqual([['I-08', 2, 9]]);
  });

  it('an event that hangs on another than the one before it', async () => {
    expect(await found(replaced(9, resealed({ prevHash: parseEnvelope(log[0]!.metadata).hash })))).toEqual([
      ['I-06', 2, 9],
    ]);
  });

  it('an envelope that is spelled otherwise, or in another order', async () => {
    const spelled = (change: (text: string) => string) =>
      replaced(9, (event) => ({ ...event, metadata: Buffer.from(change(event.metadata.toString())) }));
    const hash = `"hash":"${parseEnvelope(log[8]!.metadata).hash}",`;
    for (const change of [
      (text: string) => text.replace('"app":', '"app": '),
      (text: string) => text.replace(hash, '').replace('{', `{${hash}`),
    ])
      expect((await verified(spelled(change))).problems).toMatchObject([
        { invariant: 'I-06', position: 9, what: 'the envelope is not in its canonical form' },
      ]);
  });

  it('a payload that was moved to another event', async () => {
    const { enc, dataHash } = parseEnvelope(log[4]!.metadata);
    const moved = replaced(6, (event) => ({ ...resealed({ enc, dataHash })(event), data: log[4]!.data }));
    expect(await found(moved)).toEqual([
      ['I-26', 1, 6],
      ['I-06', 2, 9],
      ['I-06', 2, 9],
    ]);
  });

  it('an event that someone without the key has written', async () => {
    const stranger = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 5));
    const forged = replaced(9, (event) => {
      const key = { macKid: kek.macKid, macOf: (hash: string) => stranger.macOf(hash) };
      return { ...event, metadata: sealedBytes(parseEnvelope(event.metadata), key) };
    });
    expect(await found(forged)).toEqual([['I-06', 2, 9]]);
  });

  it('a log that cannot be read on', async () => {
    const readAll = (after: number): Promise<readonly RecordedEvent[]> =>
      after === 0 ? Promise.resolve(log) : Promise.reject(new Error('database disk image is malformed'));
    expect((await verifyLog({ readAll }, subject.keys, kek)).problems).toEqual([
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
    await subject.log.append({ ...into(subject.log, 4, facts), command: command(40) });
    const appended = await subject.store.readStream(streamOf(4));
    const events = appended.map((event, n) => ({
      ...event,
      position: n + 1,
      metadata: n === unreadable ? Buffer.from('{') : event.metadata,
    }));
    expect(await found(events)).toEqual([['I-06', unreadable, unreadable + 1]]);
  });

  it('as many problems as it is asked for', async () => {
    const { problems } = await verified(log.slice(3), { maxProblems: 2 });
    expect(problems).toHaveLength(2);
  });
});

describe('of a stream of two cases, the verifier names', () => {
  let cases: readonly RecordedEvent[];
  const envelopeAt = (position: number): Envelope => parseEnvelope(cases[position - 1]!.metadata);
  const planted = (
    position: number,
    change: (event: RecordedEvent) => RecordedEvent,
  ): Promise<readonly (readonly [string, number | null, number])[]> =>
    found(cases.map((event) => (event.position === position ? change(event) : event)));
  /** Positions 1 to 6: of the one case, the other, the one, the other; the one, in the clear; the other. */
  beforeAll(async () => {
    let heads = subject.log.beginning(streamOf(7));
    for (const [n, parts] of [
      [part(7, [fact()])],
      [part(8, [fact()])],
      [part(7, [fact()]), part(8, [fact()])],
      [part(7, [fact({ data: { round: 1 }, persons: {} })], { keyOwner: null }), part(8, [fact()])],
    ].entries())
      ({ heads } = await subject.log.append({ heads, parts, command: command(70 + n) }));
    const appended = await subject.store.readStream(streamOf(7));
    cases = appended.map((event, n) => ({ ...event, position: n + 1 }));
  });

  it('nothing, when nobody has touched it', async () => {
    expect(await verified(cases)).toEqual({ events: 6, streams: 1, head: 6, problems: [] });
  });

  it('an event that hangs on another than the one before it in its case', async () => {
    const what = 'the event before it in its case is not the one it was recorded after (casePrevHash)';
    const change = resealed({ casePrevHash: envelopeAt(5).hash });
    const { problems } = await verified(cases.map((event) => (event.position === 6 ? change(event) : event)));
    expect(problems).toEqual([{ invariant: 'I-06', stream: streamOf(7), revision: 5, position: 6, what }]);
  });

  it('a first event that does not begin its case', async () => {
    expect(await planted(2, resealed({ casePrevHash: caseGenesisHash(requestId(7)) }))).toEqual([
      ['I-06', 1, 2],
      ['I-06', 2, 3],
      ['I-06', 3, 4],
    ]);
  });

  it('an event with another number in its case', async () => {
    const change = resealed({ caseRevision: 3 });
    const { problems } = await verified(cases.map((event) => (event.position === 6 ? change(event) : event)));
    expect(problems).toEqual([
      { invariant: 'I-01', stream: streamOf(7), revision: 5, position: 6, what: 'caseRevision 3 where 2 is due' },
    ]);
  });

  it('an event that was put into another case', async () => {
    expect(await planted(6, resealed({ caseId: requestId(7) }))).toEqual([['I-01', 5, 6]]);
    expect(await planted(6, resealed({ caseId: requestId(9) }))).toEqual([['I-01', 5, 6]]);
    const begun = { caseId: requestId(9), caseRevision: 0 };
    expect(await planted(6, resealed(begun))).toEqual([['I-06', 5, 6]]);
    expect(await planted(6, resealed({ ...begun, casePrevHash: caseGenesisHash(requestId(9)) }))).toEqual([]);
  });

  it('an event in the clear in which a bit was turned', async () => {
    for (const key of ['data', 'metadata'] as const)
      for (let at = 0; at < cases[4]![key].length; at += 5) {
        const problems = await planted(5, (event) => {
          const bytes = Buffer.from(event[key]);
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
          return { ...event, [key]: bytes };
        });
        expect(problems[0]).toMatchObject([expect.stringMatching(/^I-/) as string, 4, 5]);
      }
  });

  it.each([1, 2, 3, 4, 5, 6])('the event %i alone, when that one cannot be read at all', async (position) => {
    const unreadable = await planted(position, (event) => ({ ...event, metadata: Buffer.from('{') }));
    expect(unreadable).toEqual([['I-06', position - 1, position]]);
  });
});
