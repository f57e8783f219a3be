import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from './people';
import { allProcedures, inForce, sendOpening, Walk } from './walk';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
});

const warningsOf = async (walk: Walk): Promise<readonly string[]> =>
  (await walk.story.read(walk.at.staff)).warnings
    .map(({ code }) => code)
    .filter((code) => code !== 'siblings-not-assessed');

describe('a consultation', () => {
  const about = { procedure: 'block', patient: people.oneGuardian.child, guardians: people.oneGuardian.guardians };

  it('with a made-up head is kept, and warned of', async () => {
    const walk = await Walk.open(program, about);
    await walk.assess();
    await walk.story.consult({ with: 'Chefen Själv' });
    expect(await warningsOf(walk)).toEqual(['head-not-in-directory']);
    expect((await walk.story.read()).state).toBe('consulted');
    await walk.story.correct(
      {
        ...{ step: 'consultation', revision: 3, with: 'SE2321000131-P000000990103', opinion: 'Instämmer.' },
        heldAt: await program.now(),
      },
      'clinician-partille',
    );
    expect(await warningsOf(walk)).toEqual([]);
    await walk.story.withdraw();
  });

  it.each([
    ['the head of another unit', 'block', 'Ulf Ström', ['head-not-in-directory']],
    ['a designee for a procedure that is closed to designees', 'block', 'Per Rosén', ['head-not-in-directory']],
    ['a designee', 'extension.minor', 'Per Rosén', []],
    ['one whose delegation has run out', 'extension.minor', 'Bo Gren', ['head-not-in-directory']],
  ])('as head of operations with %s', async (_, procedure, heard, expected) => {
    const walk = await Walk.open(
      program,
      procedure === 'block' ? about : { procedure, patient: people.thirteen.child },
    );
    await walk.assess();
    await walk.story.consult({ with: heard });
    expect(await warningsOf(walk)).toEqual(expected);
    await walk.story.withdraw();
  });

  it('was not held, corrected or documented before the child was born', async () => {
    const walk = await Walk.open(program, about);
    await walk.assess();
    const body = { party: 'head-of-operations', with: 'Lena Sund', heldAt: '2019-04-14T21:59:00Z', opinion: 'x' };
    const early = problemOf(await walk.story.send('clinician-partille', 'consultation', body), 400, 'invalid-body');
    expect(early.errors).toMatchObject([{ pointer: '/heldAt', code: 'not-applicable' }]);
    await walk.story.consult({ heldAt: '2019-04-14T22:00:00Z' });
    const corrected = { ...body, party: undefined, step: 'consultation', reason: 'Fel dag.', revision: 3 };
    const again = problemOf(await walk.story.send('clinician-partille', 'correction', corrected), 400, 'invalid-body');
    expect(again.errors).toMatchObject([{ pointer: '/heldAt', code: 'not-applicable' }]);
    await walk.story.withdraw();
  });
});

describe('an answer', () => {
  it('that the guardian was consulted needs that consultation for a grant', async () => {
    const walk = await Walk.open(program, { procedure: 'extension.minor', patient: people.thirteen.child });
    await walk.assess({ EM4: { answer: 'consulted' } });
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'consultation-missing');
    await walk.story.consult({ party: 'guardian', with: 'Vårdnadshavaren' });
    await walk.decide();
    expect(walk.view.outcome).toBe('granted');
    await walk.story.withdraw();
  });

  it('that the guardian was consulted does not stand in the way of a refusal', async () => {
    const walk = await Walk.open(program, { procedure: 'extension.minor', patient: people.thirteen.child });
    await walk.assess({ EM4: { answer: 'consulted' } });
    await walk.consult();
    await walk.decide({ outcome: 'refused' });
    expect(walk.view.outcome).toBe('refused');
    await walk.document();
  });

  it.each([
    ['extension.minor', 'EM1', true, people.fifteen.child, undefined],
    ['extension.guardian', 'EG1', true, people.fourteen.child, people.fourteen.guardians.slice(0, 1)],
    ['extension.guardian', 'EG2', true, people.fourteen.child, people.fourteen.guardians.slice(0, 1)],
    ['block', 'B9', false, people.eight.child, people.eight.guardians],
  ] as const)('to %s %s: %s needs its words', async (procedure, id, answer, patient, guardians) => {
    const walk = await Walk.open(program, { procedure, patient, ...(guardians === undefined ? {} : { guardians }) });
    problemOf(await walk.sendAssessment({ [id]: { answer } }), 409, 'incomplete-assessment');
    problemOf(await walk.sendAssessment({ [id]: { answer, note: ' ' } }), 409, 'incomplete-assessment');
    await walk.assess({ [id]: { answer, note: 'Så här är det.' } });
    expect(walk.view.assessment?.answers[id]).toEqual({ answer, note: 'Så här är det.' });
    await walk.story.withdraw();
  });

  it.each([
    ['block-renewal', 'R2', 'block', people.infant],
    ['unseal.staff', 'US3', 'seal.staff', people.ofStaff],
  ] as const)(
    'of %s to %s may be that it is not applicable, and no stands in the way',
    async (name, id, begun, family) => {
      const about = { procedure: name, patient: family.child };
      await inForce(program, {
        procedure: begun,
        patient: family.child,
        ...(begun === 'block' ? { guardians: family.guardians } : {}),
      });
      const decision = name === 'block-renewal' ? continued : () => ({});
      const denied = await Walk.open(program, about);
      await denied.assess({ [id]: { answer: 'no' } });
      await denied.consult();
      problemOf(await denied.sendDecision(decision(denied)), 409, 'assessment-blocks-grant');
      await denied.story.withdraw();
      const neither = await Walk.open(program, about);
      problemOf(await neither.sendAssessment({ [id]: { answer: true } }), 400, 'invalid-body');
      await neither.assess({ [id]: { answer: 'not-applicable' } });
      await neither.consult();
      await neither.decide(decision(neither));
      expect(neither.view.outcome).toBe('granted');
    },
  );

  const continued = ({ view }: Walk) => ({
    guardians: view.guardians.map(({ id }) => ({ guardian: id, outcome: 'continue' })),
  });

  it('that bars a grant is named as such among the questions', async () => {
    const all = (await allProcedures(program)) as unknown as readonly {
      readonly checklist: readonly { readonly id: string; readonly grantRefusedBy?: readonly string[] }[];
    }[];
    const barring = all
      .flatMap(({ checklist }) => checklist)
      .flatMap(({ id, grantRefusedBy }) => (grantRefusedBy === undefined ? [] : [[id, ...grantRefusedBy]]));
    expect(barring.sort()).toEqual([
      ['EG6', 'DOES_NOT_WANT'],
      ['R2', 'no'],
      ['US3', 'no'],
    ]);
  });
});

describe('a seal for protected identity', () => {
  it('of a family in which the register protects nobody is warned of', async () => {
    const nobody = await Walk.open(program, { procedure: 'seal.protected-identity', patient: people.infant.child });
    expect(await warningsOf(nobody)).toContain('register-shows-no-protection');
    const somebody = await sendOpening(program, {
      procedure: 'seal.protected-identity',
      patient: people.protectedGuardian.child,
    });
    expect(somebody.body.warnings.map(({ code }) => code)).not.toContain('register-shows-no-protection');
  });
});
