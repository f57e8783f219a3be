import { Answer, problemOf } from '../../support/client';
import { access, lines } from '../../support/asking';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { inForce, Walk } from '../every-procedure/walk';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
});

/** An extension for the first guardian, as far as the executor's desk. */
async function submitted({ child, guardians }: typeof people.fourteen, body = {}): Promise<Walk> {
  const about = { procedure: 'extension.guardian', patient: child, guardians: guardians.slice(0, 1), body };
  const walk = await Walk.open(program, about);
  await walk.to('submitted');
  return walk;
}

/** The refusal names the receipt by its place, and the day that it had to keep to. */
function tooLate(answer: Answer, limit: string, pointer: string): void {
  const { errors, detail } = problemOf(answer, 409, 'date-not-allowed');
  expect(errors).toMatchObject([{ pointer, code: 'date-not-allowed' }]);
  expect(detail).toContain(limit);
}

/** What cannot be carried out goes back, and comes to nothing. */
async function comesToNothing(walk: Walk): Promise<void> {
  await walk.story.sendBack({ reason: 'Går inte längre att verkställa.', errors: ['overtaken'] });
  await walk.story.withdraw();
  expect(walk.view).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
}

describe('an extension that is executed after the decision was overtaken', () => {
  it('by a block of the same guardian, does not open anything', async () => {
    const walk = await submitted(people.fourteen);
    await inForce(program, {
      procedure: 'block',
      patient: people.fourteen.child,
      guardians: people.fourteen.guardians.slice(0, 1),
    });
    problemOf(await walk.sendReceipts(['minor-access-set']), 409, 'guardian-blocked');
    expect(lines((await access(program, people.fourteen.child)).entries).join()).not.toContain('extension');
    await comesToNothing(walk);
  });

  it('by a seal, does not open anything', async () => {
    const walk = await submitted(people.leapDay as never);
    await inForce(program, { procedure: 'seal.staff', patient: people.leapDay.child });
    problemOf(await walk.sendReceipts(['minor-access-set']), 409, 'patient-sealed');
    await comesToNothing(walk);
  });

  it('by a block, is not brought in by a correction either', async () => {
    const { child, guardians } = people.fifteen;
    const about = { procedure: 'extension.guardian', patient: child, guardians: guardians.slice(0, 1) };
    const walk = await inForce(program, about);
    const receipt = { item: 'minor-access-set', voided: true };
    await walk.story.correct({ step: 'execution', receipts: [receipt] }, 'executor');
    await inForce(program, { procedure: 'block', patient: child, guardians: guardians.slice(0, 1) });
    const anew = [{ item: 'minor-access-set', performedAt: await program.now() }];
    const body = { step: 'execution', reason: 'Var rätt.', receipts: anew };
    problemOf(await walk.story.send('executor', 'correction', body), 409, 'guardian-blocked');
  });

  it('by its own last day, is refused by the date and comes to nothing', async () => {
    const walk = await submitted(people.thirteen as never, { validUntil: '2026-11-24' });
    await program.moveClock('2026-11-25T08:00:00Z');
    const late = await walk.sendReceipts(['registry-reference-noted', 'minor-access-set']);
    tooLate(late, '2026-11-24', '/receipts/1/performedAt');
    await comesToNothing(walk);
  });

  it('by its own last day, is refused by the date in a correction, too', async () => {
    const { child } = people.twinOne;
    const walk = await inForce(program, {
      procedure: 'extension.minor',
      patient: child,
      body: { validUntil: '2026-11-25' },
    });
    await walk.story.correct({ step: 'execution', receipts: [{ item: 'minor-access-set', voided: true }] }, 'executor');
    await program.moveClock('2026-11-26T08:00:00Z');
    const receipts = await walk.story.receipts(['minor-access-set']);
    const body = { step: 'execution', reason: 'Var rätt.', receipts };
    tooLate(await walk.story.send('executor', 'correction', body), '2026-11-25', '/receipts/0/performedAt');
  });

  it('is not corrected to a time after its own last day, and is to one before', async () => {
    const { child } = people.twinTwo;
    const body = { validUntil: '2026-11-27' };
    const walk = await inForce(program, { procedure: 'extension.minor', patient: child, body });
    const moved = (performedAt: string, ...before: readonly object[]) => ({
      ...{ step: 'execution', reason: 'Fel tid.' },
      receipts: [...before, { item: 'minor-access-set', performedAt }],
    });
    const early = moved('2026-11-26T09:00:00Z');
    await program.moveClock('2026-11-27T23:30:00Z');
    const late = '2026-11-27T23:00:00Z';
    const voided = { item: 'minor-access-set', voided: true };
    for (const [index, before] of [[], [voided]].entries()) {
      const answer = await walk.story.send('executor', 'correction', moved(late, ...before));
      tooLate(answer, '2026-11-27', `/receipts/${String(index)}/performedAt`);
    }
    const { execution } = await walk.story.correct(early, 'executor');
    expect(execution.plan[0]?.receipt?.performedAt).toBe('2026-11-26T09:00:00.000Z');
  });
});
