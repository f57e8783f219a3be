import { copyFileSync, cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Case, openBody } from '../support/case';
import { problemOf } from '../support/client';
import { runProgram, RunningProgram, startProgram, temporaryFolder } from '../support/program';
import { families } from '../support/samples';
import { until } from '../support/until';

const remove = (dataDir: string, ...names: readonly string[]): void => {
  for (const name of names)
    for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `${name}${end}`), { recursive: true, force: true });
};

const plainLines = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));

/** The folder of a program that has sent a form, and mails as files. */
let worked: string;
beforeAll(async () => {
  const program = await startProgram();
  await (await Case.open(program)).to('submitted');
  await program.settle();
  await program.stop();
  worked = join(await temporaryFolder(), 'worked');
  cpSync(program.dataDir, worked, { recursive: true });
}, 60_000);

async function copyWithout(...names: readonly string[]): Promise<string> {
  const dataDir = join(await temporaryFolder(), 'data');
  cpSync(worked, dataDir, { recursive: true });
  remove(dataDir, ...names);
  return dataDir;
}

const working = async (): Promise<RunningProgram> => startProgram({ dataDir: await copyWithout() });

describe('a file that vanishes, or is exchanged, under a running program', () => {
  const another = (dataDir: string, name: string): void => {
    copyFileSync(join(dataDir, name), join(dataDir, 'another'));
    renameSync(join(dataDir, 'another'), join(dataDir, name));
  };

  it.each([
    [
      'the log and the read models removed',
      (dir: string) => remove(dir, 'log.db', 'read-models.db'),
      'log\\.db was removed',
    ],
    ['the log and the keys removed', (dir: string) => remove(dir, 'log.db', 'keys.db'), 'log\\.db was removed'],
    ['the keys alone', (dir: string) => remove(dir, 'keys.db'), 'keys\\.db was removed'],
    ['the read models alone', (dir: string) => remove(dir, 'read-models.db'), 'read-models\\.db was removed'],
    ['the log exchanged', (dir: string) => another(dir, 'log.db'), 'log\\.db was exchanged'],
    [
      'what the log has not taken over yet',
      (dir: string) => rmSync(join(dir, 'log.db-wal')),
      'log\\.db-wal was removed',
    ],
    ['the file that holds the folder', (dir: string) => rmSync(join(dir, 'lock.db')), 'lock\\.db was removed'],
  ])('stops it, in one line: %s', async (_what, happen, said) => {
    const program = await working();
    happen(program.dataDir);
    const { code, stderr } = await program.end();
    expect([code, plainLines(stderr)]).toEqual([
      1,
      [expect.stringMatching(new RegExp(`^${program.dataDir}/${said} while .*put the file back`))],
    ]);
  });

  it('answers no command as done that is in no file any more', async () => {
    const program = await working();
    const { child: patient, guardians } = families.sibling;
    await program.as('clinician-partille').get('/v1/inbox');
    remove(program.dataDir, 'log.db', 'keys.db');
    const answer = await program
      .as('clinician-partille')
      .post('/v1/requests', { ...openBody(), patient, guardians })
      .catch(() => null);
    if (answer !== null) problemOf(answer, 503, 'store-unavailable');
    expect((await program.end()).code).toBe(1);
  });
});

describe('files that vanish while the program is stopped', () => {
  it.each([
    ['with keys, forms and mails left', ['log.db', 'read-models.db']],
    ['with keys left', ['log.db', 'read-models.db', 'forms', 'mail']],
    ['with forms left', ['log.db', 'keys.db', 'read-models.db', 'mail', 'kek']],
    ['with mails left', ['log.db', 'keys.db', 'read-models.db', 'forms', 'kek']],
    ['with the read models left', ['log.db']],
  ])('never begin anew: no log %s', async (_left, names) => {
    const dataDir = await copyWithout(...names);
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await runProgram({ DATA_DIR: dataDir });
      expect([code, stdout, plainLines(stderr)]).toEqual([
        1,
        '',
        [expect.stringMatching(new RegExp(`^DATA_DIR: ${dataDir}/log\\.db is missing or empty, and .*: put back`))],
      ]);
    }
  });

  it.each([
    ['with keys left', [], 'log\\.db (is not the log|holds no event).*: put back'],
    ['with forms and mails alone left', ['keys.db', 'kek'], 'keys\\.db is missing or empty, and .*: put its newest'],
  ])('never begin anew: the empty log of another folder %s', async (_left, names, said) => {
    const other = await startProgram();
    await other.stop();
    const dataDir = await copyWithout('log.db', 'read-models.db', ...names);
    copyFileSync(join(other.dataDir, 'log.db'), join(dataDir, 'log.db'));
    const { code, stdout, stderr } = await runProgram({ DATA_DIR: dataDir });
    expect([code, stdout, plainLines(stderr)]).toEqual([
      1,
      '',
      [expect.stringMatching(new RegExp(`^DATA_DIR: ${dataDir}/${said}`))],
    ]);
  });

  it('begin anew in a folder where there has never been an event', async () => {
    const program = await startProgram();
    await program.restart();
    expect((await program.anyone.get('/health/ready')).status).toBe(200);
    await program.stop();
    remove(program.dataDir, 'log.db', 'keys.db', 'read-models.db');
    await program.start();
    await until(async () => (await program.anyone.get('/health/ready')).status === 200);
  });
});
