import { access, preview } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { locking, patientSeal, protectedSeal, staffSeal } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { Register } from '../every-procedure/register';
import { planOf, readers, warningsOf } from '../every-procedure/seen';
import { About, inForce, sendOpening, Walk } from '../every-procedure/walk';
import { lerum } from '../every-procedure/workplaces';

let program: RunningProgram;
let register: Register;
beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ smtp: true, clockStart: '2026-11-23T08:00:00Z', env: register.settings });
});

const unseal = (patient: string, of: Walk): About => ({
  procedure: 'unseal.staff',
  patient,
  body: { concerns: of.id },
});

/** Ready for the executor. */
async function submitted(about: About): Promise<Walk> {
  const walk = await Walk.open(program, about);
  await walk.to('submitted');
  return walk;
}

const self = async (patient: string) => (await readers(program, patient))['self'];

describe('several seals at once', () => {
  it('are one of each kind: the same again is refused, another is warned of', async () => {
    const patient = people.seventeen.child;
    const first = await inForce(program, staffSeal(patient));
    const again = problemOf(await sendOpening(program, staffSeal(patient)), 409, 'measure-already-in-force');
    expect(again.existing).toBe(first.id);
    const elsewhere = await sendOpening(program, { ...staffSeal(patient), at: lerum });
    const foreign = problemOf(elsewhere, 409, 'measure-already-in-force');
    expect(foreign.existing).toBeUndefined();
    expect(elsewhere.text).not.toMatch(/Partille|E000000990001/);
    const own = await Walk.open(program, patientSeal(patient, false));
    expect(warningsOf(own.view)).toEqual(['another-seal-in-force']);
    expect(warningsOf(await preview(own.story))).toEqual(['another-seal-in-force']);
    const twin = problemOf(await sendOpening(program, patientSeal(patient, false)), 409, 'duplicate-request');
    expect(twin.existing).toBe(own.id);
  });

  it('give access back only when all are lifted', async () => {
    const patient = people.sixteen.child;
    await inForce(program, staffSeal(patient));
    await inForce(program, patientSeal(patient, false));
    const own = await Walk.open(program, { procedure: 'unseal.patient', patient });
    expect(warningsOf(own.view)).toEqual(['another-seal-in-force']);
    await own.assess();
    const foretold = await preview(own.story);
    await own.to('executed');
    expect(planOf(own.view)).toEqual(['seal-still-set', 'registry-reference-noted?']);
    expect((await access(program, patient)).entries).toEqual(foretold.after);
    expect(await self(patient)).toBe('none sealed, all own-login');
    const last = await Walk.open(program, { procedure: 'unseal.staff', patient });
    expect(warningsOf(last.view)).toEqual([]);
    await last.to('executed');
    expect(planOf(last.view)).toEqual(['journal-unsealed', 'registry-reference-noted?']);
    expect(await self(patient)).toBe('all own-access, all own-login');
  });

  it('are really opened by the last of two unseals that are under way at once', async () => {
    const patient = people.sixteenToo.child;
    await inForce(program, staffSeal(patient));
    await inForce(program, patientSeal(patient, false));
    const first = await submitted({ procedure: 'unseal.staff', patient });
    const last = await submitted({ procedure: 'unseal.patient', patient });
    expect([planOf(first.view)[0], planOf(last.view)[0]]).toEqual(['seal-still-set', 'seal-still-set']);
    await first.execute();
    expect([first.view.state, await self(patient)]).toEqual(['executed', 'none sealed, all own-login']);
    const stale = problemOf(await last.sendReceipts(['seal-still-set']), 400, 'invalid-body');
    expect(stale.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/receipts/0/item', 'not-in-the-case'],
    ]);
    await last.execute(['journal-unsealed']);
    expect(planOf(last.view)).toEqual(['journal-unsealed', 'registry-reference-noted?']);
    expect([last.view.state, await self(patient)]).toEqual(['executed', 'all own-access, all own-login']);
  });

  it('are really opened by the last one also when the two unseals interleave', async () => {
    const patient = people.eight.child;
    const seals = [await inForce(program, staffSeal(patient)), await inForce(program, protectedSeal(patient))] as const;
    const two = problemOf(await sendOpening(program, { procedure: 'unseal.staff', patient }), 400, 'invalid-body');
    expect(two.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/concerns', 'ambiguous']]);
    const slow = await submitted(unseal(patient, seals[0]));
    const quick = await submitted(unseal(patient, seals[1]));
    await slow.execute(['blocks-checked']);
    expect(planOf(slow.view)).toEqual(['blocks-checked', 'seal-still-set', 'registry-reference-noted?']);
    await quick.execute();
    expect(planOf(quick.view)).toEqual([
      ...['blocks-checked', 'seal-still-set', 'login-unlocked', 'registry-reference-noted?'],
    ]);
    expect(await self(patient)).toBe('none sealed, all own-login');
    problemOf(await slow.sendReceipts(['seal-still-set']), 400, 'invalid-body');
    await slow.execute(['journal-unsealed']);
    expect(slow.view.state).toBe('executed');
    expect(planOf(slow.view)).toEqual(['blocks-checked', 'journal-unsealed', 'registry-reference-noted?']);
    expect(await self(patient)).toBe('none age, all own-login');
  });
});

describe('a login lock that two seals share', () => {
  it('is taken off by the last of them only', async () => {
    const patient = people.justSixteen.child;
    const staff = await inForce(program, staffSeal(patient, locking));
    const own = await inForce(program, patientSeal(patient, true));
    const locks = async () =>
      (await access(program, patient)).entries.filter(({ service }) => service === 'e-services')[0]?.ground.request;
    expect(await locks()).toBe([staff.id, own.id].sort()[0]);
    const first = await inForce(program, { procedure: 'unseal.staff', patient });
    expect(planOf(first.view)).toEqual(['seal-still-set', 'registry-reference-noted?']);
    expect([await self(patient), await locks()]).toEqual(['none sealed, none login-locked', own.id]);
    const last = await inForce(program, { procedure: 'unseal.patient', patient });
    expect(planOf(last.view)).toEqual(['journal-unsealed', 'login-unlocked', 'registry-reference-noted?']);
    expect(await self(patient)).toBe('all own-access, all own-login');
  });

  it('is taken off with the seal that set it where the other seal needs none', async () => {
    const patient = people.sixteen.child;
    const locked = await inForce(program, staffSeal(patient, locking));
    await inForce(program, patientSeal(patient, false));
    expect(await self(patient)).toBe('none sealed, none login-locked');
    const lifted = await inForce(program, unseal(patient, locked));
    expect(planOf(lifted.view)).toEqual(['seal-still-set', 'login-unlocked', 'registry-reference-noted?']);
    expect(await self(patient)).toBe('none sealed, all own-login');
  });
});

describe('an unseal', () => {
  it('by the patient does not lift a seal by staff, nor one by staff the patient’s own', async () => {
    const [staffs, own] = [people.fourteen.child, people.justEighteen.child];
    const seal = await inForce(program, staffSeal(staffs));
    const unsealing = { procedure: 'unseal.patient', patient: staffs };
    problemOf(await sendOpening(program, unsealing), 409, 'no-measure-in-force');
    problemOf(await sendOpening(program, { ...unsealing, body: { concerns: seal.id } }), 409, 'no-measure-in-force');
    const mine = await inForce(program, patientSeal(own, false));
    problemOf(await sendOpening(program, unseal(own, mine)), 409, 'no-measure-in-force');
  });

  it('is never urgent', async () => {
    const patient = people.fourteen.child;
    const call = await program.as('executor').post('/v1/urgent-requests', {
      ...{ procedure: 'unseal.staff', patient, unit: lerum.unit, responsibleHead: 'Ulf Ström' },
      caller: { name: 'Åsa Lund', vgrId: 'v90111', email: 'clinician-lerum@vgr.example', phone: '010-473 711 00' },
    });
    problemOf(call, 409, 'urgent-not-allowed');
  });

  it('is not granted while the register protects the child: neither opened nor, if the mark comes later, decided', async () => {
    const { child } = people.protectedChild;
    await inForce(program, protectedSeal(child));
    problemOf(await sendOpening(program, { procedure: 'unseal.staff', patient: child }), 409, 'protected-identity');
    await register.change(program, child, { protection: 'none' });
    const walk = await Walk.open(program, { procedure: 'unseal.staff', patient: child });
    await walk.to('consulted');
    await register.change(program, child, { protection: 'protected-registration' });
    problemOf(await walk.sendDecision(), 409, 'protected-identity');
    await register.change(program, child, { protection: 'none' });
    await walk.to('executed');
    expect(await self(child)).toBe('none age, all own-login');
  });

  it('may be asked for by a unit that did not seal, which leaves out whose seal it is', async () => {
    const patient = people.fifteen.child;
    const seal = await inForce(program, staffSeal(patient));
    const theirs = { procedure: 'unseal.staff', patient, at: lerum };
    problemOf(await sendOpening(program, { ...theirs, body: { concerns: seal.id } }), 409, 'no-measure-in-force');
    const decision = () => ({ treatingReason: 'Enheten är stängd.' });
    const walk = await inForce(program, { ...theirs, decision });
    expect(walk.view).toMatchObject({ concerns: seal.id, unit: { hsaId: lerum.unit } });
    expect(await self(patient)).toBe('none age, all own-login');
  });
});
