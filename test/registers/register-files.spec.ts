import { rename, rm, truncate, utimes } from 'node:fs/promises';
import { HsaId, PersonalNumber, regionNamed } from '@sigill/domain';
import { demoData } from '../../libs/adapters/demo-data';
import { openDirectory } from '../../libs/adapters/registers/file-directory';
import { FilePopulationRegister, openPopulationRegister } from '../../libs/adapters/registers/file-population-register';
import { RegisterFault } from '../../libs/adapters/registers/register-file';
import { until } from '../support/until';
import { faultsOf, fileOf, pathTo } from './register-folder';

const child = '201701012393' as PersonalNumber;
const parent = '198903012386' as PersonalNumber;
const marked = {
  population: demoData.population.map((person) =>
    person.personalNumber === child ? { ...person, protection: 'secrecy-marking' } : person,
  ),
};
const hourMs = 3_600_000;

const opened = async (): Promise<FilePopulationRegister> => openPopulationRegister(await fileOf(demoData), hourMs);

/** How the child is protected. */
const saidBy = (register: FilePopulationRegister): Promise<string> =>
  register.lookUp(child).then(
    (record) => record?.protection ?? 'unknown',
    () => 'nothing',
  );

describe('a register file', () => {
  it('may hold population and directory at once', async () => {
    const path = await fileOf({ about: 'for a test', ...demoData });
    const register = await openPopulationRegister(path);
    const directory = await openDirectory(path, regionNamed('vgr'));
    const record = await register.lookUp(child);
    expect([record?.name, record?.guardians]).toEqual(['Test Barn-06', ['198903012386', '198903012394']]);
    expect(record?.source).toMatch(/^population-file [0-9a-f]{12}$/);
    expect(await directory.staffList()).toEqual(await (await openDirectory(null, regionNamed('vgr'))).staffList());
  });

  it('is read anew when it has been replaced, and the answer names another edition', async () => {
    const register = await opened();
    const before = await register.lookUp(child);
    await rename(await fileOf(marked, 'next.json'), pathTo('register.json'));
    await register.look();
    const after = await register.lookUp(child);
    expect([before?.protection, after?.protection]).toEqual(['none', 'secrecy-marking']);
    expect(after?.source).not.toBe(before?.source);
  });

  it('is read anew when it has been written over, also with as many letters', async () => {
    const register = await opened();
    await fileOf(JSON.stringify(demoData).replaceAll('Test Barn-06', 'Test Barn-60'));
    await utimes(pathTo('register.json'), 1, 1);
    await register.look();
    expect((await register.lookUp(child))?.name).toBe('Test Barn-60');
  });

  it('is asked from memory: between two looks nothing of its folder counts', async () => {
    const register = await opened();
    await rm(pathTo('register.json'));
    expect((await register.lookUp(child))?.name).toBe('Test Barn-06');
  });

  it('is held as it was: the same answer as long as nothing changes', async () => {
    const register = await opened();
    const before = await register.lookUp(child);
    await register.look();
    expect(await register.lookUp(child)).toBe(before);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['half written', () => fileOf('{"population": [')],
    ['cut to nothing', () => truncate(pathTo('register.json'))],
    ['faulty', () => fileOf({ population: [{ personalNumber: parent }] })],
    ['gone', () => rm(pathTo('register.json'))],
  ])('that is %s gives no answers, until it is mended', async (_what, spoil) => {
    const register = await opened();
    await spoil();
    await register.look();
    await expect(register.lookUp(child)).rejects.toThrow(RegisterFault);
    await expect(register.childrenOf(parent)).rejects.toThrow(RegisterFault);
    await fileOf(demoData);
    await register.look();
    expect((await register.lookUp(child))?.name).toBe('Test Barn-06');
  });

  it('may change while the directory in it is in use', async () => {
    const directory = await openDirectory(await fileOf(demoData), regionNamed('vgr'), hourMs);
    await fileOf({ ...demoData, delegations: [] });
    const holder = demoData.delegations[0]?.to as HsaId;
    expect(await directory.delegations(holder)).not.toEqual([]);
    await directory.look();
    expect(await directory.delegations(holder)).toEqual([]);
    directory.close();
  });

  it('is looked at by itself, until it is closed', async () => {
    const open = await openPopulationRegister(await fileOf(demoData), 1);
    const closed = await openPopulationRegister(pathTo('register.json'), 1);
    closed.close();
    for (const [content, said] of [
      [marked, 'secrecy-marking'],
      ['{', 'nothing'],
      [demoData, 'none'],
      [marked, 'secrecy-marking'],
    ] as const) {
      await fileOf(content);
      await until(async () => (await saidBy(open)) === said);
    }
    open.close();
    expect(await saidBy(closed)).toBe('none');
  });
});

const guardian = { personalNumber: parent, name: 'Testa', protection: 'none' };

describe('a fault in the population file', () => {
  const number = 'a personal number (twelve digits, right check digit)';
  const cases: [string, unknown, ...string[]][] = [
    ['no JSON', '{"population": ["198903012386"', 'the file is not valid JSON'],
    ['a list', [], 'the file is not an object', 'population is missing'],
    ['no list', { population: {} }, 'population is not a list'],
    [
      'an entry that is no object',
      { population: ['x'] },
      'population[0] is not an object',
      'population[0].personalNumber is missing',
      'population[0].name is missing',
      'population[0].protection is missing',
    ],
    [
      'a wrong check digit',
      { population: [{ ...guardian, personalNumber: '198903012387' }] },
      `population[0].personalNumber is not ${number}`,
    ],
    [
      'a number that is no text',
      { population: [{ ...guardian, personalNumber: 198903012386 }] },
      `population[0].personalNumber is not ${number}`,
    ],
    [
      'the same person twice',
      { population: [guardian, guardian] },
      'population[1].personalNumber stands in an earlier entry too',
    ],
    [
      'an unknown protection',
      { population: [{ ...guardian, protection: 'yes' }] },
      'population[0].protection is not one of none, secrecy-marking, protected-registration',
    ],
    [
      'a name over two lines',
      { population: [{ ...guardian, name: 'Testa\nTesto' }] },
      'population[0].name is not a text of 1-200 characters on one line',
    ],
    [
      'a day that never was',
      { population: [{ ...guardian, deceasedOn: '2025-02-29' }] },
      'population[0].deceasedOn is not a date (YYYY-MM-DD)',
    ],
    [
      'a misspelt field',
      { population: [{ ...guardian, guardian: [] }] },
      'population[0] has a field that is none of personalNumber, name, protection, guardians, deceasedOn, note',
    ],
    [
      'a guardian whom nobody knows',
      { population: [guardian, { ...guardian, personalNumber: child, guardians: ['198903012394'] }] },
      'population[1].guardians names somebody who is not in the population',
    ],
    [
      'a guardian twice',
      { population: [guardian, { ...guardian, personalNumber: child, guardians: ['198903012386', '198903012386'] }] },
      'population[1].guardians says the same twice',
    ],
    [
      'a person who is its own guardian',
      { population: [{ ...guardian, guardians: ['198903012386'] }] },
      'population[0].guardians names the person itself',
    ],
    [
      'a guardian with a wrong number',
      { population: [{ ...guardian, guardians: ['1'] }] },
      `population[0].guardians[0] is not ${number}`,
    ],
    [
      'guardians that are no list',
      { population: [{ ...guardian, guardians: null }] },
      'population[0].guardians is not a list',
    ],
  ];

  it.each(cases)('is told by its place: %s', async (_name, content, ...lines) => {
    const faults = await faultsOf(openPopulationRegister(await fileOf(content)));
    expect(faults).toEqual(lines.map((line) => `POPULATION_FILE: ${line}`));
    expect(faults.join('\n')).not.toMatch(/\d{10}/);
  });

  it('may be the file itself', async () => {
    expect(await faultsOf(openPopulationRegister(pathTo('none.json')))).toEqual([
      'POPULATION_FILE: the file cannot be read',
    ]);
  });
});
