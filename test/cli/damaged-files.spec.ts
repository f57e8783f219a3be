import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { End, runProgram, startProgram } from '../support/program';
import { checked, cli, found, Ran, runHere } from './checked';
import { Damage, damage, DamagedFile, damagedFiles, damages } from './damaged-file';
import { rowsOf, spoil, withoutPositions } from './planting';
import { copyOf, WorkedFolder, workedFolder } from './worked-folder';

let folder: WorkedFolder;
beforeAll(async () => (folder = await workedFolder()), 120_000);

type Case = readonly [file: string, how: Damage, name: DamagedFile];
const casesOf = (name: DamagedFile, ...hows: readonly Damage[]): readonly Case[] =>
  hows.map((how) => [damagedFiles[name], how, name]);
const everyDamage = Object.keys(damages) as readonly Damage[];
const damaged: readonly Damage[] = ['is cut in half', 'has pages of noise', 'is no database', 'is a file of zeros'];

async function copyWith(name: DamagedFile, how: Damage): Promise<string> {
  const dataDir = await copyOf(folder.dataDir);
  damage(dataDir, name, how);
  return dataDir;
}

const linesOf = ({ code, stdout, stderr }: End) => [code, stdout, stderr.trimEnd().split('\n')];

/** What a command says of the folder: on stderr where it cannot use it, else the finding. */
const saidBy = ({ err, out }: Ran): string => (err === '' ? (out.find((line) => line.startsWith('file ')) ?? '') : err);

/** One line that names the file and says what to do. */
const naming = (dataDir: string, name: DamagedFile, whatToDo: string): unknown =>
  expect.stringMatching(new RegExp(`^[^\\n]*${join(dataDir, damagedFiles[name])}[^\\n]*(${whatToDo})[^\\n]*$`));

describe('what cannot be made anew: start, check and rebuild name the file, say what to do, and end', () => {
  const putBack = 'put (it )?back|put its newest backup back|or put back';

  it.each([
    ...casesOf('log', ...everyDamage),
    ...casesOf('keys', ...everyDamage),
    ...casesOf('keyFile', ...everyDamage.filter((how) => how !== 'has pages of noise')),
  ])('%s %s', async (_file, how, name) => {
    const dataDir = await copyWith(name, how);
    const line = naming(dataDir, name, putBack);
    expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
    const check = await runHere(['check', dataDir]);
    expect([[1, 2].includes(check.code), saidBy(check)]).toEqual([true, line]);
    const rebuild = await runHere(['rebuild', dataDir]);
    expect([rebuild.code, rebuild.out, rebuild.err]).toEqual([2, [''], line]);
  });

  it('forms that is no folder', async () => {
    const dataDir = await copyOf(folder.dataDir);
    rmSync(join(dataDir, 'forms'), { recursive: true });
    writeFileSync(join(dataDir, 'forms'), '');
    const line = `DATA_DIR: ${dataDir}/forms is no folder: move it away, and put back the folder of the newest backup`;
    expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
    expect(await runHere(['rebuild', dataDir])).toEqual({ code: 2, out: [''], err: line });
    expect((await runHere(['check', dataDir])).code).toBe(1);
  });

  it.each(['start', 'check', 'rebuild'])('another key: %s', async (command) => {
    const dataDir = await copyOf(folder.dataDir);
    const other = join(dataDir, 'other');
    writeFileSync(other, '0'.repeat(64), { mode: 0o600 });
    const env = { DATA_DIR: dataDir, KEK_FILE: other };
    const said = command === 'start' ? (await runProgram(env)).stderr.trimEnd() : (await runHere([command], env)).err;
    expect(said).toEqual(naming(dataDir, 'keys', 'give the one that it was made with \\(KEK_FILE\\)'));
  });

  it.each([
    ['log', 'is no database'],
    ['keys', 'is missing'],
    ['readModels', 'is the database of another program'],
  ] as const)('by itself also when it is the built command that meets it: %s %s', async (name, how) => {
    const dataDir = await copyWith(name, how);
    for (const command of ['check', 'rebuild'])
      expect(saidBy(await cli([command, dataDir]))).toEqual(naming(dataDir, name, 'put|move it away'));
  });
});

describe('damaged read models', () => {
  it.each(casesOf('readModels', ...damaged))(
    '%s %s: named by start and check, made anew by rebuild',
    async (_file, how) => {
      const dataDir = await copyWith('readModels', how);
      const line = naming(dataDir, 'readModels', 'run "npm run cli -- rebuild"');
      expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
      const check = await runHere(['check', dataDir]);
      expect([check.code, check.err, saidBy(check)]).toEqual([1, '', line]);
      const { code, out, err } = await runHere(['rebuild', dataDir]);
      expect([code, err, out[0]]).toEqual([0, '', naming(dataDir, 'readModels', 'it is made anew')]);
      expect(rowsOf(dataDir)).toEqual(rowsOf(folder.dataDir));
      expect((await checked(dataDir)).findings).toEqual([]);
    },
  );

  it.each(casesOf('readModels', 'is missing', 'is empty'))('%s %s: made anew by the start', async (_file, how) => {
    const dataDir = await copyWith('readModels', how);
    expect((await checked(dataDir)).problems).toBe(0);
    await (await startProgram({ dataDir })).stop();
    expect(withoutPositions(rowsOf(dataDir))).toEqual(withoutPositions(rowsOf(folder.dataDir)));
  });

  it('of another program are left alone: each command names the file and ends', async () => {
    const dataDir = await copyWith('readModels', 'is the database of another program');
    const line = naming(dataDir, 'readModels', 'move it away');
    expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
    for (const command of ['check', 'rebuild'])
      expect(await runHere([command, dataDir])).toEqual({ code: 2, out: [''], err: line });
    spoil(dataDir, 'readModels', (db) => {
      expect(db.prepare('select count(*) as n from holidays').get()).toMatchObject({ n: 1 });
    });
  });

  it.each([
    ['with a checkpoint that was lowered', 'update checkpoint set position = position - 30', 'ahead of its checkpoint'],
    ['whose rows were taken away', 'delete from requests', 'behind its checkpoint'],
  ])(
    'with a checkpoint that was %s are named by start and check, and made anew by rebuild',
    async (_how, sql, what) => {
      const dataDir = await copyOf(folder.dataDir);
      spoil(dataDir, 'readModels', (db) => {
        db.exec(sql);
      });
      const line = naming(dataDir, 'readModels', `${what}.*run "npm run cli -- rebuild"`);
      expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
      const [invariant, , , , said] = (await found(dataDir))[0] ?? [];
      expect([invariant, said]).toEqual(['I-12', line]);
      expect((await runHere(['rebuild', dataDir])).code).toBe(0);
      expect((await checked(dataDir)).findings).toEqual([]);
      expect(rowsOf(dataDir)).toEqual(rowsOf(folder.dataDir));
    },
  );
});

describe('a key that is marked destroyed and that nothing accounts for', () => {
  it('stops the start and the rebuild, and is named by check, all alike', async () => {
    const dataDir = await copyOf(folder.dataDir);
    const owner = `request:${folder.requests.closed}`;
    spoil(dataDir, 'keys', (db) => {
      db.prepare(`update data_keys set wrapped = null, destroyed_at = '2026-11-22T10:00:00.000Z' where owner = ?`).run(
        owner,
      );
    });
    const line = naming(dataDir, 'keys', `${owner} is marked destroyed, and nothing in the log accounts for it: put`);
    expect(linesOf(await runProgram({ DATA_DIR: dataDir }))).toEqual([1, '', [line]]);
    expect(await runHere(['rebuild', dataDir])).toEqual({ code: 2, out: [''], err: line });
    const [invariant, , , , said] = (await found(dataDir))[0] ?? [];
    expect([invariant, `DATA_DIR: ${String(said)}`]).toEqual(['I-25', line]);
  });
});

describe('a folder, or a key, that others can read', () => {
  it('is set right by the start, which says so in a line each', async () => {
    const dataDir = await copyOf(folder.dataDir);
    const key = join(dataDir, 'kek');
    chmodSync(dataDir, 0o755);
    chmodSync(key, 0o644);
    const program = await startProgram({ dataDir });
    expect([dataDir, key].map((file) => statSync(file).mode & 0o777)).toEqual([0o700, 0o600]);
    const { stderr } = await program.stop();
    expect(stderr.split('\n').filter((line) => !line.startsWith('{') && line !== '')).toEqual([
      `${dataDir} could be read by others (mode 755); now its owner alone can`,
      `${key} could be read by others (mode 644); now its owner alone can`,
    ]);
  });
});
