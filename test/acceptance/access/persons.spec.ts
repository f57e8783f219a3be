import { eventsOf } from '../../cli/planting';
import { accepted, Case } from '../../support/case';
import { Answer, problemOf } from '../../support/client';
import { Person } from '../../support/contract';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { families, numberOf, written } from '../../support/samples';

/** Whoever is about to open a request asks first who the child is, and who the guardians are. */

interface Found {
  readonly person: Person;
  readonly guardians: readonly Person[];
}
const asking = (program: RunningProgram, number: string, by = 'clinician-partille'): Promise<Answer<Found>> =>
  program.as(by).post<Found>('/v1/persons', { number });
const found = async (program: RunningProgram, number: string, by?: string): Promise<Found> =>
  accepted(await asking(program, number, by), 200).body;

const eventsIn = async ({ dataDir }: RunningProgram): Promise<number> => (await eventsOf(dataDir)).length;

describe('who somebody is', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  });

  it('is told with the guardians of today, by number, name and protection, and nothing is written', async () => {
    const { child, guardians } = families.protectedGuardian;
    const before = await eventsIn(program);
    const told = await found(program, child);
    expect([told.person.personalNumber, told.person.protected]).toEqual([written(child), false]);
    expect(told.guardians.map((one) => one.personalNumber)).toEqual(guardians.map(written));
    expect(told.guardians.filter((one) => one.protected)).toHaveLength(1);
    expect([told.person, ...told.guardians].every(({ name }) => (name ?? '') !== '')).toBe(true);
    expect(await eventsIn(program)).toBe(before);
  });

  it('bears the ids under which a request names them', async () => {
    const { child, guardians } = families.blockOfBoth;
    const { view } = await Case.open(program, { patient: child, guardians });
    const told = await found(program, child, 'executor');
    expect([told.person, ...told.guardians]).toEqual([view.patient, ...view.guardians]);
  });

  it('is a grown-up, too, whose guardians are none', async () => {
    const [guardian] = families.blockOfBoth.guardians;
    expect((await found(program, guardian, 'head-partille')).guardians).toEqual([]);
  });

  it('is refused where the register has never held the number, or holds none of its type', async () => {
    problemOf(await asking(program, numberOf('20150505', '239')), 409, 'unknown-person');
    problemOf(await asking(program, '197010632391'), 409, 'person-number-type');
    const wrong = problemOf(await asking(program, '201701012394'), 400, 'invalid-body');
    expect(wrong.errors).toMatchObject([{ pointer: '/number', code: 'wrong-number' }]);
  });

  it('is refused by name to a party: the guardian of the child, and the person', async () => {
    const { child, guardians } = families.ofStaff;
    for (const number of [child, guardians[0]])
      problemOf(await asking(program, number, 'parent-partille'), 409, 'party-to-case');
    expect((await found(program, child)).guardians).toHaveLength(2);
  });
});

describe('who somebody is in a register that changes', () => {
  const [child, mother] = [numberOf('20170101', '239'), families.ofStaff.guardians[0]];
  const one = (personalNumber: string, more: Partial<Entry> = {}): Entry => ({
    personalNumber,
    name: 'Test Testsson',
    protection: 'none',
    ...more,
  });
  let program: RunningProgram;
  let register: PopulationFile;
  beforeAll(async () => {
    register = await PopulationFile.make([one(mother), one(child, { guardians: [mother] })]);
    program = await startProgram({ env: register.settings });
    accepted(await program.as('operator').post('/v1/register-changes', { patients: [child] }), 200);
  });

  it('is still refused to one who was guardian, and is not any more', async () => {
    await register.replace(program, [one(mother), one(child)]);
    expect((await found(program, child)).guardians).toEqual([]);
    problemOf(await asking(program, child, 'parent-partille'), 409, 'party-to-case');
  });

  it('is as it was seen last, where the register holds the number no longer', async () => {
    await register.replace(program, [one(mother)]);
    expect((await found(program, child)).person).toMatchObject({
      personalNumber: written(child),
      name: 'Test Testsson',
    });
  });
});
