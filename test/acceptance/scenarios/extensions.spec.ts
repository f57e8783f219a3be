import { access } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { block, extensionOfGuardian } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { readers } from '../every-procedure/seen';
import { inForce, sendOpening, Walk } from '../every-procedure/walk';
import { bup, lerum, partille } from '../every-procedure/workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
});

describe('scenario', () => {
  it('9: a child turns 13 tomorrow, or today', async () => {
    const first = async (child: string, on: string) => (await readers(program, child, on))['first'];
    const reading = 'all automatic-guardian, all automatic-guardian';
    const family = people.justThirteen;
    expect([await first(family.child, '2026-11-21'), await first(family.child, '2026-11-22')]).toEqual([
      ...[reading, 'none age, none age'],
    ]);
    expect((await access(program, family.child, '2026-11-21')).nextChange).toEqual({
      ...{ date: '2026-11-22', cause: 'birthday-13' },
    });
  });

  it('10: an extension is asked for at 12 years and 11 months, from the 13th birthday', async () => {
    const patient = people.protectedGuardian.child;
    const walk = await inForce(program, {
      ...{ procedure: 'extension.minor', patient },
      body: { validFrom: '2027-01-03' },
    });
    expect([walk.view.state, walk.view.validUntil]).toEqual(['executed', '2030-01-02']);
  });

  it('12: an extension at one unit shows nothing of another', async () => {
    const patient = people.fourteen.child;
    await inForce(program, { procedure: 'extension.minor', patient, at: lerum });
    const [own] = (await access(program, patient)).entries;
    expect(own?.units).toEqual([lerum.unit]);
    expect(own?.units).not.toContain(partille.unit);
  });

  it('13: an extension is asked for by BUP', async () => {
    problemOf(await sendOpening(program, { ...extensionOfGuardian(people.fifteen, 0), at: bup }), 409, 'unit-excluded');
  });

  it('14: the child says no and the guardian insists', async () => {
    const walk = await Walk.open(program, extensionOfGuardian(people.fifteen, 0));
    await walk.assess({ EG6: { answer: 'DOES_NOT_WANT', note: 'Vårdnadshavaren står fast.' } });
    await walk.consult('guardian');
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'child-objects');
    await walk.story.withdraw();
  });

  it('15: the child cannot express its will', async () => {
    const about = { ...extensionOfGuardian(people.fifteen, 0), at: lerum };
    const unsure = await Walk.open(program, about);
    await unsure.assess({ EG6: { answer: 'CANNOT_EXPRESS' }, EG7: { answer: false } });
    await unsure.consult();
    problemOf(await unsure.sendDecision(), 409, 'assessment-blocks-grant');
    await unsure.story.withdraw({}, lerum.staff);
    const sure = await inForce(program, {
      ...about,
      answers: { EG6: { answer: 'CANNOT_EXPRESS' }, EG7: { answer: true } },
    });
    expect(sure.view.outcome).toBe('granted');
  });

  it('16: a foster parent or a step-parent asks', async () => {
    const stranger = { guardians: ['199203012399'] };
    problemOf(
      await sendOpening(program, { ...extensionOfGuardian(people.fifteen, 0), ...stranger }),
      409,
      'not-a-guardian',
    );
    problemOf(await sendOpening(program, { ...block(people.nine), ...stranger }), 409, 'not-a-guardian');
  });

  it('32: a designee whose delegation has expired decides', async () => {
    const walk = await Walk.open(program, extensionOfGuardian(people.fourteen, 1));
    await walk.to('consulted');
    problemOf(await walk.sendDecision({}, 'former-designee-partille'), 403, 'delegation-not-valid');
  });

  it('46: a child born on 29 February turns 13, 16 and 18', async () => {
    const { child } = people.leapDay;
    const first = async (on: string) => (await readers(program, child, on))['first'];
    expect([await first('2025-02-27'), await first('2025-02-28')]).toEqual([
      ...['all automatic-guardian, all automatic-guardian', 'none age, none age'],
    ]);
    expect((await readers(program, child, '2028-02-28'))['self']).toBe('none age, all own-login');
    expect((await readers(program, child, '2028-02-29'))['self']).toBe('all own-access, all own-login');
    const second = async (on: string) => (await readers(program, child, on))['second'];
    expect([await second('2030-02-27'), await second('2030-02-28')]).toEqual([
      ...['none age, none age', 'none not-guardian, none not-guardian'],
    ]);
  });

  it('11: an extension still stands on the 16th birthday', async () => {
    const family = people.fifteen;
    await inForce(program, { ...extensionOfGuardian(family, 1), at: lerum });
    await program.moveClock('2027-09-30T21:59:00Z');
    expect((await readers(program, family.child))['second']).toBe('units extension, none age');
    await program.moveClock('2027-09-30T22:00:00Z');
    expect(await readers(program, family.child)).toMatchObject({
      ...{ self: 'all own-access, all own-login', second: 'none age, none age' },
    });
  });
});
