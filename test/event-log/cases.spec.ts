import { BrokenLog, KeyDestroyed, openDatabase, verifyLog } from '@sigill/event-log';
import { caseGenesisHash, genesisHash, readEnvelope } from '@sigill/log-format';
import { logAtHand } from './log-at-hand';
import { command, fact, kek, part, personId, streamOf, whole } from './samples';

const at = logAtHand();

describe('one append to two cases of a stream', () => {
  const facts = (...days: readonly number[]) => days.map((day) => fact({ data: { day }, persons: {} }));
  const parts = [part(1, facts(1, 2)), part(2, facts(3)), part(1, facts(4))];

  it('chains each case by itself, in the order of the parts', async () => {
    const { log } = at.subject;
    const first = await log.append(at.opening(1, { parts }));
    const second = await log.append(
      at.opening(1, { parts: [part(2, facts(5)), part(1, facts(6))], heads: first.heads, command: command(2) }),
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
    const envelopes = (await at.subject.store.readStream(streamOf(1))).map(({ metadata }) => readEnvelope(metadata));
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
    expect((await verifyLog(at.subject.store, at.subject.keys, kek)).problems).toEqual([]);
  });

  it('seals each case with its own key: without the one, the other is still read', async () => {
    await at.subject.log.append(at.opening(1, { parts }));
    const kids = (await at.subject.store.readStream(streamOf(1))).map(
      ({ metadata }) => readEnvelope(metadata).enc?.kid,
    );
    const owned = await Promise.all(parts.map(({ keyOwner }) => at.subject.keys.existing(keyOwner ?? '')));
    expect(kids).toEqual([owned[0], owned[0], owned[1], owned[2]].map((key) => key?.kid));
    expect(new Set(kids).size).toBe(2);
    await at.destroyKeyOf(part(1, []).keyOwner ?? '');
    const events = await at.subject.log.readCase(streamOf(1), [2]);
    expect(events.map(({ data }) => data)).toEqual([{ day: 3 }]);
    await expect(at.subject.log.readCase(streamOf(1), [0, 1, 3])).rejects.toBeInstanceOf(KeyDestroyed);
    await expect(at.subject.log.read(streamOf(1))).rejects.toBeInstanceOf(KeyDestroyed);
  });

  it('is all or nothing, when one of the parts may not be written', async () => {
    const refused = [part(1, facts(1)), part(2, [fact({ schemaVersion: 0 })])];
    await expect(at.subject.log.append(at.opening(1, { parts: refused }))).rejects.toBeInstanceOf(RangeError);
    expect(await at.subject.log.head()).toBe(0);
  });

  it('is one command when it is appended again, from the heads that it was appended at', async () => {
    const first = await at.subject.log.append(at.opening(1, { parts }));
    expect(await at.subject.log.append(at.opening(1, { parts }))).toEqual(first);
    expect((await at.subject.log.read(streamOf(1))).events).toHaveLength(4);
  });
});

describe('a case that is read alone', () => {
  it('is proved by its own chain, without the events of the others', async () => {
    await at.alternating(6);
    const { events } = await at.subject.log.read(streamOf(1));
    const db = openDatabase(at.folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set data = x'', metadata = x'' where revision % 2 = 0`);
    db.close();
    const read = await at.subject.log.readCase(streamOf(1), [1, 3, 5]);
    expect(read.map(whole)).toEqual([1, 3, 5].map((n) => whole(events[n]!)));
    expect(read[2]?.persons).toEqual({ [personId(2)]: { day: 5 } });
    await expect(at.subject.log.readCase(streamOf(1), [0, 2, 4])).rejects.toBeInstanceOf(BrokenLog);
    await expect(at.subject.log.read(streamOf(1))).rejects.toBeInstanceOf(BrokenLog);
    expect(await at.subject.log.readCase(streamOf(1), [])).toEqual([]);
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
    await at.alternating(6);
    await expect(at.subject.log.readCase(streamOf(1), revisions)).rejects.toMatchObject({
      name: 'BrokenLog',
      what: expect.stringContaining(what) as string,
    });
  });

  it('stops where an event that was asked for is not there', async () => {
    await at.alternating(6);
    await expect(at.subject.log.readCase(streamOf(1), [1, 3, 5, 7])).rejects.toBeInstanceOf(BrokenLog);
  });
});
