import { EventLog, EventStore, SqliteEventStore, StoreWentBack, WrongRevision } from '@sigill/event-log';
import { app, command, fact, into, kek, LogUnderTest, openLog, streamOf } from './samples';
import { temporaryFolder } from './temporary';

/** A store that was put back to an earlier state gets nothing that builds upon what it has lost. */

let folder: ReturnType<typeof temporaryFolder>;
let subject: LogUnderTest;
let emptied: SqliteEventStore;
let log: EventLog;
let isPutBack = false;

beforeEach(async () => {
  folder = temporaryFolder();
  subject = await openLog(folder.file);
  emptied = await SqliteEventStore.open(folder.file('emptied.db'));
  isPutBack = false;
  const now = (): EventStore => (isPutBack ? emptied : subject.store);
  const store: Pick<EventStore, keyof EventStore> = {
    append: (...tuple) => now().append(...tuple),
    readStream: (...asked) => now().readStream(...asked),
    readAll: (...asked) => now().readAll(...asked),
    readUpTo: (...asked) => now().readUpTo(...asked),
    follow: (...asked) => now().follow(...asked),
    head: () => now().head(),
    close: () => now().close(),
  };
  log = new EventLog(store, subject.keys, kek, { app });
});
afterEach(async () => {
  await subject.close();
  await emptied.close();
  folder.remove();
});

it('is named where an append would go on from an event that is gone, and nothing is written from then on', async () => {
  const { heads } = await log.append({ ...into(log, 1, [fact()]), command: command(1) });
  isPutBack = true;
  const goingOn = log.append({ ...into(log, 1, [fact()], heads), command: command(2) });
  await expect(goingOn).rejects.toThrow(new StoreWentBack(new WrongRevision(streamOf(1), 0, 'no-stream')));
  const elsewhere = log.append({ ...into(log, 2, [fact()]), command: command(3) });
  await expect(elsewhere).rejects.toBeInstanceOf(StoreWentBack);
  expect(await emptied.head()).toBe(0);
});

it('is not what another event in the place is', async () => {
  const { heads } = await log.append({ ...into(log, 1, [fact()]), command: command(1) });
  await log.append({ ...into(log, 1, [fact()], heads), command: command(2) });
  const late = log.append({ ...into(log, 1, [fact()], heads), command: command(3) });
  await expect(late).rejects.toBeInstanceOf(WrongRevision);
  expect(await log.append({ ...into(log, 2, [fact()]), command: command(4) })).toMatchObject({ position: 3 });
});
