import { Case } from '../../support/case';
import { RunningProgram, startProgram } from '../../support/program';
import { inBothLanguages } from '../../support/unchanged';

let program: RunningProgram;
let story: Case;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  story = await Case.open(program);
  await story.to('assessed');
});

describe('the revision that a command names', () => {
  const body = { reason: 'Öppnat av misstag.' };
  const withdraw = (headers: Readonly<Record<string, string | null>>) =>
    inBothLanguages((language) =>
      program
        .as('clinician-partille')
        .post(`${story.path}/withdrawal`, body, { ...headers, 'accept-language': language }),
    );

  it('is required', async () => {
    const { sv } = await withdraw({});
    expect([sv.status, sv.body.code]).toEqual([428, 'precondition-required']);
  });

  it.each(['"1"', '"3"', '"999999999"'])('is refused as %s where it is 2, and told', async (stale) => {
    const { sv } = await withdraw({ 'if-match': stale });
    expect([sv.status, sv.body.code, sv.body.currentRevision]).toEqual([412, 'revision-conflict', 2]);
  });

  it.each(['2', 'W/"2"', '"0"', '"02"', '"-2"', '"2.0"', '"2", "3"', '*', '""', 'two', '"9999999999999999999"'])(
    'cannot be read as %s',
    async (malformed) => {
      const { sv } = await withdraw({ 'if-match': malformed });
      expect([sv.status, sv.body.code]).toEqual([400, 'invalid-header']);
    },
  );

  it('is left as it was by all that was refused', async () => {
    expect((await story.history()).map(({ type }) => type)).toEqual(['RequestOpened', 'RequestAssessed']);
  });
});
