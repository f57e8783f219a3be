import { search } from '../../support/asking';
import { accepted, Case } from '../../support/case';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { numberOf } from '../../support/samples';

/** Every night the register is looked at for everybody with an open request or a measure in force, and nobody else. */

const guardian = numberOf('19850301', '238');
const [blocked, open, closed] = ['20170101', '20170202', '20170303'].map((birth) => numberOf(birth, '239')) as [
  string,
  string,
  string,
];
const one = (personalNumber: string, more: Partial<Entry> = {}): Entry => ({
  personalNumber,
  name: 'Test Person',
  protection: 'none',
  ...more,
});
const family = (more: Partial<Entry> = {}): readonly Entry[] => [
  one(guardian),
  ...[blocked, open, closed].map((child) => one(child, { guardians: [guardian], ...more })),
];

let register: PopulationFile;
let program: RunningProgram;
beforeAll(async () => {
  register = await PopulationFile.make(family());
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: register.settings });
  const block = await Case.open(program, { patient: blocked, guardians: [guardian] });
  await block.to('closed');
  await Case.open(program, { patient: open, guardians: [guardian] });
  const nothing = await Case.open(program, { patient: closed, guardians: [guardian] });
  await nothing.withdraw();
});

const figures = async (): Promise<readonly string[]> =>
  accepted(await program.anyone.get('/metrics'), 200)
    .text.split('\n')
    .filter((line) => line.startsWith('sigill_register_sweep'));

const seenProtected = async (child: string): Promise<boolean> => {
  const [found] = await search(program, { patient: child });
  const { warnings } = await Case.find(program, found?.id ?? '').then((story) => story.read());
  return warnings.some(({ code }) => code === 'protected-register-flag');
};

describe('the night', () => {
  it('finds what the register has changed of those who are concerned, once', async () => {
    await register.replace(program, family({ protection: 'secrecy-marking' }));
    await program.moveClock('2026-11-21T00:00:01Z');
    expect(await figures()).toEqual([
      'sigill_register_sweep_persons 2',
      'sigill_register_sweep_changed 2',
      'sigill_register_sweep_finished 1',
    ]);
    expect([await seenProtected(blocked), await seenProtected(open)]).toEqual([true, true]);
  });

  it('is swept once, also by a program that is started anew, and the next night again', async () => {
    await program.restart();
    expect(await figures()).toEqual([]);
    await program.moveClock('2026-11-22T01:00:00Z');
    expect(await figures()).toEqual([
      'sigill_register_sweep_persons 2',
      'sigill_register_sweep_changed 0',
      'sigill_register_sweep_finished 1',
    ]);
  });
});
