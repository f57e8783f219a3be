import { access, form, preview, withoutEvents } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram } from '../../support/program';
import { written } from '../../support/samples';
import * as people from './people';
import { buildWith, startBuild } from './twelfth/build-with';
import { planOf, readers } from './seen';
import { About, allProcedures, sendOpening, Walk } from './walk';

const { child, guardians } = people.newborn;
const about: About = { procedure: 'seal.newborn', patient: child, guardians: [guardians[0]] };

describe('a twelfth procedure, made of one new file and one line of the registry', () => {
  let program: RunningProgram;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ program, end } = await startBuild(await buildWith('seal.newborn.v1', 'sealNewbornV1'), '2026-11-23T08:00:00Z'));
  });
  afterAll(() => end());

  it('is offered with its questions, parties and plan beside the eleven', async () => {
    const all = await allProcedures(program);
    expect(all).toHaveLength(12);
    expect(all.find(({ procedure }) => procedure === 'seal.newborn')).toMatchObject({
      kind: 'seal',
      urgent: true,
      checklist: [{ id: 'NB1', grantNeeds: true }, { id: 'NB2' }, { id: 'NB3', required: false }],
      consults: [
        { party: 'head-of-operations', required: true },
        { party: 'social-services', required: true },
        { party: 'guardian', required: false },
      ],
      executionPlan: [
        { item: 'bracelet-checked', required: true },
        { item: 'journal-sealed', required: true },
        { item: 'login-locked', required: false },
        { item: 'registry-reference-noted', required: false },
      ],
    });
  });

  it('runs to its end, with its own parties, items, form and effect', async () => {
    const before = (await access(program, child)).entries;
    const walk = await Walk.open(program, about);
    await walk.assess({ NB1: { answer: false } });
    await walk.consult();
    expect(walk.view.state).toBe('assessed');
    await walk.consult('social-services');
    problemOf(await walk.sendDecision(), 409, 'assessment-blocks-grant');
    await walk.story.withdraw();
    const again = await Walk.open(program, about);
    await again.to('decided');
    expect(planOf(again.view)).toEqual([
      ...['bracelet-checked', 'journal-sealed', 'login-locked', 'registry-reference-noted?'],
    ]);
    const foretold = await preview(again.story);
    await again.submit();
    const { text } = await form(again.story);
    for (const words of ['Försegling av nyfödds direktåtkomst', 'Kontrollera armbandet', 'Ja', written(child)])
      expect(text).toContain(words);
    await again.execute(['bracelet-checked']);
    expect((await access(program, child)).entries).toEqual(before);
    await again.to('executed');
    expect(withoutEvents((await access(program, child)).entries)).toEqual(withoutEvents(foretold.after));
    expect((await readers(program, child))['first']).toBe('none sealed, none login-locked');
    await again.to('closed');
    expect(again.view).toMatchObject({ state: 'closed', kind: 'seal', outcome: 'granted' });
    expect((await again.story.history()).map(({ type }) => type)).toHaveLength(9);
    problemOf(await sendOpening(program, about), 409, 'measure-already-in-force');
  });

  it('runs the urgent track as well, and is counted in the reports', async () => {
    const walk = await Walk.call(program, { procedure: 'seal.newborn', patient: people.infant.child });
    await walk.to('closed');
    expect(walk.view.state).toBe('closed');
    const { body } = await program.as('auditor').get<{ rows: object[] }>('/v1/reports/volumes');
    expect(body.rows).toEqual([
      { ...row, track: 'ordinary', opened: 2, granted: 1, withdrawn: 1, executed: 1, closed: 2 },
      { ...row, track: 'urgent', opened: 1, granted: 1, withdrawn: 0, executed: 1, closed: 1 },
    ]);
  });
});

const row = { month: '2026-11', kind: 'seal', procedure: 'seal.newborn', refused: 0 };
