import { inboxFor, search } from '../../support/asking';
import { Case } from '../../support/case';
import { RunningProgram, startProgram } from '../../support/program';
import { families, lerum } from '../../support/samples';
import { spoil } from '../../cli/planting';

describe('rows of the read models that somebody changed', () => {
  let program: RunningProgram;
  let story: Case;

  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    const { child, guardians } = families.ofStaff;
    story = await Case.open(program, { patient: child, guardians });
    await program.stop();
    spoil(program.dataDir, 'readModels', (db) => {
      db.exec(`UPDATE requests SET unit = '${lerum}', executor = 1`);
      db.exec('DELETE FROM parties');
      db.exec(`UPDATE inbox SET unit = '${lerum}'`);
    });
    await program.start();
  });

  it('are found where they now point, and shown to nobody whom the case itself does not let see it', async () => {
    for (const by of ['clinician-lerum', 'head-lerum', 'executor']) {
      expect(await search(program, {}, by)).toEqual([]);
      expect(await inboxFor(story, by)).toEqual([]);
    }
  });

  it('keep no list from its end, wherever they say that they stand', async () => {
    spoil(program.dataDir, 'readModels', (db) => db.exec(`UPDATE requests SET opened_at = '2020-01-01T00:00:00.000Z'`));
    expect(await search(program, { limit: 1 }, 'head-lerum')).toEqual([]);
  });

  it('are shown to no party, whatever the rows say of the parties', async () => {
    spoil(program.dataDir, 'readModels', (db) => db.exec(`UPDATE requests SET unit = '${story.view.unit.hsaId}'`));
    expect(await search(program, {}, 'parent-partille')).toEqual([]);
    expect((await search(program, {})).map(({ id }) => id)).toEqual([story.id]);
  });
});
