import { access, preview } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { written } from '../../support/samples';
import * as people from '../every-procedure/people';
import { planOf, readers, warningsOf } from '../every-procedure/seen';
import { About, inForce, sendCall, sendOpening, Walk } from '../every-procedure/walk';
import { bup, habilitation, lerum } from '../every-procedure/workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-21T23:00:00Z' });
});

describe('sample case 1: an ordinary block of both guardians', () => {
  it('has grounds B4 and B8, and the sibling’s case beside it', async () => {
    const { child: patient, guardians } = people.nine;
    const walk = await Walk.open(program, { procedure: 'block', patient, guardians });
    expect(warningsOf(walk.view)).toEqual(['siblings-not-assessed']);
    const answers = { B4: { answer: true }, B8: { answer: true }, B9: { answer: true } };
    await walk.story.assess({ answers });
    const sibling = people.littleSibling;
    await Walk.open(program, { procedure: 'block', patient: sibling.child, guardians: sibling.guardians });
    expect(warningsOf(await walk.story.read())).toEqual([]);
    await walk.to('closed');
    expect(await readers(program, patient)).toMatchObject({
      ...{ first: 'none blocked, none blocked', second: 'none blocked, none blocked' },
    });
  });
});

describe('sample case 2: the renewal of case 1', () => {
  it('goes on for one guardian and ends for the other', async () => {
    const { child: patient, guardians } = people.nine;
    const [mother, father] = guardians.map(written);
    const walk = await Walk.open(program, {
      procedure: 'block-renewal',
      patient,
      decision: (view) => ({
        guardians: view.guardians.map(({ id, personalNumber }) => ({
          guardian: id,
          outcome: personalNumber === father ? 'continue' : 'end',
        })),
      }),
    });
    await walk.to('closed');
    expect(planOf(walk.view)).toEqual([
      ...[`guardian-unblocked:${mother ?? ''}`, `block-still-set:${father ?? ''}`, 'registry-reference-noted?'],
    ]);
    expect(await readers(program, patient)).toMatchObject({
      ...{ first: 'all automatic-guardian, all automatic-guardian', second: 'none blocked, none blocked' },
    });
  });
});

describe('sample case 5: a guardian’s extension at the habilitation unit', () => {
  it('is granted for a child that cannot say what it wants, until 2027-12-31', async () => {
    const { child: patient, guardians } = people.fourteen;
    const walk = await inForce(program, {
      ...{ procedure: 'extension.guardian', patient, guardians: [guardians[0]], at: habilitation },
      answers: { EG6: { answer: 'CANNOT_EXPRESS' }, EG7: { answer: true } },
    });
    expect(walk.view).toMatchObject({ validUntil: '2027-12-31', unit: { name: habilitation.name } });
    const [reader] = (await access(program, patient)).entries.filter(({ reason }) => reason === 'extension');
    expect(reader).toMatchObject({
      reader: { personalNumber: written(guardians[0]), relation: 'guardian' },
      ...{ service: 'journal', units: [habilitation.unit], until: '2027-12-31' },
    });
  });
});

describe('sample case 6: a guardian’s extension that the child does not want', () => {
  it('is not granted by the head, and refused', async () => {
    const { child: patient, guardians } = people.fifteen;
    const walk = await Walk.open(program, {
      ...{ procedure: 'extension.guardian', patient, guardians: [guardians[0]] },
      answers: { EG6: { answer: 'DOES_NOT_WANT' } },
    });
    await walk.to('consulted');
    problemOf(await walk.sendDecision(), 409, 'child-objects');
    await walk.decide({ outcome: 'refused' });
    await walk.document();
    expect(walk.view).toMatchObject({ state: 'closed', outcome: 'refused' });
    expect((await readers(program, patient))['first']).toBe('none age, none age');
  });
});

describe('sample case 9: a seal at protected identity, ground (c)', () => {
  it('takes the access of the guardian who is no threat too, and says so before', async () => {
    const { child: patient } = people.protectedGuardian;
    expect(await readers(program, patient)).toMatchObject({
      ...{ first: 'none protected, none protected', second: 'all automatic-guardian, all automatic-guardian' },
    });
    const walk = await Walk.open(program, { procedure: 'seal.protected-identity', patient });
    expect(warningsOf(await preview(walk.story))).toContain('other-guardian-affected');
    await walk.assess({ SP1: { answer: 'guardian-protected' }, SP2: { answer: 'protected-registration' } });
    await walk.to('closed');
    const shut = 'none sealed, none login-locked';
    expect(await readers(program, patient)).toEqual({ self: shut, first: shut, second: shut });
  });
});

describe('sample case 10: a patient’s own seal', () => {
  it('is not lifted by phone, and lifted in person', async () => {
    const patient = people.seventeen.child;
    await inForce(program, { procedure: 'seal.patient', patient });
    const walk = await Walk.open(program, { procedure: 'unseal.patient', patient });
    problemOf(await walk.sendAssessment({ 'in-person': { answer: false } }), 409, 'patient-identity-not-proven');
    expect((await readers(program, patient))['self']).toBe('none sealed, none login-locked');
    await walk.to('closed');
    expect((await readers(program, patient))['self']).toBe('all own-access, all own-login');
  });
});

describe('sample case 12: what is refused', () => {
  const { fifteen, protectedGuardian, nine } = people;

  it.each<[string, About, string]>([
    [
      'an extension asked for by BUP',
      { procedure: 'extension.minor', patient: fifteen.child, at: bup },
      'unit-excluded',
    ],
    [
      'an extension for a 12-year-old from before the birthday',
      {
        ...{ procedure: 'extension.minor', patient: protectedGuardian.child, at: lerum },
        body: { validFrom: '2027-01-02' },
      },
      'age-outside-window',
    ],
    [
      'a block of a step-parent',
      { procedure: 'block', patient: nine.child, guardians: ['197803012397'], at: lerum },
      'not-a-guardian',
    ],
    [
      'a coordination number',
      { procedure: 'block', patient: '20140381-2389', guardians: [nine.guardians[0]] },
      'person-number-type',
    ],
  ])('is %s', async (_, about, code) => {
    problemOf(await sendOpening(program, about), 409, code);
  });

  it('is an unsigned form: it is not taken, and one that was sent comes back', async () => {
    const patient = people.infant.child;
    const walk = await Walk.open(program, { procedure: 'seal.staff', patient });
    await walk.to('decided');
    const unsigned = problemOf(await walk.story.send(walk.at.staff, 'submission', {}), 400, 'invalid-body');
    expect(unsigned.errors?.map(({ pointer }) => pointer)).toEqual(['/signature']);
    await walk.submit();
    await walk.story.sendBack();
    expect(walk.view).toMatchObject({ state: 'decided', submission: null, form: { draft: true } });
    await walk.to('closed');
    expect(walk.view.state).toBe('closed');
  });
});

describe('sample case 11: a seal by staff of a patient of age, with a violent partner', () => {
  it('is restored after four months', async () => {
    const patient = people.eighteen.child;
    const seal = await inForce(program, { procedure: 'seal.staff', patient, answers: { SS4: { answer: true } } });
    const shut = 'none sealed, none login-locked';
    expect((await readers(program, patient))['self']).toBe(shut);
    problemOf(await sendCall(program, { procedure: 'unseal.staff', patient }), 409, 'urgent-not-allowed');
    await program.moveClock('2027-03-22T08:00:00Z');
    expect((await readers(program, patient))['self']).toBe(shut);
    const walk = await inForce(program, { procedure: 'unseal.staff', patient });
    expect(walk.view.concerns).toBe(seal.id);
    expect(planOf(walk.view)).toEqual(['journal-unsealed', 'login-unlocked', 'registry-reference-noted?']);
    expect((await readers(program, patient))['self']).toBe('all own-access, all own-login');
    expect((await readers(program, patient, '2027-03-21'))['self']).toBe(shut);
  });
});
