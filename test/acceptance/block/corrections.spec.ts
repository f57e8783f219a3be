import { access, lines } from '../../support/asking';
import { Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

describe('a closed block that is corrected', () => {
  const { child, guardians } = families.oneGuardian;
  const blocked = async (on?: string) =>
    lines((await access(program, child, on)).entries).filter((line) => line.endsWith('blocked')).length;
  let program: RunningProgram;
  let story: Case;
  let chronicle: Chronicle;
  let blocking: string;

  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.open(program, { patient: child, guardians });
    chronicle = new Chronicle(story);
    await chronicle.note();
    const steps = [
      () => story.assess(),
      () => story.consult(),
      () => story.decide(),
      () => story.submit(),
      () => story.execute(),
      () => story.document(),
    ];
    for (const take of steps) await chronicle.after(take);
    blocking = `guardian-blocked:${story.view.guardians[0]?.id ?? ''}`;
  });

  it('loses a measure whose receipt is voided, stays closed and is marked as an incident', async () => {
    expect(await blocked()).toBe(2);
    const voided = { step: 'execution', receipts: [{ item: blocking, voided: true }] };
    await chronicle.after(() => story.correct(voided, 'executor'));
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'granted', incident: true, revision: 8 });
    expect(story.missing()).toEqual([blocking]);
    expect(await blocked()).toBe(0);
  });

  it('gets the measure back with a new receipt, from the day it was performed', async () => {
    await program.moveClock('2026-11-23T08:00:00Z');
    const performedAt = '2026-11-22T09:00:00.000Z';
    const renewed = { step: 'execution', receipts: [{ item: blocking, performedAt, reference: 'AJ-7' }] };
    await chronicle.after(() => story.correct(renewed, 'executor'));
    const item = story.view.execution.plan.find((one) => one.item === blocking);
    expect(item?.receipt).toMatchObject({ performedAt, reference: 'AJ-7', by: { name: 'Ida Nord' } });
    expect([await blocked('2026-11-21'), await blocked('2026-11-22')]).toEqual([0, 2]);
  });

  it('can have a receipt voided and given anew in one correction', async () => {
    const performedAt = '2026-11-23T07:00:00.000Z';
    const receipts = [
      { item: blocking, voided: true },
      { item: blocking, performedAt },
    ];
    await chronicle.after(() => story.correct({ step: 'execution', receipts }, 'executor2'));
    expect([await blocked('2026-11-22'), await blocked('2026-11-23')]).toEqual([0, 2]);
  });

  it('has its documentation corrected by the role that wrote it', async () => {
    const documentedAt = '2026-11-22T10:00:00.000Z';
    const body = { step: 'documentation', reason: 'Fel system angivet.', recordSystem: 'Melior', documentedAt };
    problemOf(await story.send('executor', 'correction', body), 403, 'not-authorized');
    problemOf(await story.send('head-partille', 'correction', body), 403, 'not-authorized');
    await chronicle.after(() => story.correct(body, 'clinician2-partille'));
    expect(story.view).toMatchObject({ state: 'closed', documentation: { recordSystem: 'Melior', documentedAt } });
  });

  it('has one of its consultations corrected, named by the event that recorded it', async () => {
    const body = { step: 'consultation', revision: 3, with: 'Lena Sund', heldAt: '2026-11-20T07:30:00.000Z' };
    const missing = { ...body, revision: 2, reason: 'x', opinion: 'x' };
    const problem = problemOf(await story.send('clinician-partille', 'correction', missing), 400, 'invalid-body');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/revision']);
    await chronicle.after(() => story.correct({ ...body, opinion: 'Delar inte bedömningen.' }, 'clinician-partille'));
    expect(story.view.consultations).toMatchObject([{ opinion: 'Delar inte bedömningen.', heldAt: body.heldAt }]);
  });

  it('refuses a correction of what was never done, or of no item of its plan', async () => {
    const performedAt = await program.now();
    const send = (receipts: object[]) =>
      story.send('executor', 'correction', { step: 'execution', reason: 'x', receipts });
    const never = await send([{ item: 'registry-reference-noted', performedAt }]);
    problemOf(never, 409, 'not-allowed-in-state');
    const unknown = problemOf(await send([{ item: 'journal-sealed', performedAt }]), 400, 'invalid-body');
    expect(unknown.errors?.map(({ pointer }) => pointer)).toEqual(['/receipts/0/item']);
    const early = await send([{ item: blocking, performedAt: '2026-11-19T08:00:00Z' }]);
    problemOf(early, 409, 'date-not-allowed');
    problemOf(await story.send('clinician-partille', 'correction', voidAll(blocking)), 403, 'not-authorized');
  });

  it('erases nothing: the history tells every step, and what was known before stays answerable', async () => {
    const items = await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'ExecutionRecorded',
      'DocumentationRecorded',
      'ExecutionCorrected',
      'ExecutionCorrected',
      'ExecutionCorrected',
      'DocumentationCorrected',
      'ConsultationCorrected',
    ]);
    expect(items[7]?.before).toMatchObject({ incident: false });
    expect(items.slice(7).map(({ actor }) => actor.name)).toEqual([
      ...['Ida Nord', 'Ida Nord', 'Nils Öst', 'Mona Alm', 'Karin Vik'],
    ]);
  });
});

const voidAll = (item: string) => ({ step: 'execution', reason: 'x', receipts: [{ item, voided: true }] });
