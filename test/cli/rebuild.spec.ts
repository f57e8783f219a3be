import { runProgram, startProgram } from '../support/program';
import { checked, cli, runHere } from './checked';
import { eventsOf, rowsOf, spoil, spoilLog, withoutPositions } from './planting';
import { copyOf, WorkedFolder, workedFolder } from './worked-folder';

let folder: WorkedFolder;
let rows: ReturnType<typeof rowsOf>;

beforeAll(async () => {
  folder = await workedFolder();
  rows = rowsOf(folder.dataDir);
}, 60_000);

/** A copy whose rows are not what the log gives. */
async function withWrongRows(): Promise<string> {
  const dataDir = await copyOf(folder.dataDir);
  spoil(dataDir, 'readModels', (db) => {
    db.exec(`
      delete from inbox;
      update requests set state = 'closed';
      update milestones set day = '2020-01-01';
      create table left_behind (name text);`);
  });
  expect(rowsOf(dataDir)).not.toEqual(rows);
  return dataDir;
}

describe('a rebuild', () => {
  it('gives the rows that the program gave, whatever was there, and says how far it is', async () => {
    const dataDir = await withWrongRows();
    const head = (await eventsOf(dataDir)).length;
    expect(await cli(['rebuild', dataDir])).toEqual({
      code: 0,
      out: ['100 % of the log is read', `the read models are rebuilt from ${String(head)} events`],
      err: '',
    });
    expect(rowsOf(dataDir)).toEqual(rows);
    expect((await checked(dataDir)).problems).toBe(0);
    await runHere(['rebuild'], { DATA_DIR: dataDir });
    expect(rowsOf(dataDir)).toEqual(rows);
  });

  it('changes nothing where the log cannot be read to its head, and names the place', async () => {
    const dataDir = await withWrongRows();
    const before = rowsOf(dataDir);
    const { stream, revision, position } = (await eventsOf(dataDir)).at(-9) ?? { stream: '', revision: 0, position: 0 };
    spoilLog(dataDir, `update events set data = zeroblob(length(data)) where position = ${String(position)}`);
    const { code, out } = await runHere(['rebuild', dataDir]);
    expect([code, out]).toEqual([
      1,
      [
        `${stream}, revision ${String(revision)}, position ${String(position)}: the data are not those that were recorded (dataHash); the read models were left as they are`,
      ],
    ]);
    expect(rowsOf(dataDir)).toEqual(before);
  });

  it('leaves a folder alone in which the program works', async () => {
    const program = await startProgram();
    const { code, err } = await cli(['rebuild', program.dataDir]);
    expect([code, err]).toEqual([
      2,
      `DATA_DIR: ${program.dataDir} is in use by another process; stop that one first, or choose another folder`,
    ]);
  });
});

describe('read models that have seen more than there is in the log', () => {
  it('stop the start: events have been lost; a rebuild goes on without them', async () => {
    const dataDir = await copyOf(folder.dataDir);
    spoilLog(dataDir, 'delete from events where position > 40');
    const refused = await runProgram({ DATA_DIR: dataDir });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^DATA_DIR: the log ends at position 40, and the read models have seen 69: .*\n$/),
    ]);
    expect((await runHere(['rebuild', dataDir])).code).toBe(0);
    expect((await checked(dataDir)).findings).toEqual([]);
  });
});

describe('read models of another version', () => {
  it('are made anew when the program starts', async () => {
    const dataDir = await withWrongRows();
    spoil(dataDir, 'readModels', (db) => {
      db.exec("update checkpoint set layout = 'of another release'");
    });
    const program = await startProgram({ dataDir });
    await program.stop();
    expect(withoutPositions(rowsOf(dataDir))).toEqual(withoutPositions(rows));
  });

  it('are not held against the log before that', async () => {
    const dataDir = await withWrongRows();
    spoil(dataDir, 'readModels', (db) => {
      db.exec("update checkpoint set made = 'v0' where name = 'requests'");
    });
    expect(await checked(dataDir)).toMatchObject({ problems: 0, comparedTo: null });
  });
});
