import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoData } from '../../../libs/adapters/demo-data';
import { accepted, Case } from '../../support/case';
import { pdfText } from '../../support/pdf';
import { PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram, temporaryFolder } from '../../support/program';
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

describe('staff whose names the form’s typeface lacks', () => {
  const names: Readonly<Record<string, string>> = { 'head-partille': 'Lena 李华', 'clinician-partille': 'Karin محمد' };
  let program: RunningProgram;
  beforeAll(async () => {
    const staff = demoData.staff.map((one) => ({ ...one, name: names[one.persona] ?? one.name }));
    const file = join(await temporaryFolder(), 'directory.json');
    await writeFile(file, JSON.stringify({ ...demoData, staff }));
    const register = await PopulationFile.make(named);
    program = await startProgram({ env: { ...register.settings, DIRECTORY_FILE: file } });
  });

  const sent = async (story: Case): Promise<string> => {
    await story.submit();
    return pdfText(accepted(await program.as('clinician-partille').get(`${story.path}/form`), 200).bytes);
  };
  const boxes = /tecken som blanketten inte kan visa är skrivna som □/;

  it('order, decide and sign all the same: the names of the token and of the directory have boxes, and the form says so', async () => {
    const story = await Case.open(program);
    expect(story.view.openedBy.name).toBe('Karin محمد');
    await story.to('decided');
    const text = await sent(story);
    for (const expected of ['Karin □□□□', 'Lena □□', boxes]) expect(text).toMatch(expected);
    expect(text).not.toMatch(/[李华محد]/u);
    await story.execute();
  });

  it('do so after an urgent call, too', async () => {
    const { child: patient } = families.blockOfBoth;
    const call = { patient, guardians: [], procedure: 'seal.staff', responsibleHead: 'Lena Sund' };
    const story = await Case.call(program, call);
    await story.execute();
    const answers = await grantingAnswers('seal.staff');
    await story.assess({ answers });
    await story.execute();
    await story.consult();
    await story.decide();
    const text = await sent(story);
    for (const expected of ['Maja □', 'Lena □□', boxes]) expect(text).toMatch(expected);
    expect(story.view.state).toBe('executed');
  });

  const grantingAnswers = async (procedure: string) => {
    const { body } = await program
      .as('clinician-partille')
      .get<{ checklist: { id: string; answer: string; options?: { value: string }[] }[] }>(
        `/v1/procedures/${procedure}`,
      );
    return Object.fromEntries(
      body.checklist.map(({ id, answer, options }) => [
        id,
        { answer: answer === 'yes-no' ? true : (options?.[0]?.value ?? 'x'), note: 'x' },
      ]),
    );
  };
});
