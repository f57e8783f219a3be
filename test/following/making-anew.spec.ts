import { vgrPolicies } from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';
import { Projector, ReadModelBehind } from '@sigill/following';
import { FoldedRequest, projections, Row, Table, Tools } from '@sigill/projections';
import { anHourOf, patterns, Story, toldEvents, ToldLog } from '../support/told-log';
import { memoryDb, rowsIn, testSealer, weekdays } from '../support/told-tables';

const stories = (count: number, from = 0): readonly Story[] =>
  Array.from({ length: count }, (_, place) => ({
    number: from + place,
    pattern: patterns[(from + place) % patterns.length] ?? [],
    family: (from + place) % 11,
    unit: 1 + ((from + place) % 3),
    opensAt: anHourOf((from + place) * 977),
    pace: 1 + (place % 5),
    withEffects: place % 2 === 0,
  }));

const told = toldEvents(stories(60));

const projectorOver = (log: ToldLog, db: ReturnType<typeof memoryDb>, tables: readonly Table[] = projections) =>
  new Projector(
    log,
    { db, sealer: testSealer, isWorkingDay: weekdays, policies: vgrPolicies },
    (error) => faults.push(error),
    tables,
  );
let faults: unknown[] = [];
beforeEach(() => {
  faults = [];
});
afterEach(() => expect(faults).toEqual([]));

async function filled(events: readonly LoggedEvent[] = told) {
  const log = new ToldLog(events);
  const db = memoryDb();
  await projectorOver(log, db).catchUp();
  return { log, db };
}

/** The table as a later release has it: its rows say something else. */
const raised = (name: string, rows: (row: Row) => Row): readonly Table[] =>
  projections.map((table) =>
    table.name === name && table.of === 'request'
      ? {
          ...table,
          version: table.version + 1,
          rows: (folded: FoldedRequest, tools: Tools) => table.rows(folded, tools).map(rows),
        }
      : table,
  );
const louder = raised('inbox', (row) => ({ ...row, action: String(row['action']).toUpperCase() }));

/** Until the rows are as they should be; the log is in memory, so that this takes no time but turns of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds(); turns += 1) {
    if (turns > 20_000) throw new Error('it never came to that');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const actions = (db: ReturnType<typeof memoryDb>): readonly string[] =>
  (db.prepare('SELECT DISTINCT action FROM inbox').all() as { action: string }[]).map(({ action }) => action);
const isLoud = (action: string): boolean => action === action.toUpperCase();

describe('rows', () => {
  it('are the same, whether the log was taken in at once, event by event, or made anew', async () => {
    const { db } = await filled();
    const single = memoryDb();
    const log = new ToldLog(told.slice(0, 1));
    const projector = projectorOver(log, single);
    await projector.start();
    for (const event of told.slice(1)) {
      await projector.reach(log.tell([event]));
    }
    await projector.close();
    expect(rowsIn(single)).toEqual(rowsIn(db));
    await projectorOver(new ToldLog(told), single).rebuild();
    expect(rowsIn(single)).toEqual(rowsIn(db));
    expect(rowsIn(db)['milestone_days']?.length).toBeGreaterThan(50);
  });
});

describe('rows that find no room on the disk', () => {
  it('are written when there is room again, each once, and stop nothing meanwhile', async () => {
    const { db } = await filled(told.slice(0, 100));
    const log = new ToldLog(told.slice(0, 100));
    const projector = projectorOver(log, db);
    await projector.start();
    db.exec('pragma max_page_count = 1');
    const position = log.tell(told.slice(100));
    await expect(projector.reach(position)).rejects.toBeInstanceOf(ReadModelBehind);
    db.exec('pragma max_page_count = 1000000');
    await projector.reach(position);
    await projector.close();
    expect(rowsIn(db)).toEqual(rowsIn((await filled()).db));
  });

  it('keep no program from stopping', async () => {
    const { db } = await filled(told.slice(0, 100));
    const log = new ToldLog(told.slice(0, 100));
    const projector = projectorOver(log, db);
    await projector.start();
    db.exec('pragma max_page_count = 1');
    log.tell(told.slice(100));
    await projector.close();
  });
});

describe('a table of another version', () => {
  it('is made anew alone, and answers meanwhile', async () => {
    const { log, db } = await filled();
    db.exec("UPDATE requests SET kind = 'left as it was'");
    const before = rowsIn(db);
    const projector = projectorOver(log, db, louder);
    let seen: readonly string[] = [];
    log.beforeReading = () => {
      seen = [...seen, ...actions(db)];
    };
    await projector.start();
    expect(actions(db).some(isLoud)).toBe(false);
    await until(() => actions(db).every(isLoud));
    expect(seen.length > 0 && !seen.some(isLoud)).toBe(true);
    expect({ ...rowsIn(db), inbox: [], checkpoint: [] }).toEqual({ ...before, inbox: [], checkpoint: [] });
    await projector.close();
  });

  it('takes in what is told meanwhile, before and after it is switched', async () => {
    const { log, db } = await filled();
    const more = [...toldEvents(stories(40, 100))];
    log.beforeReading = () => {
      log.tell(more.splice(0, 3));
    };
    const projector = projectorOver(log, db, louder);
    await projector.start();
    await until(() => actions(db).every(isLoud));
    log.tell(more);
    await projector.reachHead();
    await projector.close();
    const fresh = memoryDb();
    log.beforeReading = () => undefined;
    await projectorOver(log, fresh, louder).catchUp();
    expect(rowsIn(db)).toEqual(rowsIn(fresh));
  });

  it('stays whole when the program stops in the middle; the next start begins anew', async () => {
    const { log, db } = await filled();
    const before = rowsIn(db);
    const projector = projectorOver(log, db, louder);
    let stopped: Promise<void> | null = null;
    log.beforeReading = () => {
      stopped ??= projector.close();
    };
    await projector.start();
    await until(() => stopped !== null);
    await projector.close();
    expect(rowsIn(db, true)).toEqual(expect.objectContaining({ inbox__next: expect.any(Array) }));
    expect(rowsIn(db)).toEqual(before);
    log.beforeReading = () => undefined;
    const next = projectorOver(log, db, louder);
    await next.start();
    await until(() => actions(db).every(isLoud));
    await next.close();
    expect(Object.keys(rowsIn(db, true))).toEqual(Object.keys(before));
  });

  it('that cannot be read any more is made before anything is asked', async () => {
    const { log, db } = await filled();
    const other = projections.map((table) => (table.name === 'inbox' ? { ...table, format: 2 } : table));
    db.exec('DELETE FROM inbox');
    await projectorOver(log, db, other).catchUp();
    const { db: fresh } = await filled();
    expect(rowsIn(db)['inbox']).toEqual(rowsIn(fresh)['inbox']);
  });
});

describe('a rebuild that cannot go on', () => {
  it('leaves every table as it was', async () => {
    const { log, db } = await filled();
    const before = rowsIn(db);
    log.beforeReading = () => {
      throw new Error('the log cannot be read');
    };
    await expect(projectorOver(log, db).rebuild()).rejects.toThrow('the log cannot be read');
    expect(rowsIn(db, true)).toEqual(before);
  });
});

describe('a read', () => {
  it('waits for what this process has acknowledged and for what the caller brings, never for the head', async () => {
    const { log, db } = await filled();
    const projector = projectorOver(log, db);
    await projector.catchUp();
    log.tell(toldEvents(stories(1, 200)));
    await projector.reach(null);
    expect(projector.position()).toBe(told.length);
    projector.acknowledged(told.length + 1);
    const waited = projector.reach(null);
    await projector.start();
    await waited;
    expect(projector.position()).toBeGreaterThan(told.length);
    await projector.close();
  });
});
