import { access, lines, preview } from '../../support/asking';
import { Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds } from '../../support/samples';

const grant = { outcome: 'granted', grounds };

describe('a decision on a block', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  });

  it('gives way to an urgent block of the same guardian that came meanwhile', async () => {
    const { child, guardians } = families.urgent;
    const ordinary = await Case.open(program, { patient: child, guardians });
    await ordinary.to('consulted');
    const urgent = await Case.call(program, { patient: child, guardians: [guardians[1]] });
    await ordinary.send('head-partille', 'decision', { outcome: 'refused', grounds: '' });
    await urgent.execute();
    const late = problemOf(await ordinary.send('head-partille', 'decision', grant), 409, 'measure-already-in-force');
    expect(late.existing).toBe(urgent.id);
    await ordinary.decide({ outcome: 'refused' });
  });

  it('is not granted where the answers give no ground', async () => {
    const story = await Case.open(program);
    await story.assess({ answers: { B9: { answer: true } } });
    await story.consult();
    problemOf(await story.send('head-partille', 'decision', grant), 409, 'assessment-blocks-grant');
  });

  it('is not granted to a child who has turned 16 meanwhile', async () => {
    const child = '201011222385';
    const guardians = ['198603012389', '198603012397'];
    const story = await Case.open(program, { patient: child, guardians });
    await story.to('consulted');
    await program.moveClock('2026-11-22T08:00:00Z');
    problemOf(await story.send('head-partille', 'decision', grant), 409, 'age-outside-window');
  });
});

describe('a register that changes while a case is open', () => {
  const [child, one, other] = ['201701012393', '198903012386', '198903012394'];
  let program: RunningProgram;
  let file: PopulationFile;
  const family = (patch: Partial<Entry> = {}): readonly Entry[] => [
    { personalNumber: one, name: 'Testa Förälder-Fem', protection: 'none' },
    { personalNumber: other, name: 'Testo Förälder-Fem', protection: 'none' },
    { personalNumber: child, name: 'Test Barn-06', protection: 'none', guardians: [one, other], ...patch },
  ];
  let story: Case;

  beforeAll(async () => {
    file = await PopulationFile.make(family());
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: file.settings });
    story = await Case.open(program, { guardians: [one, other] });
    await story.to('consulted');
  });

  it('is asked anew at the decision: a guardian is none any longer', async () => {
    await file.replace(program, family({ guardians: [one] }));
    problemOf(await story.send('head-partille', 'decision', grant), 409, 'not-a-guardian');
  });

  it('is asked anew at the decision: the child has died', async () => {
    await file.replace(program, family({ deceasedOn: '2026-11-20' }));
    problemOf(await story.send('head-partille', 'decision', grant), 409, 'deceased');
  });

  it('is asked anew at the decision: a child who is not there any more is as it was last', async () => {
    await file.replace(program, []);
    problemOf(await story.send('head-partille', 'decision', grant), 409, 'deceased');
    expect((await story.read()).warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['deceased', 'no-longer-in-register']),
    );
  });

  it('that cannot be read is no refusal and no decision', async () => {
    await file.spoil(program);
    problemOf(await story.send('head-partille', 'decision', grant), 503, 'service-unavailable');
    await file.replace(program, family());
    await story.decide();
    expect(story.view.revision).toBe(4);
  });

  it('keeps former guardians among the readers, without access', async () => {
    await story.to('executed');
    await file.replace(program, family({ guardians: [one] }));
    const { entries } = await access(program, child);
    expect(lines(entries).filter((line) => line.includes('19890301-2394'))).toEqual([
      'guardian 19890301-2394 journal none not-guardian',
      'guardian 19890301-2394 e-services none not-guardian',
    ]);
    const ending = await Case.open(program, { procedure: 'block-end', guardians: [] });
    expect((await preview(ending)).before).toEqual(entries);
  });
});
