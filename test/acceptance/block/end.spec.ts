import { access, form, lines, preview } from '../../support/asking';
import { Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { problemOf } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { contact, families, grounds, lerum, partille, written } from '../../support/samples';

const answers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const blockedIn = async (child: string, on?: string) =>
  lines((await access(program, child, on)).entries).filter((line) => line.endsWith('journal none blocked'));

const ending = (patient: string, guardians: readonly string[]) =>
  Case.open(program, { procedure: 'block-end', patient, guardians });

describe('the end of a block for one guardian of two', () => {
  const { child, guardians } = families.blockOfBoth;
  const [first, second] = guardians;
  let begun: Case;

  it('lifts that one only, with a form of its own', async () => {
    begun = await Case.open(program, { patient: child, guardians });
    await begun.to('closed');
    const story = await ending(child, [first]);
    const chronicle = new Chronicle(story);
    await chronicle.note();
    expect(story.view).toMatchObject({ concerns: begun.id, guardians: [{ personalNumber: written(first) }] });
    await chronicle.after(() => story.assess({ answers }));
    await chronicle.after(() => story.consult());
    const foretold = await preview(story);
    await chronicle.after(() => story.decide({}, 'designee-partille'));
    await chronicle.after(() => story.submit());
    const sent = await form(story);
    for (const text of ['Upphävande av blockering av vårdnadshavares direktåtkomst', written(first), 'Per Rosén'])
      expect(sent.text).toContain(text);
    for (const text of [written(second), grounds]) expect(sent.text).not.toContain(text);
    await chronicle.after(() => story.execute());
    expect((await access(program, child)).entries).toEqual(foretold.after);
    expect(await blockedIn(child)).toEqual([`guardian ${written(second)} journal none blocked`]);
    await chronicle.after(() => story.document());
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'ExecutionRecorded',
      'DocumentationRecorded',
    ]);
  });

  it('is not asked for a guardian who is no longer blocked', async () => {
    const refused = await open({ guardians: [first] });
    problemOf(refused, 409, 'no-measure-in-force');
  });

  it('without names is for all who are still blocked, and for another unit’s block too', async () => {
    const body = { procedure: 'block-end', patient: child, guardians: undefined, unit: lerum };
    const story = await Case.open(program, body, 'clinician-lerum');
    expect(story.view).toMatchObject({ concerns: null, guardians: [{ personalNumber: written(second) }] });
    expect((await story.read('auditor')).concerns).toBe(begun.id);
    await story.assess({ answers }, 'clinician-lerum');
    await story.consult({}, 'clinician-lerum');
    await story.decide({}, 'head-lerum');
    await story.submit({}, 'clinician-lerum');
    await story.execute();
    await story.document({}, 'clinician-lerum');
    expect(await blockedIn(child)).toEqual([]);
    problemOf(await open({}), 409, 'no-measure-in-force');
  });

  const open = (body: object) =>
    program
      .as('clinician-partille')
      .post<View>('/v1/requests', { procedure: 'block-end', patient: child, unit: partille, contact, ...body });
});

describe('the end of a block for all', () => {
  const { child, guardians } = families.twinOne;

  it('lifts it from the first day without it, whatever day it was performed before', async () => {
    const begun = await Case.open(program, { patient: child, guardians });
    await begun.to('closed');
    const story = await ending(child, []);
    expect(story.view.guardians).toEqual(begun.view.guardians);
    await story.assess({ answers });
    await story.consult();
    await story.decide({ validFrom: '2026-11-25' });
    expect(story.view.validFrom).toBe('2026-11-25');
    await story.to('closed');
    expect([await blockedIn(child, '2026-11-24'), await blockedIn(child, '2026-11-25')]).toEqual([
      guardians.map((number) => `guardian ${written(number)} journal none blocked`),
      [],
    ]);
  });

  it('leaves the child free to be blocked anew, from the day the old block is gone', async () => {
    const { child: patient, guardians: parents } = families.infant;
    const begun = await Case.open(program, { patient, guardians: parents });
    await begun.to('executed');
    const again = { procedure: 'block', patient, unit: partille, guardians: parents, contact };
    const inForce = await program.as('clinician-partille').post('/v1/requests', again);
    expect(problemOf(inForce, 409, 'measure-already-in-force').existing).toBe(begun.id);
    const story = await ending(patient, []);
    await story.assess({ answers });
    await story.to('executed');
    const anew = await Case.open(program, { patient, guardians: parents });
    expect(anew.view.state).toBe('registered');
  });

  it('is refused where the assessment says that the ground is still there', async () => {
    const { child: patient, guardians: parents } = families.oneGuardian;
    const begun = await Case.open(program, { patient, guardians: parents });
    await begun.to('executed');
    const story = await ending(patient, []);
    await story.assess({ answers: { ...answers, BE1: { answer: false } }, recommendation: 'refuse' });
    await story.consult();
    const granted = await story.send('head-partille', 'decision', { outcome: 'granted', grounds });
    problemOf(granted, 409, 'assessment-blocks-grant');
    await story.decide({ outcome: 'refused' });
    await story.document();
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'refused', endingRequest: null });
    expect(await blockedIn(patient)).toHaveLength(1);
  });
});
