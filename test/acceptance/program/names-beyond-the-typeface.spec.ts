import { accepted, Case } from '../../support/case';
import { pdfText } from '../../support/pdf';
import { PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

const { child, guardians } = families.blockOfBoth;
const [mother = '', father = ''] = guardians;
const named = [
  { personalNumber: mother, name: '张伟', protection: 'none' },
  { personalNumber: father, name: 'محمد', protection: 'none' },
  { personalNumber: child, name: 'Maja 张', protection: 'none', guardians },
];

describe('a family whose names the form’s typeface lacks', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    const register = await PopulationFile.make(named);
    program = await startProgram({ env: register.settings });
  });

  const formOf = async ({ path }: Case): Promise<string> =>
    pdfText(accepted(await program.as('clinician-partille').get(`${path}/form`), 200).bytes);

  it('is protected all the same: draft and form show boxes, and say so beside the personal number', async () => {
    const block = await Case.open(program);
    await block.to('decided');
    for (const step of ['draft', 'form']) {
      if (step === 'form') expect((await block.submit()).state).toBe('submitted');
      expect(await formOf(block)).toMatch(/Maja □.*tecken som blanketten inte kan visa är skrivna som □/s);
    }
  });

  it('is told once in the log, without the name', async () => {
    await program.stop();
    const lines = program.output().split('\n');
    expect(lines.filter((line) => line.includes('typeface'))).toHaveLength(1);
    expect(program.output()).not.toContain('张');
  });
});
