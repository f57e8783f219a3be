import { access } from '../../support/asking';
import { problemOf } from '../../support/client';
import { AccessAnswer, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { Register } from '../every-procedure/register';
import { planOf, readers, readersOf, warningsOf } from '../every-procedure/seen';
import { About, inForce, sendCall, sendOpening, Walk } from '../every-procedure/walk';

let program: RunningProgram;
let register: Register;
beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: register.settings });
});

const shut = 'none sealed, none login-locked';
const protectedSeal = (patient: string, ground: string): About => ({
  procedure: 'seal.protected-identity',
  patient,
  answers: { SP1: { answer: ground } },
});

async function submitted(about: About): Promise<Walk> {
  const walk = await Walk.open(program, about);
  await walk.to('submitted');
  return walk;
}

describe('scenario', () => {
  it('3: the login is locked and the journal not sealed', async () => {
    const { child } = people.infant;
    const walk = await submitted(protectedSeal(child, 'custody-under-investigation'));
    await walk.execute(['login-locked']);
    expect([walk.view.state, walk.story.missing()]).toEqual(['submitted', ['journal-sealed', 'proxy-links-checked']]);
    expect((await readers(program, child))['first']).toBe('all automatic-guardian, none login-locked');
  });

  it('4: the journal is sealed and the login not locked', async () => {
    const { child } = people.newborn;
    const walk = await submitted(protectedSeal(child, 'custody-under-investigation'));
    await walk.execute(['journal-sealed']);
    expect([walk.view.state, warningsOf(await walk.story.read()).includes('seal-without-lock')]).toEqual([
      ...['submitted', true],
    ]);
    expect((await readers(program, child))['self']).toBe('none sealed, all own-login');
  });

  it('18: a court has taken the custody and the register does not say so', async () => {
    const { child } = people.oneGuardian;
    expect((await readers(program, child))['first']).toBe('all automatic-guardian, all automatic-guardian');
    await inForce(program, protectedSeal(child, 'custody-under-investigation'));
    expect((await readers(program, child))['first']).toBe(shut);
    await register.change(program, child, { guardians: [] });
    expect((await readers(program, child))['self']).toBe(shut);
  });

  it('19: a child gets a secrecy marking overnight', async () => {
    const { child } = people.ofStaff;
    await register.change(program, child, { protection: 'secrecy-marking' });
    expect(await readers(program, child)).toMatchObject({
      ...{ self: 'none age, all own-login', first: 'none protected, none protected' },
    });
    const walk = await Walk.open(program, protectedSeal(child, 'child-protected'));
    expect(warningsOf(walk.view)).toContain('protected-register-flag');
    await walk.to('executed');
    expect((await readers(program, child))['self']).toBe(shut);
  });

  it('20: only a guardian is protected', async () => {
    const { child } = people.protectedGuardian;
    const walk = await Walk.open(program, protectedSeal(child, 'guardian-protected'));
    expect(warningsOf(walk.view)).toContain('other-guardian-affected');
    const answers = Object.fromEntries(['SP3', 'SP5', 'SP6'].map((id) => [id, { answer: true }] as const));
    const without = await walk.story.send(walk.at.staff, 'assessment', {
      answers: { ...answers, SP1: { answer: 'guardian-protected' }, SP2: { answer: 'none-visible' } },
      recommendation: 'grant',
    });
    problemOf(without, 409, 'incomplete-assessment');
    await walk.assess({ SP4: { answer: false } });
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'assessment-blocks-grant');
  });

  it('22: the protection of a child differs at two checks', async () => {
    const { child } = people.eight;
    const walk = await Walk.open(program, protectedSeal(child, 'custody-under-investigation'));
    const before = await access(program, child);
    await register.change(program, child, { protection: 'protected-registration' });
    await walk.assess();
    const then = await walk.story.read(walk.at.staff, '?revision=1');
    expect([then.patient.protected, walk.view.patient.protected]).toEqual([false, true]);
    expect((await walk.story.history()).at(-1)?.after.patient).toMatchObject({ protected: true });
    expect(warningsOf(walk.view)).toContain('protected-register-flag');
    expect((await readers(program, child))['first']).toBe('none protected, none protected');
    const asKnown = await program
      .as('clinician-partille')
      .post<AccessAnswer>('/v1/access/search', { patient: child, knownAt: before.knownAt });
    expect(readersOf(asKnown.body.entries)['first']).toBe('all automatic-guardian, all automatic-guardian');
  });

  it('23: a protected young person is shut out by an old seal from the 16th birthday', async () => {
    const { child } = people.fifteen;
    await inForce(program, protectedSeal(child, 'child-protected'));
    expect((await readers(program, child, '2027-10-01'))['self']).toBe(shut);
    const walk = await Walk.open(program, {
      procedure: 'unseal.staff',
      patient: child,
      body: { validFrom: '2027-10-01' },
    });
    await walk.to('executed');
    expect((await readers(program, child, '2027-09-30'))['self']).toBe(shut);
    expect((await readers(program, child, '2027-10-01'))['self']).toBe('all own-access, all own-login');
  });

  it('24: a guardian holds the child’s e-ID: the block alone is not enough', async () => {
    const { child: patient, guardians } = people.twinOne;
    await inForce(program, { procedure: 'block', patient, guardians });
    expect(await readers(program, patient)).toEqual({
      ...{ self: 'none age, all own-login', first: 'none blocked, none blocked', second: 'none blocked, none blocked' },
    });
    await inForce(program, { procedure: 'seal.staff', patient, answers: { SS4: { answer: true } } });
    expect((await readers(program, patient))['self']).toBe(shut);
  });

  it('25: an unseal is ordered and the guardian who is to be blocked is not', async () => {
    const { child: patient } = people.twinTwo;
    await inForce(program, { procedure: 'seal.staff', patient });
    const walk = await Walk.open(program, { procedure: 'unseal.staff', patient });
    await walk.assess({ US3: { answer: 'no' } });
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'assessment-blocks-grant');
    await walk.story.withdraw();
    const again = await submitted({ procedure: 'unseal.staff', patient });
    expect(planOf(again.view)[0]).toBe('blocks-checked');
    await again.execute(again.story.missing().filter((item) => item !== 'blocks-checked'));
    expect([again.view.state, again.story.missing()]).toEqual(['submitted', ['blocks-checked']]);
  });

  it('26: another region has locked the login', async () => {
    const { child: patient } = people.thirteen;
    await inForce(program, { procedure: 'seal.staff', patient });
    const walk = await Walk.open(program, { procedure: 'unseal.staff', patient });
    const answers = { US1: { answer: true }, US2: { answer: true }, US3: { answer: 'yes' } };
    const silent = await walk.story.send(walk.at.staff, 'assessment', { answers, recommendation: 'grant' });
    problemOf(silent, 409, 'incomplete-assessment');
  });

  it('31: somebody who pretends to be staff calls for an unseal', async () => {
    const { child: patient } = people.thirteen;
    for (const procedure of ['unseal.staff', 'unseal.patient', 'block-end', 'extension.minor'])
      problemOf(await sendCall(program, { procedure, patient }), 409, 'urgent-not-allowed');
  });

  it('36: a patient who has sealed asks by phone to have it lifted', async () => {
    const { child: patient } = people.seventeen;
    await inForce(program, { procedure: 'seal.patient', patient });
    const walk = await Walk.open(program, { procedure: 'unseal.patient', patient });
    problemOf(await walk.sendAssessment({ 'in-person': { answer: false } }), 409, 'patient-identity-not-proven');
    expect((await readers(program, patient))['self']).toBe(shut);
  });

  it('37: patient and staff have sealed, and the patient lifts the own seal', async () => {
    const { child: patient } = people.sixteen;
    await inForce(program, { procedure: 'seal.patient', patient });
    await inForce(program, { procedure: 'seal.staff', patient });
    const walk = await inForce(program, { procedure: 'unseal.patient', patient });
    expect(planOf(walk.view)).toEqual(['seal-still-set', 'registry-reference-noted?']);
    expect((await readers(program, patient))['self']).toBe(shut);
  });

  it('40: a child dies during an open case', async () => {
    const { child: patient, guardians } = people.nine;
    const walk = await Walk.open(program, { procedure: 'block', patient, guardians });
    await walk.to('consulted');
    await register.change(program, patient, { deceasedOn: '2026-11-19' });
    problemOf(await walk.sendDecision(), 409, 'deceased');
    const reasons = (await access(program, patient)).entries.map(({ access: what, reason }) => `${what} ${reason}`);
    expect([...new Set(reasons)]).toEqual(['none deceased']);
    await walk.story.withdraw();
    expect(walk.view.state).toBe('closed');
  });

  it('41: a child with a reserve number gets a personal number later', async () => {
    const guardians = [people.littleSibling.guardians[0]];
    const reserve = { procedure: 'block', patient: '20220614T396', guardians };
    problemOf(await sendOpening(program, reserve), 409, 'person-number-type');
    const walk = await Walk.open(program, { ...reserve, patient: people.littleSibling.child });
    expect(walk.view.state).toBe('registered');
    const found = await program.as('auditor').post<{ items: View[] }>('/v1/requests/search', {
      patient: people.littleSibling.child,
    });
    expect(found.body.items.map(({ id }) => id)).toEqual([walk.id]);
  });
});
