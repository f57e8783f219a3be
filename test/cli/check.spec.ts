import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case } from '../support/case';
import { startProgram, temporaryFolder } from '../support/program';
import { checked, cli, runHere } from './checked';
import { Copies } from './checked-copies';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('a folder that only the program has written', () => {
  it('has no problem, and the last line counts what is in it', async () => {
    const { code, out, err } = await cli(['check', copies.folder.dataDir]);
    expect(out).toEqual([
      '69 events in 23 streams up to position 69, 12 effects (0 open), 2 forms, read models compared up to 69: no problem',
    ]);
    expect([code, err]).toEqual([0, '']);
  });

  it('is the same after it was checked', async () => {
    const dataDir = await copies.spoilt();
    const digests = () =>
      [
        'log.db',
        'keys.db',
        'read-models.db',
        ...readdirSync(join(dataDir, 'forms')).map((name) => `forms/${name}`),
      ].map((name) =>
        createHash('sha256')
          .update(readFileSync(join(dataDir, name)))
          .digest('hex'),
      );
    const before = digests();
    await checked(dataDir);
    expect(digests()).toEqual(before);
  });

  it('can be checked while the program works in it', async () => {
    const program = await startProgram();
    await (await Case.open(program)).withdraw();
    let isChecked = false;
    const work = async (): Promise<void> => {
      while (!isChecked) await (await Case.open(program)).withdraw();
    };
    const working = work();
    const { problems, comparedTo } = await checked(program.dataDir).finally(() => (isChecked = true));
    await working;
    expect(problems).toBe(0);
    expect(comparedTo).toBeGreaterThan(0);
  });

  it('needs no read models: they are made anew at the next start', async () => {
    const dataDir = await copies.spoilt();
    for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `read-models.db${end}`), { force: true });
    expect(await checked(dataDir)).toMatchObject({ problems: 0, comparedTo: null });
  });
});

describe('a folder that cannot be opened', () => {
  it('is refused in one line: nothing there', async () => {
    const dataDir = await temporaryFolder();
    expect(await runHere(['check', dataDir])).toEqual({
      code: 2,
      out: [''],
      err: `DATA_DIR: ${dataDir} holds no log; name the folder that the program keeps its data in`,
    });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is refused in one line: another key, a missing key, a file that is none', async () => {
    const dataDir = await copies.spoilt();
    const other = join(dataDir, 'other');
    writeFileSync(other, '0'.repeat(64));
    const wrong = await runHere(['check'], { DATA_DIR: dataDir, KEK_FILE: other });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(/^.*keys\.db was made with another key-encryption key.*$/),
    ]);
    rmSync(join(dataDir, 'kek'));
    const missing = await runHere(['check', dataDir]);
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/^KEK_FILE: the key file .* is missing.*$/)]);
  });
});
