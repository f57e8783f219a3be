import { inboxFor } from '../../support/asking';
import { accepted, Case } from '../../support/case';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { families, written } from '../../support/samples';
import { protectedSeal } from '../every-procedure/abouts';
import { inForce } from '../every-procedure/walk';

const family = families.blockOfBoth;
const sealed = families.protectedGuardian;
const newcomer = families.urgent.guardians[0];

interface Said {
  readonly newcomer?: boolean;
  readonly protects?: boolean;
  readonly seals?: boolean;
}

function registered({ newcomer: isThere = false, protects = false, seals = true }: Said): readonly Entry[] {
  const person = (personalNumber: string, isProtected = false): Entry => ({
    personalNumber,
    name: 'Test Person',
    protection: isProtected ? 'secrecy-marking' : 'none',
  });
  const guardians = [...family.guardians, ...(isThere ? [newcomer] : [])];
  return [
    ...[...family.guardians, newcomer].map((one) => person(one)),
    { ...person(family.child, protects), guardians },
    ...sealed.guardians.map((one) => person(one)),
    { ...person(sealed.child, seals), guardians: sealed.guardians },
  ];
}

let program: RunningProgram;
let population: PopulationFile;
let block: Case;
let seal: Case;

async function seen(patient: string, said: Said): Promise<void> {
  await population.replace(program, registered(said));
  const answer = await program.as('operator').post('/v1/register-changes', { patients: [patient] });
  accepted(answer, 200);
}

const tasks = async (story: Case): Promise<string> => {
  const names = ['new-guardian', 'manual-seal', 'restore'];
  const of = async (by: string) => (await inboxFor(story, by)).filter((action) => names.includes(action)).join();
  return `staff: ${await of('clinician-partille')}; head: ${await of('head-partille')}; other: ${await of('head-lerum')}`;
};
const none = 'staff: ; head: ; other: ';
const notInMeasure = async (): Promise<unknown> =>
  (await Case.find(program, block.id)).view.warnings.find(({ code }) => code === 'guardian-not-in-measure')?.persons;

beforeAll(async () => {
  population = await PopulationFile.make(registered({}));
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: { ...population.settings } });
  block = await Case.open(program, { patient: family.child, guardians: family.guardians });
  await block.to('closed');
  seal = (await inForce(program, protectedSeal(sealed.child))).story;
});

it('a guardian whom no block names is looked at by the head', async () => {
  expect(await tasks(block)).toBe(none);
  await seen(family.child, { newcomer: true });
  expect(await tasks(block)).toBe('staff: ; head: new-guardian; other: ');
  const warned = [expect.objectContaining({ personalNumber: written(newcomer) })];
  expect(await notInMeasure()).toEqual(warned);
  const also = await Case.open(program, { patient: family.child, guardians: [newcomer] });
  expect([await tasks(block), await notInMeasure()]).toEqual([none, warned]);
  await also.withdraw();
  expect(await tasks(block)).toBe('staff: ; head: new-guardian; other: ');
  await seen(family.child, { newcomer: false });
  expect([await tasks(block), await notInMeasure()]).toEqual([none, undefined]);
});

it('a protection that appears overnight is followed by a seal, which the unit’s staff are told to ask for', async () => {
  await seen(family.child, { protects: true });
  expect(await tasks(block)).toBe('staff: manual-seal; head: manual-seal; other: ');
  await seen(family.child, { protects: false });
  expect(await tasks(block)).toBe(none);
});

it('a protection that is gone leaves a seal to be undone', async () => {
  expect(await tasks(seal)).toBe(none);
  await seen(sealed.child, { seals: false });
  expect(await tasks(seal)).toBe('staff: restore; head: restore; other: ');
  await seen(sealed.child, { seals: true });
  expect(await tasks(seal)).toBe(none);
});
