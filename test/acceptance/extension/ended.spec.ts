import { access, preview, withoutEvents } from '../../support/asking';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { written } from '../../support/samples';
import { extensionOfGuardian, extensionOfMinor } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { planOf, readers, warningsOf } from '../every-procedure/seen';
import { About, inForce, sendOpening, Walk } from '../every-procedure/walk';
import { habilitation, lerum } from '../every-procedure/workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const end = (patient: string, body: About['body'] = {}): About => ({ procedure: 'extension-end', patient, body });

/** What the patient reads in the journal on a day. */
async function own(patient: string, on?: string): Promise<string> {
  const [entry] = (await access(program, patient, on)).entries;
  return `${entry?.access ?? ''} ${entry?.reason ?? ''} ${entry?.units.join() ?? ''}`.trim();
}

describe('a block of a guardian who has an extension', () => {
  const { child: patient, guardians } = people.leapDay;
  const blocked = (guardian: string) => `guardian-blocked:${guardian}`;

  it('takes the minor access away first', async () => {
    await inForce(program, extensionOfGuardian(people.leapDay, 1));
    const walk = await Walk.open(program, { procedure: 'block', patient, guardians });
    expect(warningsOf(walk.view)).toContain('extension-still-set');
    await walk.to('decided');
    const foretold = await preview(walk.story);
    expect(warningsOf(foretold)).toContain('extension-still-set');
    await walk.submit();
    const [first, second] = walk.view.guardians.map(({ id }) => id);
    expect(planOf(walk.view)).toEqual([
      ...['minor-access-checked', 'minor-access-removed'],
      ...guardians.map((number) => blocked(written(number))),
      'registry-reference-noted?',
    ]);
    problemOf(await walk.sendReceipts([blocked(second ?? '')]), 409, 'extension-still-set');
    problemOf(await walk.sendReceipts(['minor-access-checked', blocked(second ?? '')]), 409, 'extension-still-set');
    expect((await walk.story.read()).revision).toBe(walk.view.revision);
    await walk.execute([blocked(first ?? '')]);
    expect(await readers(program, patient)).toMatchObject({
      first: 'none blocked, none blocked',
      second: 'units extension, none age',
    });
    await walk.execute(['minor-access-removed']);
    expect((await readers(program, patient))['second']).toBe('none age, none age');
    await walk.execute();
    expect(walk.view.state).toBe('executed');
    expect(withoutEvents((await access(program, patient)).entries)).toEqual(withoutEvents(foretold.after));
    expect(warningsOf(walk.view)).not.toContain('extension-still-set');
  });

  it('does not bring the extension back when it is lifted', async () => {
    await inForce(program, { procedure: 'block-end', patient });
    expect(await readers(program, patient)).toMatchObject({
      first: 'none age, none age',
      second: 'none age, none age',
    });
    problemOf(await sendOpening(program, { ...end(patient), at: lerum }), 409, 'no-measure-in-force');
  });

  it('has it in its plan also where the extension was set after the block was granted', async () => {
    const block = await Walk.open(program, { procedure: 'block', patient, guardians: [guardians[0]] });
    await block.to('submitted');
    expect(planOf(block.view)).not.toContain('minor-access-removed');
    await inForce(program, { ...extensionOfGuardian(people.leapDay, 0), at: lerum });
    problemOf(await block.sendReceipts(block.story.missing()), 409, 'extension-still-set');
    await block.execute(['minor-access-checked']);
    expect(planOf(block.view)).toEqual([
      ...['minor-access-checked', 'minor-access-removed', blocked(written(guardians[0])), 'registry-reference-noted?'],
    ]);
    await block.execute();
    expect((await readers(program, patient))['first']).toBe('none blocked, none blocked');
  });
});

describe('the end of an extension', () => {
  const { child: patient } = people.fifteen;
  beforeAll(async () => {
    await inForce(program, { ...extensionOfMinor(patient), at: lerum });
    const later = extensionOfMinor(people.protectedGuardian.child, { validFrom: '2027-01-03' });
    await inForce(program, later);
    await inForce(program, extensionOfGuardian(people.fourteen, 1));
  });

  it('says which one where there are several, and takes only that one away', async () => {
    const guardians = await inForce(program, { ...extensionOfGuardian(people.fifteen), at: habilitation });
    const foreign = await sendOpening(program, end(patient));
    const problem = problemOf(foreign, 400, 'invalid-body');
    expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/concerns', 'ambiguous']]);
    const walk = await Walk.open(program, { ...end(patient, { concerns: guardians.id }), at: habilitation });
    expect(walk.view).toMatchObject({ concerns: guardians.id, guardians: [{ name: 'Testa Förälder-Fyra' }] });
    await walk.to('executed');
    expect(await readers(program, patient)).toMatchObject({
      self: 'units extension, all own-login',
      first: 'none age, none age',
    });
  });

  it('is not asked for of another unit’s request by name', async () => {
    const [theirs] = (await access(program, patient, undefined, 'auditor')).entries;
    expect(theirs?.ground.request).toEqual(expect.any(String));
    const body = { concerns: theirs?.ground.request };
    problemOf(await sendOpening(program, { ...end(patient, body), at: habilitation }), 409, 'no-measure-in-force');
  });

  it('leaves out whose it is where the only one is another unit’s', async () => {
    const child = people.protectedGuardian.child;
    const walk = await inForce(program, { ...end(child), at: lerum });
    expect(walk.view).toMatchObject({ guardians: [], unit: { hsaId: lerum.unit } });
    expect(await own(child, '2027-01-03')).toBe('none age');
  });

  it('works from the later of its first day and the receipt', async () => {
    const child = people.fourteen.child;
    const guardian = (on: string) => access(program, child, on).then(({ entries }) => entries[4]?.reason);
    const [extension] = (await access(program, child)).entries.filter(({ reason }) => reason === 'extension');
    const concerns = extension?.ground.request;
    const walk = await inForce(program, end(child, { concerns, validFrom: '2026-11-30' }));
    expect(walk.view.validFrom).toBe('2026-11-30');
    expect([await guardian('2026-11-29'), await guardian('2026-11-30')]).toEqual(['extension', 'age']);
  });
});

describe('the 16th birthday', () => {
  const { child } = people.justSixteen;

  it('ends the extension: nobody reads by it any more, and the young person reads all', async () => {
    const extension = await inForce(program, { ...extensionOfGuardian(people.justSixteen), at: lerum });
    await inForce(program, extensionOfMinor(child));
    await program.moveClock('2026-11-21T22:59:00Z');
    expect(await readers(program, child)).toEqual({
      ...{ self: 'units extension, all own-login', first: 'units extension, none age', second: 'none age, none age' },
    });
    const { nextChange } = await access(program, child);
    expect(nextChange).toEqual({ date: '2026-11-22', cause: 'birthday-16' });
    await program.moveClock('2026-11-21T23:00:00Z');
    expect(await readers(program, child)).toEqual({
      ...{ self: 'all own-access, all own-login', first: 'none age, none age', second: 'none age, none age' },
    });
    expect(extension.view.validUntil).toBe('2026-11-21');
    problemOf(await sendOpening(program, extensionOfMinor(child)), 409, 'age-outside-window');
    problemOf(await sendOpening(program, { ...end(child), at: lerum }), 409, 'no-measure-in-force');
  });

  it('stops a case that is still under way', async () => {
    const late = await Walk.open(program, {
      ...extensionOfGuardian(people.fifteen, 1),
      body: { validFrom: '2027-09-30' },
    });
    await late.to('consulted');
    await program.moveClock('2027-10-01T08:00:00Z');
    problemOf(await late.sendDecision(), 409, 'age-outside-window');
    await late.decide({ outcome: 'refused' });
    expect(late.view.outcome).toBe('refused');
  });
});
