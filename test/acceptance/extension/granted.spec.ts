import { access, preview, withoutEvents } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { extensionOfGuardian, extensionOfMinor } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { readers } from '../every-procedure/seen';
import { About, inForce, sendOpening, Walk } from '../every-procedure/walk';
import { bup, lerum, partille } from '../every-procedure/workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

/** What the patient reads in the journal on a day. */
async function own(patient: string, on?: string): Promise<string> {
  const [entry] = (await access(program, patient, on)).entries;
  return `${entry?.access ?? ''} ${entry?.reason ?? ''} ${entry?.units.join() ?? ''}`.trim();
}

describe('an extension', () => {
  it('holds for the unit that decided it, and for another only by a decision of that one', async () => {
    const { child } = people.fifteen;
    await inForce(program, extensionOfMinor(child));
    expect(await own(child)).toBe(`units extension ${partille.unit}`);
    problemOf(await sendOpening(program, extensionOfMinor(child)), 409, 'measure-already-in-force');
    await inForce(program, { ...extensionOfMinor(child), at: lerum });
    expect(await own(child)).toBe(`units extension ${[partille.unit, lerum.unit].join()}`);
  });

  it('holds for the named guardian alone, and for the record alone', async () => {
    await inForce(program, extensionOfGuardian(people.fourteen, 1));
    expect(await readers(program, people.fourteen.child)).toEqual({
      self: 'none age, all own-login',
      first: 'none age, none age',
      second: 'units extension, none age',
    });
  });

  it('begins on its first day and ends with its last', async () => {
    const patient = people.twinOne.child;
    const month = { validFrom: '2026-12-01', validUntil: '2026-12-31' };
    await inForce(program, { ...extensionOfMinor(patient, month), at: lerum });
    const on = async (day: string) => (await own(patient, day)).slice(0, 10);
    expect([await on('2026-11-30'), await on('2026-12-01'), await on('2026-12-31'), await on('2027-01-01')]).toEqual([
      ...['none age', 'units exte', 'units exte', 'none age'],
    ]);
    const answer = await access(program, patient, '2026-12-01');
    expect(answer.entries[0]).toMatchObject({ from: '2026-12-01', until: '2026-12-31' });
    expect(answer.nextChange).toEqual({ date: '2027-01-01', cause: 'extension-ends' });
  });

  it('lasts, unless told otherwise, until the day before the 16th birthday', async () => {
    const untilOf = async (patient: string) => (await Walk.open(program, extensionOfMinor(patient))).view.validUntil;
    expect(await untilOf(people.thirteen.child)).toBe('2029-11-19');
    expect(await untilOf(people.justSixteen.child)).toBe('2026-11-21');
    const leap = await Walk.open(program, extensionOfGuardian(people.leapDay));
    expect(leap.view.validUntil).toBe('2028-02-28');
  });

  it('is not opened, nor decided, for a day after that, for the past or backwards', async () => {
    const patient = people.fourteen.child;
    const refused = async (body: object, code: string) =>
      problemOf(await sendOpening(program, extensionOfMinor(patient, { ...body })), 409, code);
    await refused({ validUntil: '2028-01-01' }, 'age-outside-window');
    await refused({ validFrom: '2026-12-01', validUntil: '2026-11-30' }, 'date-not-allowed');
    await refused({ validFrom: '2026-11-19' }, 'date-not-allowed');
    await refused({ validFrom: '2028-01-01' }, 'age-outside-window');
    const walk = await Walk.open(program, extensionOfMinor(patient, { validUntil: '2027-12-31' }));
    await walk.to('consulted');
    problemOf(await walk.sendDecision({ validUntil: '2028-01-01' }), 409, 'age-outside-window');
    problemOf(await walk.sendDecision({ validUntil: '2026-11-19' }), 409, 'date-not-allowed');
    problemOf(await walk.sendDecision({ validFrom: '2026-11-19' }), 409, 'date-not-allowed');
    await walk.decide({ validFrom: '2026-12-24', validUntil: '2027-06-30' });
    expect(walk.view).toMatchObject({ validFrom: '2026-12-24', validUntil: '2027-06-30' });
    await walk.to('executed');
    expect([await own(patient, '2026-12-23'), await own(patient, '2027-07-01')]).toEqual(['none age', 'none age']);
    expect(await own(patient, '2027-06-30')).toBe(`units extension ${partille.unit}`);
  });

  it('is asked for at 12 with the 13th birthday as its first day, and no day earlier', async () => {
    const patient = people.protectedGuardian.child;
    problemOf(await sendOpening(program, extensionOfMinor(patient)), 409, 'age-outside-window');
    problemOf(
      await sendOpening(program, extensionOfMinor(patient, { validFrom: '2027-01-02' })),
      409,
      'age-outside-window',
    );
    const walk = await Walk.open(program, extensionOfMinor(patient, { validFrom: '2027-01-03' }));
    const foretold = await preview(walk.story);
    const refused = await preview(walk.story, '?outcome=refused');
    expect([foretold.on, refused.after]).toEqual(['2027-01-03', foretold.before]);
    await walk.to('executed');
    expect(withoutEvents((await access(program, patient, '2027-01-03')).entries)).toEqual(
      withoutEvents(foretold.after),
    );
    expect(walk.view).toMatchObject({ state: 'executed', validUntil: '2030-01-02' });
    expect([await own(patient, '2027-01-02'), await own(patient, '2027-01-03')]).toEqual([
      ...['none age', `units extension ${partille.unit}`],
    ]);
  });

  it('has no meaning at a unit that shows nothing', async () => {
    problemOf(
      await sendOpening(program, { ...extensionOfMinor(people.thirteen.child), at: bup }),
      409,
      'unit-excluded',
    );
    problemOf(await sendOpening(program, { ...extensionOfGuardian(people.thirteen), at: bup }), 409, 'unit-excluded');
    const block = { procedure: 'block', patient: people.nine.child, guardians: people.nine.guardians, at: bup };
    expect((await sendOpening(program, block)).status).toBe(201);
  });

  it('names one guardian of the child, and the minor’s own names none', async () => {
    const { child, guardians } = people.thirteen;
    const opening = (about: Partial<About>) =>
      sendOpening(program, { ...extensionOfGuardian(people.thirteen), ...about });
    for (const some of [[], guardians]) {
      const problem = problemOf(await opening({ guardians: some }), 400, 'invalid-body');
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/guardians']);
    }
    problemOf(await opening({ guardians: ['198403012381'] }), 409, 'not-a-guardian');
    const named = await sendOpening(program, { ...extensionOfMinor(child), guardians: [guardians[0]] });
    problemOf(named, 400, 'invalid-body');
  });
});

describe('what the child wants', () => {
  const about = extensionOfGuardian(people.thirteen);
  const answer = (will: string, safe?: boolean) => ({
    EG6: { answer: will },
    ...(safe === undefined ? {} : { EG7: { answer: safe } }),
  });

  /** Assessed with these answers and no others on the child's will. */
  async function heard(answers: ReturnType<typeof answer>): Promise<Walk> {
    const walk = await Walk.open(program, about);
    const known = ['EG1', 'EG2', 'EG3', 'EG4', 'EG5'].map(
      (id) => [id, { answer: true, note: 'Se journalen.' }] as const,
    );
    await walk.story.assess({ answers: { ...Object.fromEntries(known), ...answers } });
    await walk.consult();
    return walk;
  }

  it('decides: a child that does not want it is not overruled', async () => {
    const walk = await heard(answer('DOES_NOT_WANT'));
    problemOf(await walk.sendDecision(), 409, 'child-objects');
    problemOf(await walk.sendDecision({}, 'designee-partille'), 409, 'child-objects');
    await walk.decide({ outcome: 'refused' });
    await walk.document();
    expect(walk.view).toMatchObject({ state: 'closed', outcome: 'refused' });
  });

  it('must be made up for where the child cannot say it', async () => {
    for (const safe of [undefined, false]) {
      const unsure = await heard(answer('CANNOT_EXPRESS', safe));
      problemOf(await unsure.sendDecision(), 409, 'assessment-blocks-grant');
      await unsure.story.withdraw();
    }
    const sure = await heard(answer('CANNOT_EXPRESS', true));
    await sure.decide();
    expect(sure.view.outcome).toBe('granted');
    await sure.story.withdraw();
  });

  it('is enough where the child wants it', async () => {
    const walk = await heard(answer('WANTS'));
    await walk.decide();
    expect(walk.view.outcome).toBe('granted');
  });
});

describe('an extension for a minor', () => {
  it('needs a reason where the guardian was not consulted', async () => {
    const walk = await Walk.open(program, extensionOfMinor(people.twinOne.child, { validFrom: '2026-11-21' }));
    const alone = { EM4: { answer: 'not-consulted-with-reason' } };
    problemOf(await walk.sendAssessment(alone), 409, 'incomplete-assessment');
    await walk.assess({ EM4: { ...alone.EM4, note: 'Vårdnadshavaren är bortrest.' } });
    expect(walk.view.state).toBe('assessed');
  });

  it.each(['EM1', 'EM2', 'EM3', 'EM5'])('is not granted against %s', async (id) => {
    const walk = await Walk.open(program, extensionOfMinor(people.twinTwo.child, { validFrom: '2026-11-21' }));
    await walk.assess({ [id]: { answer: false } });
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'assessment-blocks-grant');
    await walk.story.withdraw();
  });
});

describe('what stands against an extension', () => {
  it('is a protected identity of the child or of this guardian', async () => {
    const { child, guardians } = people.protectedGuardian;
    const about = (guardian: string): About => ({
      procedure: 'extension.guardian',
      patient: child,
      guardians: [guardian],
      body: { validFrom: '2027-01-03' },
    });
    problemOf(await sendOpening(program, about(guardians[0])), 409, 'protected-identity');
    expect((await sendOpening(program, about(guardians[1]))).status).toBe(201);
  });

  it('is a seal of the patient, also one that comes before the decision', async () => {
    const patient = people.twinOne.child;
    const walk = await Walk.open(program, {
      ...extensionOfGuardian(people.twinOne),
      body: { validFrom: '2026-11-21' },
    });
    await walk.to('consulted');
    const seal = { procedure: 'seal.staff', patient, answers: { SS4: { answer: false } } };
    await inForce(program, seal);
    problemOf(await walk.sendDecision(), 409, 'patient-sealed');
    const again = { ...extensionOfGuardian(people.twinOne, 1), body: { validFrom: '2026-11-21' } };
    problemOf(await sendOpening(program, again), 409, 'patient-sealed');
    problemOf(
      await sendOpening(program, { ...extensionOfMinor(patient, { validFrom: '2026-11-21' }), at: lerum }),
      409,
      'patient-sealed',
    );
    await inForce(program, { procedure: 'unseal.staff', patient });
    await walk.decide();
    expect(walk.view.outcome).toBe('granted');
  });

  it('is a block of this guardian, not one of the other', async () => {
    const { child: patient, guardians } = people.thirteen;
    await inForce(program, { procedure: 'block', patient, guardians: [guardians[1]] });
    problemOf(await sendOpening(program, extensionOfGuardian(people.thirteen, 1)), 409, 'guardian-blocked');
    expect((await sendOpening(program, { ...extensionOfGuardian(people.thirteen, 0), at: lerum })).status).toBe(201);
  });
});
