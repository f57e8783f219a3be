import { preview } from '../../support/asking';
import { Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds, lerum } from '../../support/samples';

/** A block that one unit began, and that another ends. */

let program: RunningProgram;
let begun: Case;
const { child, guardians } = families.blockOfBoth;
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
  begun = await Case.open(program);
  await begun.to('executed');
});

const clinician = 'clinician-lerum';
const head = 'head-lerum';
const codes = ({ warnings }: Pick<View, 'warnings'>): readonly string[] => warnings.map(({ code }) => code);

async function consulted(heard: string): Promise<Case> {
  const story = await Case.open(
    program,
    { procedure: 'block-end', patient: child, guardians: [], unit: lerum },
    clinician,
  );
  const { body } = await program
    .as(clinician)
    .get<{ checklist: { id: string; answer: string }[] }>('/v1/procedures/block-end');
  const answers = Object.fromEntries(
    body.checklist.map(({ id, answer }) => [id, { answer: answer === 'yes-no' ? true : 'x', note: 'x' }]),
  );
  await story.assess({ answers }, clinician);
  await story.consult({ with: heard }, clinician);
  return story;
}
const granted = { outcome: 'granted', grounds };

describe('the ending of another unit’s block', () => {
  it('is warned of in view and preview, to the unit that opens it alone', async () => {
    const story = await consulted('Sara Ek');
    expect(codes(await story.read(clinician))).toContain('other-units-measure');
    expect(codes(await preview(story, '', clinician))).toContain('other-units-measure');
    expect(codes(await begun.read())).not.toContain('other-units-measure');
    expect(story.view.guardians).toHaveLength(guardians.length);
    await story.withdraw({}, clinician);
  });

  it.each(['block-end', 'block-renewal'])(
    'is told by mail to the unit that began it as soon as a %s is opened, with its own case number and link alone',
    async (procedure) => {
      await program.settle();
      const earlier = program.mailbox?.mails.length ?? 0;
      const story = await Case.open(program, { procedure, patient: child, guardians: [], unit: lerum }, clinician);
      await program.settle();
      const mails = (program.mailbox?.mails ?? []).slice(earlier);
      expect(mails).toMatchObject([
        {
          to: ['enhet-001@vgr.example'],
          subject: `En annan enhet har öppnat ett ärende som rör ${begun.view.caseNumber}`,
          attachments: [],
        },
      ]);
      expect(mails[0]?.text).toContain(`/v1/requests/${begun.id}`);
      for (const other of [story.id, story.view.caseNumber, 'Lerum']) expect(mails[0]?.raw).not.toContain(other);
      const { effects } = await story.read(clinician);
      expect(effects.map(({ template, state }) => [template, state])).toEqual([['other-unit-acts', 'sent']]);
      await story.withdraw({}, clinician);
    },
  );

  it('is not granted before the head of that unit is heard, and may be refused', async () => {
    const story = await consulted('Sara Ek');
    const refused = problemOf(await story.send(head, 'decision', granted), 409, 'consultation-missing');
    expect(refused.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/treatingReason missing']);
    expect(refused.detail).toContain('hör verksamhetschefen där');
    await story.decide({ outcome: 'refused' }, head);
    await story.document({}, clinician);
  });

  it.each(['Lena Sund', 'lena sund', 'SE2321000131-P000000990103'])('is granted when %s was heard', async (heard) => {
    const story = await consulted(heard);
    expect((await story.decide({}, head)).outcome).toBe('granted');
    await story.withdraw({}, clinician);
  });

  it('is granted with the reason why the head there was not heard', async () => {
    const story = await consulted('Sara Ek');
    const view = await story.decide({ treatingReason: 'Enheten är stängd.' }, head);
    expect(view.decision?.treatingReason).toBe('Enheten är stängd.');
    await story.withdraw({}, clinician);
  });

  it('by the unit that began it asks for no one else', async () => {
    const story = await Case.open(program, { procedure: 'block-end', guardians: [] });
    expect(codes(story.view)).not.toContain('other-units-measure');
    expect(story.view.effects).toEqual([]);
    await story.withdraw();
  });
});
