import { vgrPolicies } from '@sigill/domain';
import { fedOf } from '../../libs/following/feeding';
import { FillingBeside } from '../../libs/adapters/data-folder/filling-beside';
import { ReadModelSealer } from '../../libs/adapters/data-folder/read-model-sealer';
import { closeDatabase, Database, openDatabase } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { FillingHere, Filling, projections, WholeMaking } from '@sigill/projections';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SwedishWorkingDays } from '../../libs/adapters/clock/swedish-working-days';
import { anHourOf, patterns, Story, toldEvents, ToldLog } from '../support/told-log';
import { memoryDb, openedRowsIn } from '../support/told-tables';

const stories: readonly Story[] = Array.from({ length: 90 }, (_, number) => ({
  number,
  pattern: patterns[number % patterns.length] ?? [],
  family: number % 11,
  unit: 1 + (number % 3),
  opensAt: anHourOf(number * 977),
  pace: 1 + (number % 5),
  withEffects: number % 2 === 0,
}));
const told = toldEvents(stories);

const key = Buffer.alloc(32, 7);
const sealer = ReadModelSealer.of(key);
const calendar = new SwedishWorkingDays();
const isWorkingDay = calendar.isWorkingDay.bind(calendar);
const policies = vgrPolicies;
const silent = (): void => undefined;

let folder: string;
let file: string;
let db: Database;
let followed: ReturnType<typeof openedRowsIn>;
const fillings: Filling[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sigill-rows-'));
  file = join(folder, 'read-models.db');
  db = openDatabase(file);
  const other = memoryDb();
  await new Projector(new ToldLog(told.slice(0, 1)), { db: other, sealer, isWorkingDay, policies }, silent).catchUp();
  await new Projector(new ToldLog(told), { db: other, sealer, isWorkingDay, policies }, silent).catchUp();
  followed = openedRowsIn(other, sealer);
});
afterEach(() => {
  closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
});

const fillBeside = (tables: readonly string[]): Filling => {
  const filling = new FillingBeside({ file, tables, key, region: 'vgr' });
  fillings.push(filling);
  return filling;
};

describe('tables that a thread of their own fills', () => {
  it('hold the rows that following the log gives', async () => {
    const projector = new Projector(new ToldLog(told), { db, sealer, isWorkingDay, policies, fillBeside }, silent);
    await projector.rebuild();
    expect(openedRowsIn(db, sealer)).toEqual(followed);
    expect(fillings.length).toBe(1);
  });

  it('are left as they were where the log cannot be read, and can be made afterwards', async () => {
    const log = new ToldLog(told);
    const projector = new Projector(log, { db, sealer, isWorkingDay, policies, fillBeside }, silent);
    log.beforeReading = () => {
      throw new Error('the log cannot be read');
    };
    await expect(projector.rebuild()).rejects.toThrow('the log cannot be read');
    expect(openedRowsIn(db, sealer, true)).toEqual({});
    log.beforeReading = silent;
    await projector.catchUp();
    expect(openedRowsIn(db, sealer)).toEqual(followed);
  });

  it('are left as they were where they cannot be written, and the error is told', async () => {
    const projector = new Projector(new ToldLog(told), { db, sealer, isWorkingDay, policies, fillBeside }, silent);
    const spoilt = (tables: readonly string[]): Filling => {
      db.exec("CREATE TRIGGER t BEFORE INSERT ON inbox__next BEGIN SELECT RAISE(ABORT, 'no more'); END");
      return fillBeside(tables);
    };
    const other = new Projector(new ToldLog(told), { db, sealer, isWorkingDay, policies, fillBeside: spoilt }, silent);
    await projector.rebuild();
    await expect(other.rebuild()).rejects.toThrow('no more');
    expect(openedRowsIn(db, sealer, true)).toEqual(followed);
  });
});

describe.each([
  [
    'in this thread',
    (made: readonly string[]) => new FillingHere(db, tablesOf(made), { sealer, isWorkingDay, policies }),
  ],
  ['in a thread of its own', fillBeside],
])('requests that are written before their last event, %s,', (_, start) => {
  it('are read back, and written anew', async () => {
    const wanted = { tables: projections, all: projections };
    const options = { sealer, isWorkingDay, policies, atHand: 3 };
    const making = new WholeMaking(db, wanted, options, (made) => start(made.map(({ name }) => name)));
    for (let from = 0; from < told.length; from += 7) await making.take(told.slice(from, from + 7).map(fedOf));
    await making.switch();
    expect(openedRowsIn(db, sealer)).toEqual(followed);
  });
});

const tablesOf = (names: readonly string[]) => projections.filter(({ name }) => names.includes(name));
