import {
  columns,
  ForeignFile,
  NotDurable,
  openDatabase,
  openEventStoreForReading,
  OutcomeUnknown,
  SqliteEventStore,
  StoreStopped,
  StoreUnavailable,
  transact,
  UnsafeSqlite,
  type Database,
} from '@sigill/event-log';
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { BatchAppender } from '../../libs/event-log/sqlite/append-batch';
import { applySchema, refuseUnlessDurable } from '../../libs/event-log/sqlite/database';
import { safeDriver } from '../../libs/event-log/sqlite/driver';
import { eventsSchema } from '../../libs/event-log/sqlite/schema';
import { events } from '../conformance/samples';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
const opened: { close(): unknown }[] = [];
const keep = <T extends { close(): unknown }>(store: T): T => {
  opened.push(store);
  return store;
};
const openStore = async (options = {}): Promise<SqliteEventStore> =>
  keep(await SqliteEventStore.open(folder.file('events.db'), options));

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const store of opened.splice(0).reverse()) await store.close();
  folder.remove();
});

const database = (file: string, options = {}): Database => {
  const db = openDatabase(folder.file(file), options);
  keep({
    close: () => {
      if (db.isOpen) db.close();
    },
  });
  return db;
};

describe('the SQLite under the log', () => {
  it('is the first that is free of the WAL-reset fault', () => {
    const old = { name: 'node:sqlite', version: '3.51.2' } as const;
    const sound = { name: '@photostructure/sqlite', version: '3.53.0' } as const;
    expect(safeDriver([old, sound])).toBe('@photostructure/sqlite');
    expect(safeDriver([{ ...old, version: '3.51.3' }, sound])).toBe('node:sqlite');
  });

  it('is refused in one line when it is too old', () => {
    const refusal = (): unknown => safeDriver([{ name: 'node:sqlite', version: '3.47.2' }]);
    expect(refusal).toThrow(UnsafeSqlite);
    expect(refusal).toThrow('SQLite 3.51.3 or newer is needed; node:sqlite has SQLite 3.47.2');
  });
});

describe('a connection that writes', () => {
  it('reads back as WAL with FULL', () => {
    const db = database('a.db');
    expect(columns.text(db.prepare('pragma journal_mode').get() ?? {}, 'journal_mode')).toBe('wal');
    expect(columns.integer(db.prepare('pragma synchronous').get() ?? {}, 'synchronous')).toBe(2);
    expect(statSync(folder.file('a.db')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['pragma synchronous = normal', 'synchronous reads back as 1'],
    ['pragma journal_mode = delete', 'journal_mode reads back as delete'],
  ])('is refused after %s', (weakened, said) => {
    const db = database('a.db');
    db.exec(weakened);
    expect(() => {
      refuseUnlessDurable(db, 'a.db');
    }).toThrow(NotDurable);
    expect(() => {
      refuseUnlessDurable(db, 'a.db');
    }).toThrow(said);
  });

  it('refuses a file of another program and one of a later version', async () => {
    database('events.db').exec('create table notes (text text)');
    await expect(openStore()).rejects.toMatchObject({ name: 'ForeignFile' });
    const later = database('later.db');
    applySchema(later, 'later.db', eventsSchema);
    later.exec('pragma user_version = 2');
    expect(() => openEventStoreForReading(folder.file('later.db'))).toThrow(ForeignFile);
  });

  it('undoes all of a piece of work that fails', () => {
    const db = database('a.db');
    db.exec('create table t (a integer primary key)');
    const fail = (): void => {
      transact(db, () => {
        db.exec('insert into t values (1)');
        throw new Error('planted');
      });
    };
    expect(fail).toThrow('planted');
    expect(db.prepare('select count(*) as n from t').get()?.['n']).toBe(0);
  });
});

describe('the events table', () => {
  it.each([
    ['changes an event', `update events set type = 'Other' where position = 1`],
    ['takes an event away', 'delete from events where position = 2'],
    ['empties the log', 'delete from events'],
    ['leaves out a position', `insert into events values (9, 's', 2, 'x', 'T', x'', x'')`],
    ['leaves out a revision', `insert into events values (3, 's', 5, 'x', 'T', x'', x'')`],
    ['replaces an event in its place', `insert or replace into events values (2, 's', 1, 'x', 'T', x'', x'')`],
    [
      'replaces an event by its id',
      `insert or replace into events select 3, 's', 2, id, type, data, metadata from events where position = 1`,
    ],
  ])('refuses whatever %s', async (_, sql) => {
    const store = await openStore();
    await store.append('s', 'no-stream', events(2));
    const log = await store.readAll(0, 10);
    expect(() => {
      database('events.db').exec(sql);
    }).toThrow(/the log (is append-only|only grows at its end)/);
    expect(await store.readAll(0, 10)).toEqual(log);
  });

  it('numbers positions from 1 without a hole, whatever was refused in between', async () => {
    const store = await openStore();
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => store.append(`s-${String(n % 5)}`, 'no-stream', events(2))),
    );
    expect((await store.readAll(0, 100)).map((event) => event.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('refuses an id that stands elsewhere in the log, and takes the other appends of the same commit', async () => {
    const store = await openStore();
    const [known, ...others] = [events(1), events(2), events(2)];
    await store.append('one', 'no-stream', known);
    const answers = await Promise.allSettled([
      store.append('two', 'no-stream', others[0] ?? []),
      store.append('three', 'no-stream', [...events(1), ...known]),
      store.append('one', 0, known),
      store.append('four', 'no-stream', others[1] ?? []),
    ]);
    expect(
      answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as Error).name : 'appended')),
    ).toEqual(['appended', 'RangeError', 'RangeError', 'appended']);
    expect(await store.readStream('three')).toEqual([]);
    expect(await store.head()).toBe(5);
  });
});

describe('a store without room', () => {
  it('refuses decidedly, goes on reading, and takes appends again once there is room', async () => {
    const spare = database('events.db');
    applySchema(spare, 'events.db', eventsSchema);
    spare.exec(`create table spare (filling blob);
      insert into spare select randomblob(4000) from (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))`);
    const store = await openStore({ maxPages: 30 });
    const big = () => events(1).map((event) => ({ ...event, data: Buffer.alloc(4_000) }));
    let taken = 0;
    let refusal: unknown = null;
    while (refusal === null && taken < 100)
      await store.append(`s-${String(taken)}`, 'no-stream', big()).then(
        () => (taken += 1),
        (error: unknown) => (refusal = error),
      );
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(refusal).not.toBeInstanceOf(StoreStopped);
    expect(await store.readAll(0, 100)).toHaveLength(taken);
    spare.exec('drop table spare');
    await store.append('after', 'no-stream', big());
    expect(await store.head()).toBe(taken + 1);
  });
});

describe('a COMMIT that fails', () => {
  it('leaves the outcome unknown and stops the store until it is opened anew', async () => {
    const fault = database('events.db');
    applySchema(fault, 'events.db', eventsSchema);
    fault.exec(`
      create table nowhere (id integer primary key);
      create table planted (id integer references nowhere deferrable initially deferred);
      create trigger plant after insert on events when new.type = 'Planted' begin insert into planted values (1); end;`);
    const fatal: string[] = [];
    const store = await openStore({ onFatal: (error: StoreStopped) => fatal.push(error.message) });
    await store.append('s', 'no-stream', events(1));
    const tuple = events(1, 'Planted');
    await expect(store.append('s', 0, tuple)).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(store.append('other', 'no-stream', events(1))).rejects.toBeInstanceOf(StoreStopped);
    expect(fatal).toEqual(['COMMIT failed: FOREIGN KEY constraint failed']);
    expect(await store.readStream('s')).toHaveLength(1);
    await store.close();
    fault.exec('drop trigger plant');
    const anew = await openStore();
    expect(await anew.append('s', 0, tuple)).toEqual({ revision: 1, position: 2, fresh: true });
  });
});

describe('a WAL that breaks off', () => {
  it('leaves a beginning of the log, whole appends only, wherever it is cut or garbled', () => {
    const written = database('written.db');
    applySchema(written, 'written.db', eventsSchema);
    written.exec('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0');
    const appender = new BatchAppender(written);
    const wal = folder.file('written.db-wal');
    const ends = Array.from({ length: 30 }, (_, n) => {
      appender.append([{ stream: `s-${String(n)}`, expected: 'no-stream', events: events(2), keys: [] }], new Set());
      return statSync(wal).size;
    });
    const whole = readFileSync(wal);
    const recovered = (bytes: Buffer): readonly unknown[] => {
      const file = folder.file('cut.db');
      for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
      copyFileSync(folder.file('written.db'), file);
      writeFileSync(`${file}-wal`, bytes);
      const db = openDatabase(file);
      const positions = db.prepare('select position from events order by position').all();
      db.close();
      return positions.map((row) => row['position']);
    };
    const firstOf = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);
    for (const cut of ends.flatMap((end) => [end - 1, end, end + 1, end + 24])) {
      const durable = ends.filter((end) => end <= cut).length;
      expect(recovered(whole.subarray(0, cut))).toEqual(firstOf(2 * durable));
    }
    ends.slice(0, -1).forEach((end, n) => {
      const garbled = Buffer.from(whole);
      garbled.writeUInt8(garbled.readUInt8(end + 100) ^ 0x10, end + 100);
      expect(recovered(garbled)).toEqual(firstOf(2 * (n + 1)));
    });
  });
});
