import { Case } from '../../support/case';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { lerum } from '../every-procedure/workplaces';
import { inForce, Walk } from '../every-procedure/walk';

const treatingReason = 'Enheten är avvecklad; dess verksamhetschef går inte att nå.';

const codesOf = (warnings: View['warnings']): readonly string[] =>
  warnings.map(({ code }) => code).filter((code) => code !== 'siblings-not-assessed');

describe('a block that another unit ends', () => {
  const { child: patient, guardians } = families.blockOfBoth;
  let program: RunningProgram;
  let block: Walk;
  let ending: Walk;

  beforeAll(async () => {
    program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
    block = await inForce(program, { procedure: 'block', patient, guardians });
    ending = await Walk.open(program, { procedure: 'block-end', patient, at: lerum });
    await ending.to('consulted');
    await ending.decide({ treatingReason });
    await program.moveClock('2026-11-25T08:00:00Z');
    await ending.submit();
  });

  it('is in force until the ending is executed', async () => {
    const { measures, warnings } = await block.story.read();
    expect(measures).toEqual(
      block.view.guardians.map(({ id }) => ({
        ...{ kind: 'block', person: id, unit: null, from: '2026-11-20', until: null, inForce: true, endedBy: null },
      })),
    );
    expect(codesOf(warnings)).toEqual([]);
  });

  it('says afterwards that it has ended, and when, without naming the case that it may not read', async () => {
    await ending.execute();
    const view = await block.story.read();
    expect(view.measures.map(({ until, inForce: holds, endedBy }) => [until, holds, endedBy])).toEqual([
      ['2026-11-24', false, null],
      ['2026-11-24', false, null],
    ]);
    expect(codesOf(view.warnings)).toEqual(['measure-ended-elsewhere']);
    expect(JSON.stringify(view)).not.toContain(ending.id);
  });

  it('names the ending to whoever may read both', async () => {
    for (const by of ['auditor', 'executor']) {
      const { measures } = await block.story.read(by);
      expect(measures.map(({ endedBy }) => endedBy)).toEqual([ending.id, ending.id]);
    }
  });

  it('is told to the unit that began it by mail, with its own case number and link alone', async () => {
    const mail = await program.mailbox?.waitForMail(({ subject }) => subject.startsWith('Ändring'));
    expect(mail).toMatchObject({
      to: ['enhet-001@vgr.example'],
      subject: `Ändring som rör ärende ${block.view.caseNumber}`,
      attachments: [],
    });
    expect(mail?.text).toContain(`/v1/requests/${block.id}`);
    for (const other of [ending.id, ending.view.caseNumber, 'Lerum']) expect(mail?.raw).not.toContain(other);
    await program.settle();
    const templates = (await ending.story.read('clinician-lerum')).effects.map(({ template, state }) => [
      template,
      state,
    ]);
    expect(templates.sort()).toEqual([
      ['decision-awaited', 'sent'],
      ['executed', 'sent'],
      ['measure-ended-elsewhere', 'sent'],
      ['other-unit-acts', 'sent'],
      ['work-order', 'sent'],
    ]);
  });

  it('has no measures in a list, in a view of the past or in the history', async () => {
    const lists = await program
      .as('clinician-partille')
      .post<{ items: { measures: unknown[] }[] }>('/v1/requests/search', {});
    expect(lists.body.items.map(({ measures }) => measures)).toEqual([[]]);
    expect((await block.story.read('clinician-partille', '?revision=6')).measures).toEqual([]);
    for (const { after } of await block.story.history()) expect(after).not.toHaveProperty('measures');
  });
});

describe('a block that its own unit ends', () => {
  const { child: patient, guardians } = families.oneGuardian;

  it('names the ending, and no mail goes to the unit beside that of the ending', async () => {
    const program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
    const block = await inForce(program, { procedure: 'block', patient, guardians });
    const ending = await inForce(program, { procedure: 'block-end', patient });
    const { measures, warnings } = await block.story.read();
    expect(measures).toMatchObject([{ inForce: false, endedBy: ending.id }]);
    expect(codesOf(warnings)).toEqual(['measure-ended-elsewhere']);
    await program.settle();
    expect((await ending.story.read()).effects.map(({ template }) => template)).toEqual([
      'decision-awaited',
      'work-order',
      'executed',
    ]);
    await voided(ending.story);
    expect((await block.story.read()).measures).toMatchObject([{ inForce: true, until: null, endedBy: null }]);
  });

  const voided = (story: Case) => {
    const [item] = story.view.execution.plan;
    return story.correct({ step: 'execution', receipts: [{ item: item?.item, voided: true }] }, 'executor');
  };
});
