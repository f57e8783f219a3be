import { access, preview } from '../../support/asking';
import { Case } from '../../support/case';
import { Warning } from '../../support/contract';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { masked, numberOf, partille, written } from '../../support/samples';

/** What is said and shown of persons who are no guardians any more, or not alive, and of siblings. */

const [mother, father, stranger] = ['19850301', '19850302', '19850303'].map((birth) => numberOf(birth, '238')) as [
  string,
  string,
  string,
];
const [child, sibling, deadSibling, ofStranger] = ['20170101', '20180102', '20160103', '20190104'].map((birth) =>
  numberOf(birth, '239'),
) as [string, string, string, string];

const one = (personalNumber: string, name: string, more: Partial<Entry> = {}): Entry => ({
  personalNumber,
  name,
  protection: 'none',
  ...more,
});
const both = [mother, father];
const family = (motherIs: Partial<Entry> = {}, guardians: readonly string[] = both): readonly Entry[] => [
  one(mother, 'Test Moder', motherIs),
  one(father, 'Test Fader'),
  one(stranger, 'Test Annan'),
  one(child, 'Test Barn', { guardians }),
  one(sibling, 'Test Syskon', { guardians: [mother], protection: 'secrecy-marking' }),
  one(deadSibling, 'Test Syskon-Två', { guardians: both, deceasedOn: '2024-01-01' }),
  one(ofStranger, 'Test Barn-Tre', { guardians: [stranger] }),
];

let register: PopulationFile;
let program: RunningProgram;
let block: Case;
beforeAll(async () => {
  register = await PopulationFile.make(family());
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: register.settings });
  block = await Case.open(program, { patient: child, guardians: [mother], unit: partille });
});

const warning = (code: string, warnings: readonly Warning[]): readonly unknown[] | undefined =>
  warnings.find((each) => each.code === code)?.persons?.map(({ personalNumber, name }) => [personalNumber, name]);

const cells = async (reader: string, on?: string): Promise<readonly string[]> =>
  (await access(program, child, on)).entries
    .filter((entry) => entry.reader.personalNumber === written(reader))
    .map(({ service, access: what, reason }) => `${service} ${what} ${reason}`);

describe('the siblings of a child', () => {
  it('are named by the warning that they are not assessed: the living, with number and name', async () => {
    const { warnings } = await block.read();
    expect(warnings.find(({ code }) => code === 'siblings-not-assessed')?.persons).toEqual([
      { id: expect.any(String) as string, personalNumber: written(sibling), name: 'Test Syskon', protected: true },
    ]);
    expect(warning('siblings-not-assessed', (await preview(block)).warnings)).toEqual([
      [written(sibling), 'Test Syskon'],
    ]);
    expect(warning('siblings-not-assessed', (await block.read('auditor')).warnings)).toHaveLength(1);
  });

  it('are not named to an executor', async () => {
    const call = await Case.call(program, { patient: child, guardians: [father], unit: partille });
    const view = await call.read('executor');
    expect(JSON.stringify(view)).not.toContain(sibling.slice(-4));
    expect(JSON.stringify(view)).not.toContain('Syskon');
    await call.withdraw();
  });
});

describe('a guardian who dies', () => {
  beforeAll(async () => {
    await block.to('submitted');
    await block.execute();
    await block.document();
    await block.read();
    await register.replace(program, family({ deceasedOn: '2026-11-19' }));
  });

  it('reads nothing from that day on, journal or e-services, whatever is in force; the other reads as before', async () => {
    expect(await cells(mother, '2026-11-18')).toEqual([
      'journal all automatic-guardian',
      'e-services all automatic-guardian',
    ]);
    expect(await cells(mother, '2026-11-19')).toEqual(['journal none deceased', 'e-services none deceased']);
    expect(await cells(mother)).toEqual(['journal none deceased', 'e-services none deceased']);
    expect(await cells(father)).toEqual(['journal all automatic-guardian', 'e-services all automatic-guardian']);
  });

  it('is named by a warning in the case, and in no sealed list or other case', async () => {
    expect(warning('guardian-deceased', (await block.read()).warnings)).toEqual([[written(mother), 'Test Moder']]);
    const ofFather = await Case.open(program, { patient: child, guardians: [father], unit: partille });
    expect(warning('guardian-deceased', (await ofFather.read()).warnings)).toBeUndefined();
    await ofFather.withdraw();
  });

  it('is masked in it to an executor whose work is done', async () => {
    expect(warning('guardian-deceased', (await block.read('executor')).warnings)).toEqual([
      [masked(mother), 'Test Moder'],
    ]);
  });
});

describe('a blocked guardian whom the register no longer names', () => {
  it('is named by a warning, and is as the last answer that named her said', async () => {
    await register.replace(program, family({}, [father]));
    expect(warning('guardian-not-registered', (await block.read()).warnings)).toEqual([
      [written(mother), 'Test Moder'],
    ]);
    expect(await cells(mother)).toEqual(['journal none deceased', 'e-services none deceased']);
    const end = await Case.open(program, { procedure: 'block-end', patient: child, guardians: [], unit: partille });
    expect(warning('guardian-not-registered', end.view.warnings)).toEqual([[written(mother), 'Test Moder']]);
  });
});
