import { BrokenLog, EventLog, openDatabase } from '@sigill/event-log';
import { logAtHand } from './log-at-hand';
import { app, command, fact, into, kek, openLog, streamOf } from './samples';
import { temporaryFolder } from './temporary';

const at = logAtHand();

describe('reading', () => {
  it('brings every event to today’s shape, and stops at one that it does not know', async () => {
    await at.subject.log.append(at.opening(1));
    await at.subject.log.append(at.opening(2, { facts: [fact({ type: 'RequestClosed' })] }));
    await at.subject.close();
    at.subject = await openLog(at.folder.file, {
      upcast: (recorded: { type: string; data: object }) => {
        if (recorded.type !== 'RequestOpened') throw new Error('unknown');
        return { ...recorded, schemaVersion: 2, data: { ...recorded.data, track: 'ordinary' } };
      },
    });
    const [event] = (await at.subject.log.read(streamOf(1))).events;
    expect([event?.schemaVersion, event?.data]).toEqual([2, { ...fact().data, track: 'ordinary' }]);
    await expect(at.subject.log.read(streamOf(2))).rejects.toThrow(
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
    await at.subject.log.append(at.opening(2));
    await at.subject.log.append(at.opening(1));
    const db = openDatabase(at.folder.file('events.db'));
    db.exec(`drop trigger events_stay; update events set ${change} where position = 2`);
    db.close();
    const read = at.subject.log.readAll(0, 10);
    await expect(read).rejects.toBeInstanceOf(BrokenLog);
    await expect(read).rejects.toMatchObject({
      revision: 0,
      position: 2,
      what: expect.stringContaining(what) as string,
    });
  });

  it('stops where the event before has been exchanged, whoever reads', async () => {
    const { heads } = await at.subject.log.append(at.opening(1));
    await at.subject.log.append(at.opening(1, { heads, command: command(2) }));
    const elsewhere = temporaryFolder();
    const other = await openLog(elsewhere.file);
    await other.log.append({ ...into(other.log, 1, [fact()]), command: command(3) });
    const [forged] = await other.store.readStream(streamOf(1));
    await other.close();
    elsewhere.remove();
    const db = openDatabase(at.folder.file('events.db'));
    db.exec('drop trigger events_stay');
    db.prepare('update events set id = ?, data = ?, metadata = ? where position = 1').run(
      forged!.id,
      forged!.data,
      forged!.metadata,
    );
    db.close();
    const anew = new EventLog(at.subject.store, at.subject.keys, kek, { app });
    const what = 'the event before it is not the one it was recorded after (prevHash)';
    await expect(anew.readAll(1, 10)).rejects.toMatchObject({ position: 2, what });
    await expect(anew.read(streamOf(1))).rejects.toBeInstanceOf(BrokenLog);
  });
});
