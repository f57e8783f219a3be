import { access, lines } from '../../support/asking';
import { accepted } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { written } from '../../support/samples';
import { block, extensionOfGuardian } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { planOf, readers, warningsOf } from '../every-procedure/seen';
import { About, inForce, sendCall, sendOpening, Walk } from '../every-procedure/walk';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
});

const renewal = (patient: string, ends: readonly string[]): About => ({
  procedure: 'block-renewal',
  patient,
  decision: (view) => ({
    guardians: view.guardians.map(({ id, personalNumber }) => ({
      guardian: id,
      outcome: ends.map(written).includes(personalNumber ?? '') ? 'end' : 'continue',
    })),
  }),
});

describe('scenario', () => {
  it('2: a block is executed while the guardian’s minor access is still set', async () => {
    const family = people.leapDay;
    await inForce(program, extensionOfGuardian(family, 0));
    const walk = await Walk.open(program, block(family, 0));
    expect(warningsOf(walk.view)).toEqual(['siblings-not-assessed', 'extension-still-set']);
    await walk.to('submitted');
    const [checked = '', removed = '', blocked = ''] = walk.story.missing();
    expect([checked, removed]).toEqual(['minor-access-checked', 'minor-access-removed']);
    problemOf(await walk.sendReceipts([checked, blocked]), 409, 'extension-still-set');
    await walk.execute();
    expect((await readers(program, family.child))['first']).toBe('none blocked, none blocked');
  });

  it('5: only the mother was blocked, and it should have been both', async () => {
    const family = people.littleSibling;
    await inForce(program, block(family, 0));
    problemOf(
      await sendOpening(program, { ...renewal(family.child, []), guardians: family.guardians }),
      400,
      'invalid-body',
    );
    const walk = await Walk.open(program, renewal(family.child, []));
    await walk.to('consulted');
    expect(walk.view.guardians.map(({ personalNumber }) => personalNumber)).toEqual([written(family.guardians[0])]);
    const father = (await access(program, family.child)).entries.at(-1)?.reader.id;
    const both = [...walk.view.guardians.map(({ id }) => id), father].map((guardian) => ({
      guardian,
      outcome: 'continue',
    }));
    const added = problemOf(await walk.sendDecision({ guardians: both }), 400, 'invalid-body');
    expect(added.errors?.map(({ pointer }) => pointer)).toEqual(['/guardians/1/guardian']);
    problemOf(await sendOpening(program, block(family)), 409, 'measure-already-in-force');
    await inForce(program, block(family, 1));
    expect(await readers(program, family.child)).toMatchObject({
      ...{ first: 'none blocked, none blocked', second: 'none blocked, none blocked' },
    });
  });

  it('6: a renewal goes on for the father and ends for the mother, who reads again only under 13', async () => {
    for (const [family, mother] of [
      [people.eight, 'all automatic-guardian, all automatic-guardian'],
      [people.thirteen, 'none age, none age'],
    ] as const) {
      await inForce(program, block(family));
      await inForce(program, renewal(family.child, [family.guardians[0]]));
      expect(await readers(program, family.child)).toMatchObject({
        ...{ first: mother, second: 'none blocked, none blocked' },
      });
    }
  });

  it('7: a sibling is forgotten', async () => {
    const walk = await Walk.open(program, block(people.twinOne, 0));
    expect(warningsOf(walk.view)).toEqual(['siblings-not-assessed']);
    problemOf(
      await walk.story.send(walk.at.staff, 'assessment', {
        answers: { B4: { answer: true } },
        recommendation: 'grant',
      }),
      409,
      'incomplete-assessment',
    );
    await walk.story.withdraw();
  });

  it('8: a guardian blocked for one child reads of the other', async () => {
    const blocked = people.infant;
    await inForce(program, block(blocked));
    expect((await readers(program, blocked.child))['first']).toBe('none blocked, none blocked');
    expect((await readers(program, people.newborn.child))['first']).toBe(
      'all automatic-guardian, all automatic-guardian',
    );
  });

  it('17: the mother asks the clinic to block the father, without any harm', async () => {
    const family = people.nine;
    const walk = await Walk.open(program, block(family, 1));
    await walk.story.assess({ answers: { B8: { answer: false }, B9: { answer: true } }, recommendation: 'refuse' });
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'assessment-blocks-grant');
    await walk.decide({ outcome: 'refused' });
    await walk.document();
    await program.settle();
    const mails = (program.mailbox?.mails ?? []).filter(({ text }) => text.includes(walk.id));
    expect(mails.map(({ to }) => to)).toEqual([['head-partille@vgr.example']]);
    expect((await readers(program, family.child))['second']).toBe('all automatic-guardian, all automatic-guardian');
  });

  it('27: an urgent call at 03:00 knows no head of operations', async () => {
    const family = people.oneGuardian;
    const problem = problemOf(
      await sendCall(program, { ...block(family), body: { responsibleHead: undefined } }),
      400,
      'invalid-body',
    );
    expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/responsibleHead', 'missing']]);
    const unknown = await Walk.call(program, { ...block(family), body: { responsibleHead: 'Någon Annan' } });
    expect(warningsOf(unknown.view)).toContain('head-not-in-directory');
    await unknown.story.withdraw();
  });

  it('28: the form never arrives after an urgent call', async () => {
    const family = people.ofStaff;
    const walk = await Walk.call(program, block(family, 1));
    await walk.execute();
    const { deadlines } = walk.view;
    expect(deadlines.map(({ kind }) => kind)).toEqual(['form-reminder', 'form-escalation', 'form-report', 'review']);
    expect((await readers(program, family.child, '2030-01-01'))['second']).toBe('none blocked, none blocked');
  });

  it('29: an urgent call has two digits transposed, and names another child', async () => {
    const meant = people.oneGuardian;
    const walk = await Walk.call(program, { ...block(meant), body: { caller: stranger } });
    expect(walk.view.patient).toMatchObject({ personalNumber: written(meant.child), name: 'Test Barn-23' });
    expect(warningsOf(walk.view)).toContain('caller-not-in-directory');
    await walk.story.withdraw({ reason: 'Fel barn: namnet stämmer inte.' });
    expect(walk.view).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect((await readers(program, meant.child))['first']).toBe('all automatic-guardian, all automatic-guardian');
  });

  it('30: two nurses report the same urgent call', async () => {
    const family = people.oneGuardian;
    const first = await Walk.call(program, block(family));
    const again = problemOf(await sendCall(program, block(family), 'executor2'), 409, 'duplicate-request');
    expect(again.existing).toBe(first.id);
    await first.execute();
    problemOf(await sendCall(program, block(family)), 409, 'measure-already-in-force');
  });

  it('33: a designee decides a first block', async () => {
    const walk = await Walk.open(program, block(people.nine, 0));
    await walk.to('consulted');
    problemOf(await walk.sendDecision({}, 'designee-partille'), 403, 'no-mandate');
    expect(walk.view.state).toBe('consulted');
  });

  it('34: the head of another unit signs', async () => {
    const walk = await Walk.open(program, block(people.fifteen, 0));
    await walk.to('consulted');
    problemOf(await walk.sendDecision({}, 'head-lerum'), 404, 'not-found');
  });

  it('35: the form was altered after it was signed', async () => {
    const walk = await Walk.open(program, block(people.fourteen, 0));
    await walk.to('decided');
    const signature = {
      ...{ method: 'paper', signedAt: await program.now(), signedBy: 'Lena Sund' },
      formSha256: 'f'.repeat(64),
    };
    problemOf(await walk.story.send(walk.at.staff, 'submission', { signature }), 409, 'form-changed');
  });

  it('42: a text reminder tells a blocked guardian which hospital it is', async () => {
    for (const [procedure, id] of [
      ['block', 'B15'],
      ['seal.protected-identity', 'SP6'],
    ] as const) {
      const answer = accepted(await program.as('clinician-partille').get<Asked>(`/v1/procedures/${procedure}`), 200);
      expect(answer.body.checklist.find((one) => one.id === id)?.question.sv).toMatch(/sms-påminnelser, e-kallelser/);
    }
  });

  it('48: the executor ticks the wrong guardian', async () => {
    const family = people.newborn;
    const walk = await Walk.open(program, block(family));
    await walk.to('executed');
    const [, first = ''] = walk.view.execution.plan.map(({ item }) => item);
    await walk.story.correct({ step: 'execution', receipts: [{ item: first, voided: true }] }, 'executor');
    expect(walk.view).toMatchObject({ incident: true, state: 'executed' });
    expect(await readers(program, family.child)).toMatchObject({
      ...{ first: 'all automatic-guardian, all automatic-guardian', second: 'none blocked, none blocked' },
    });
    expect((await walk.story.history()).at(-1)?.type).toBe('ExecutionCorrected');
  });

  it('47: a block is ended by mistake and set again: every day tells what it was', async () => {
    const family = people.twinTwo;
    await inForce(program, block(family));
    await program.moveClock('2026-11-21T08:00:00Z');
    const ended = await inForce(program, { procedure: 'block-end', patient: family.child });
    await program.moveClock('2026-11-24T08:00:00Z');
    const again = await inForce(program, block(family));
    const blocked = async (on: string) =>
      lines((await access(program, family.child, on)).entries).filter((line) => line.endsWith('journal none blocked'))
        .length;
    const days = ['2026-11-20', '2026-11-21', '2026-11-23', '2026-11-24'];
    expect(await Promise.all(days.map(blocked))).toEqual([2, 0, 0, 2]);
    const timeline = await program
      .as('clinician-partille')
      .post<{ readers: readonly Told[] }>('/v1/access/timeline', { patient: family.child, from: days[0], to: days[3] });
    const [, , mother] = timeline.body.readers;
    expect(mother?.periods.map(({ from, until, reason }) => `${from} ${until} ${reason}`)).toEqual([
      ...['2026-11-20 2026-11-20 blocked', '2026-11-21 2026-11-23 age', '2026-11-24 2026-11-24 blocked'],
    ]);
    expect([ended.view.concerns === again.id, planOf(again.view)[1]?.startsWith('guardian-blocked:')]).toEqual([
      ...[false, true],
    ]);
  });
});

interface Told {
  readonly periods: readonly { readonly from: string; readonly until: string; readonly reason: string }[];
}

const stranger = { name: 'Okänd Uppringare', vgrId: 'zzzzz', email: 'okand@vgr.example', phone: '010-000 00 00' };

interface Asked {
  readonly checklist: readonly { readonly id: string; readonly question: { readonly sv: string } }[];
}
