import { preview } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { locking, protectedSeal, staffSeal } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { Register } from '../every-procedure/register';
import { planOf, readers, warningsOf } from '../every-procedure/seen';
import { About, inForce, Walk } from '../every-procedure/walk';

let program: RunningProgram;
let register: Register;
beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ smtp: true, clockStart: '2026-11-23T08:00:00Z', env: register.settings });
});

/** Ready for the executor. */
async function submitted(about: About): Promise<Walk> {
  const walk = await Walk.open(program, about);
  await walk.to('submitted');
  return walk;
}

const self = async (patient: string) => (await readers(program, patient))['self'];

describe('a seal at protected identity', () => {
  it('is half executed with the seal alone: visible as what it is, and not to be closed', async () => {
    const { child } = people.infant;
    const walk = await submitted(protectedSeal(child));
    await walk.execute(['journal-sealed']);
    expect(walk.view.state).toBe('submitted');
    expect(walk.story.missing()).toEqual(['login-locked', 'proxy-links-checked']);
    expect(warningsOf(await walk.story.read())).toContain('seal-without-lock');
    expect(await readers(program, child)).toEqual({
      self: 'none sealed, all own-login',
      first: 'none sealed, all automatic-guardian',
      second: 'none sealed, all automatic-guardian',
    });
    const documentedAt = await program.now();
    const early = await walk.story.send(walk.at.staff, 'documentation', { recordSystem: 'Melior', documentedAt });
    problemOf(early, 409, 'receipts-missing');
    await walk.execute(['login-locked']);
    expect(walk.view.state).toBe('submitted');
    expect(warningsOf(walk.view)).not.toContain('seal-without-lock');
    expect(await self(child)).toBe('none sealed, none login-locked');
    await walk.execute();
    expect(walk.view.state).toBe('executed');
  });

  it('is not executed by the lock alone: the journal is still open', async () => {
    const { child } = people.newborn;
    const walk = await submitted(protectedSeal(child));
    await walk.execute(['login-locked', 'proxy-links-checked']);
    expect(walk.view.state).toBe('submitted');
    expect(await readers(program, child)).toEqual({
      self: 'none age, none login-locked',
      first: 'all automatic-guardian, none login-locked',
      second: 'all automatic-guardian, none login-locked',
    });
  });

  it('warns that it also shuts out a guardian from whom nobody needs protection', async () => {
    const walk = await Walk.open(program, protectedSeal(people.protectedGuardian.child));
    expect(warningsOf(walk.view)).toEqual(['other-guardian-affected', 'protected-register-flag']);
    expect(warningsOf(await preview(walk.story))).toEqual(['other-guardian-affected', 'protected-register-flag']);
  });

  it('warns of siblings until each has a case or a seal of its own', async () => {
    const [one, other] = [people.littleSibling.child, people.nine.child];
    const walk = await Walk.open(program, protectedSeal(one));
    expect(warningsOf(walk.view)).toEqual(['siblings-not-assessed', 'register-shows-no-protection']);
    await Walk.open(program, protectedSeal(other));
    expect(warningsOf(await walk.story.read())).toEqual(['register-shows-no-protection']);
  });

  it('is ended by staff when the head overturns it, and stays until then', async () => {
    const { child } = people.oneGuardian;
    const walk = await Walk.call(program, protectedSeal(child));
    await walk.to('consulted');
    await walk.decide({ outcome: 'refused' });
    expect(walk.view).toMatchObject({ state: 'decided', outcome: 'refused' });
    problemOf(await walk.story.send(walk.at.staff, 'submission', decisionRecord), 409, 'not-allowed-in-state');
    const ending = await Walk.find(program, walk.view.endingRequest ?? '', {
      procedure: 'unseal.staff',
      patient: child,
    });
    expect(ending.view).toMatchObject({
      ...{ procedure: 'unseal.staff', state: 'registered', track: 'ordinary', concerns: walk.id },
      openedBy: { role: 'system' },
    });
    await walk.document();
    expect([walk.view.state, await self(child)]).toEqual(['closed', 'none sealed, none login-locked']);
    await ending.to('closed');
    expect(planOf(ending.view)).toEqual([
      ...['blocks-checked', 'journal-unsealed', 'login-unlocked', 'registry-reference-noted?'],
    ]);
    expect(await self(child)).toBe('none age, all own-login');
  });
});

const decisionRecord = { signature: { method: 'decision-record' } };

describe('the lock of a seal by staff', () => {
  it('is optional where nobody else has the e-ID, and can be receipted all the same', async () => {
    const [without, along] = [people.eighteen.child, people.justEighteen.child];
    const alone = await inForce(program, staffSeal(without));
    expect(planOf(alone.view)).toEqual(['journal-sealed', 'login-locked?', 'registry-reference-noted?']);
    expect(warningsOf(alone.view)).toEqual(['seal-without-lock']);
    expect(await self(without)).toBe('none sealed, all own-login');
    const withLock = await submitted(staffSeal(along));
    await withLock.execute(['journal-sealed', 'login-locked']);
    expect(warningsOf(withLock.view)).toEqual([]);
    expect(await self(along)).toBe('none sealed, none login-locked');
  });

  it('is required where somebody else may have it: the case waits for it', async () => {
    const { child } = people.twinOne;
    const walk = await submitted(staffSeal(child, locking));
    expect(planOf(walk.view)).toEqual(['journal-sealed', 'login-locked', 'registry-reference-noted?']);
    await walk.execute(['journal-sealed']);
    expect([walk.view.state, ...warningsOf(walk.view)]).toEqual(['submitted', 'seal-without-lock']);
    await walk.execute(['login-locked']);
    expect(walk.view.state).toBe('executed');
  });

  it('is required by the assessment after an urgent call, and then before the form', async () => {
    const { child } = people.adult;
    const walk = await Walk.call(program, staffSeal(child, locking));
    expect(planOf(walk.view)).toEqual(['journal-sealed', 'login-locked?', 'registry-reference-noted?']);
    await walk.execute();
    expect(walk.view.state).toBe('executed-provisionally');
    await walk.to('decided');
    expect(walk.story.missing()).toEqual(['login-locked']);
    problemOf(await walk.story.send(walk.at.staff, 'submission', decisionRecord), 409, 'receipts-missing');
    await walk.execute();
    expect(walk.view.state).toBe('decided');
    expect(await self(child)).toBe('none sealed, none login-locked');
    await walk.submit();
    expect(walk.view.state).toBe('executed');
  });

  it('is told of once more when it comes late, and an optional item is not told of at all', async () => {
    const walk = await Walk.call(program, staffSeal(people.thirteen.child, locking));
    await walk.execute();
    await walk.assess();
    await walk.execute(['login-locked']);
    await walk.execute(['registry-reference-noted']);
    await program.settle();
    const told = (program.mailbox?.mails ?? []).filter(({ text }) => text.includes(walk.id));
    expect(told.map(({ subject }) => subject)).toEqual([
      `Brådskande: ärende ${walk.view.caseNumber}`,
      `Brådskande: ärende ${walk.view.caseNumber}`,
      `Ärende ${walk.view.caseNumber} är verkställt`,
      `Ärende ${walk.view.caseNumber} är verkställt`,
    ]);
  });
});
