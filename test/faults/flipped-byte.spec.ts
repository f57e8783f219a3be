import { Case } from '../support/case';
import { problemOf } from '../support/client';
import { RunningProgram, startProgram } from '../support/program';
import { search } from '../support/asking';
import { families } from '../support/samples';
import { checked, runHere } from '../cli/checked';
import { spoil } from '../cli/planting';

/** One byte of a sealed row of the read models is another; the file's pages are whole. */

let program: RunningProgram;
let story: Case;
beforeEach(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  story = await Case.open(program);
  await Case.open(program, { patient: families.sibling.child, guardians: families.sibling.guardians });
  await program.settle();
  await program.stop();
  spoil(program.dataDir, 'readModels', (db) => {
    const row = db.prepare('select sealed from requests where request = ?').get(story.id);
    const sealed = Buffer.from(row?.['sealed'] as Uint8Array);
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    db.prepare('update requests set sealed = ? where request = ?').run(sealed, story.id);
  });
  await program.start();
});

const told = () =>
  `DATA_DIR: ${program.dataDir}/read-models.db cannot be read (a row cannot be unsealed): run "npm run cli -- rebuild"`;

describe('a row that cannot be unsealed', () => {
  it('is told to who asks for a list, and to who supervises, and is well after a rebuild', async () => {
    const clinician = program.as('clinician-partille');
    expect((await program.anyone.get('/health/ready')).status).toBe(200);
    const answer = await clinician.post('/v1/requests/search', {});
    problemOf(answer, 503, 'store-unavailable');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answer.text).not.toContain(program.dataDir);
    expect((await program.anyone.get('/health/ready')).status).toBe(503);
    expect((await story.read()).state).toBe('registered');
    const { code } = await program.stop();
    expect([code, program.output()]).toEqual([0, expect.stringContaining(JSON.stringify(told()).slice(1, -1))]);
    expect((await runHere(['rebuild', program.dataDir])).code).toBe(0);
    expect((await checked(program.dataDir)).problems).toBe(0);
    await program.start();
    expect((await search(program, {})).map(({ id }) => id)).toContain(story.id);
    expect((await program.anyone.get('/health/ready')).status).toBe(200);
  });

  it('stops the program in one line where its case goes on', async () => {
    await story.assess();
    const { code, stderr } = await program.end();
    expect([code, stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))]).toEqual([
      1,
      [expect.stringContaining(told())],
    ]);
  });

  it('is named by the check', async () => {
    await program.stop();
    const { problems } = await checked(program.dataDir);
    expect(problems).toBeGreaterThan(0);
  });
});
