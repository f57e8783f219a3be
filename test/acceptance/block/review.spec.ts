import { Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

let program: RunningProgram;
let story: Case;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  story = await Case.open(program);
});

const body = { reviewBy: '2027-11-20', grounds: 'Hotbilden kvarstår.' };
const review = (what: object = body, headers = {}, by = 'head-partille') => story.send(by, 'review', what, headers);

describe('the review of a block', () => {
  it('is not possible before anything of it is in force', async () => {
    await story.to('submitted');
    problemOf(await review(), 409, 'no-measure-in-force');
    const hint = (await story.read('head-partille')).allowedActions.find(({ action }) => action === 'review');
    expect(hint).toEqual({ action: 'review', allowed: false, because: 'no-measure-in-force' });
    await story.to('closed');
  });

  it('is the head’s: not of the staff, of an executor, or of another unit', async () => {
    for (const by of ['clinician-partille', 'executor', 'auditor'])
      problemOf(await review(body, {}, by), 403, 'not-authorized');
    problemOf(await review(body, {}, 'head-lerum'), 404, 'not-found');
  });

  it('names a day in the future', async () => {
    for (const reviewBy of ['2026-11-20', '2026-11-19']) {
      const problem = problemOf(await review({ ...body, reviewBy }), 409, 'date-not-allowed');
      expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/reviewBy', 'date-not-allowed']]);
      expect(problem.detail).toContain('2026-11-21');
    }
  });

  it('needs the newest revision', async () => {
    problemOf(await review(body, { 'if-match': null }), 428, 'precondition-required');
    problemOf(await review(body, { 'if-match': '"1"' }), 412, 'revision-conflict');
  });

  it('is recorded once, and says by when the next one is; state and outcome stay', async () => {
    const { revision } = story.view;
    const key = { 'idempotency-key': 'review-1', 'if-match': story.last.etag };
    const answer = await review(body, key);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      state: 'closed',
      outcome: 'granted',
      reviewBy: '2027-11-20',
      revision: revision + 1,
    });
    const again = await review(body, key);
    expect([again.status, again.body.revision, again.body.reviewBy]).toEqual([200, revision + 1, '2027-11-20']);
    const last = (await story.history()).at(-1);
    expect([last?.type, last?.before.reviewBy, last?.after.reviewBy]).toEqual(['MeasureReviewed', null, '2027-11-20']);
    expect(last?.summary.sv).toMatch(
      /omprövade blockering .* Omprövas nästa gång senast: 2027-11-20\. Skäl: Hotbilden kvarstår\.$/u,
    );
    expect((await story.history('executor')).at(-1)?.summary.sv).not.toContain('Hotbilden');
  });

  it('is of a seal too, and of nothing that protects nobody', async () => {
    const { child: patient, guardians } = families.sibling;
    const call = await Case.call(program, { procedure: 'seal.staff', patient, guardians: [] });
    await call.execute();
    const reviewed = await call.take('head-partille', 'review', { ...body, reviewBy: '2027-01-15' });
    expect([reviewed.state, reviewed.reviewBy]).toEqual(['executed-provisionally', '2027-01-15']);
    const block = await Case.open(program, { patient, guardians });
    problemOf(await block.send('head-partille', 'review', body), 409, 'no-measure-in-force');
  });
});
