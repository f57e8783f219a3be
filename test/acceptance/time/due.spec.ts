import { inboxFor } from '../../support/asking';
import { accepted, Case } from '../../support/case';
import { InboxItem, Page } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { extensionOfGuardian } from '../every-procedure/abouts';
import * as people from '../every-procedure/people';
import { inForce } from '../every-procedure/walk';

interface Mail {
  readonly to: string;
  readonly subject: string;
}

const unit = 'enhet-001@vgr.example';
const head = 'head-partille@vgr.example';
const executor = 'executor@vgr.example';

async function mailsOf(story: Case): Promise<readonly string[]> {
  const answer = await story.program.anyone.get<{ items: readonly Mail[] }>('/dev/mail');
  return accepted(answer, 200)
    .body.items.filter(({ subject }) => subject.includes(story.view.caseNumber))
    .map(({ to, subject }) => `${to}: ${subject.replace(story.view.caseNumber, '#')}`)
    .sort();
}

const late = (to: string): string => `${to}: Ärende # väntar på nästa steg`;
const only = (lines: readonly string[], ...words: readonly string[]): readonly string[] =>
  lines.filter((line) => words.some((word) => line.includes(word)));

async function lineOf(story: Case, by: string, action: string): Promise<InboxItem | undefined> {
  const { items } = accepted(await story.program.as(by).get<Page<InboxItem>>('/v1/inbox?limit=200'), 200).body;
  return items.find((one) => one.request.id === story.id && one.action === action);
}

describe('an urgent call whose form does not come', () => {
  let program: RunningProgram;
  let story: Case;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.call(program);
    await story.execute();
  });
  const reminders = async () => only(await mailsOf(story), 'väntar på nästa steg', 'försenat');

  it('is told of to the unit after a working day and to the head after three, and lapses never', async () => {
    await program.moveClock('2026-11-23T07:59:00.000Z');
    expect(await reminders()).toEqual([]);
    await program.moveClock('2026-11-23T08:01:00.000Z');
    expect(await reminders()).toEqual([late(unit)]);
    await program.moveClock('2026-11-25T08:01:00.000Z');
    const both = [late(unit), `${head}: Ärende # är försenat`].sort();
    expect(await reminders()).toEqual(both);
    await program.moveClock('2027-01-25T08:01:00.000Z');
    expect(await reminders()).toEqual(both);
    const view = await story.read();
    expect(view.measures.map(({ inForce: holds }) => holds)).toEqual([true]);
    expect(view.deadlines.map(({ kind }) => kind)).toEqual([
      ...['form-reminder', 'form-escalation', 'form-report', 'review'],
    ]);
    const told = view.effects.filter(({ template }) => ['reminder', 'escalation'].includes(template));
    expect(told.map(({ template, state }) => `${template} ${state}`)).toEqual(['reminder sent', 'escalation sent']);
    expect((await lineOf(story, 'clinician-partille', 'assessment'))?.overdue).toBe(true);
  });
});

describe('a block that nobody hurries with', () => {
  let program: RunningProgram;
  let story: Case;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.open(program, {
      patient: families.blockOfBoth.child,
      guardians: families.blockOfBoth.guardians,
    });
  });
  const reminders = async () => only(await mailsOf(story), 'väntar på nästa steg');

  it('is reminded of once at every step that takes more than five working days', async () => {
    await story.to('decided');
    await program.moveClock('2026-12-15T08:00:00.000Z');
    expect(await reminders()).toEqual([late(unit)]);
    await story.submit();
    await program.moveClock('2026-12-23T08:00:00.000Z');
    expect(await reminders()).toEqual([late(unit), late(executor)].sort());
    await story.execute();
    await program.moveClock('2027-02-01T08:00:00.000Z');
    expect(await reminders()).toEqual([late(unit), late(unit), late(executor)].sort());
    expect((await lineOf(story, 'clinician-partille', 'documentation'))?.overdue).toBe(true);
    await story.document();
    await program.moveClock('2027-03-01T08:00:00.000Z');
    expect(await reminders()).toHaveLength(3);
  });

  it('is to be reviewed a year after it came into force: a mail to the unit, and a task for the head alone', async () => {
    const { revision, deadlines } = await story.read();
    expect(deadlines).toEqual([{ kind: 'review', dueAt: '2027-12-23T23:00:00.000Z' }]);
    await program.moveClock('2027-12-22T22:59:00.000Z');
    expect(only(await mailsOf(story), 'omprövas')).toEqual([]);
    expect(await inboxFor(story, 'head-partille')).toEqual([]);
    await program.moveClock('2027-12-22T23:00:00.000Z');
    expect(only(await mailsOf(story), 'omprövas')).toEqual([`${unit}: Ärende # ska omprövas`]);
    expect(await inboxFor(story, 'clinician-partille')).toEqual([]);
    expect(await lineOf(story, 'head-partille', 'review')).toMatchObject({
      since: '2027-12-22T23:00:00.000Z',
      dueAt: '2027-12-23T23:00:00.000Z',
      overdue: false,
    });
    await program.moveClock('2027-12-23T23:00:01.000Z');
    expect((await lineOf(story, 'head-partille', 'review'))?.overdue).toBe(true);
    expect((await story.read()).revision).toBe(revision);
  });

  it('lapses on the 18th birthday, in the log, and is asked to be reviewed no more', async () => {
    const before = await story.read();
    await program.moveClock('2034-12-31T22:59:00.000Z');
    expect((await story.read()).measures.map(({ until }) => until)).toEqual([null, null]);
    await program.moveClock('2035-01-02T10:00:00.000Z');
    const after = await story.read();
    expect(after.revision).toBe(before.revision + 1);
    expect(after.measures.map(({ until, inForce: holds, endedBy }) => [until, holds, endedBy])).toEqual([
      ...[
        ['2034-12-31', false, null],
        ['2034-12-31', false, null],
      ],
    ]);
    const [last] = (await story.history()).slice(-1);
    expect(last).toMatchObject({
      revision: after.revision,
      type: 'MeasureLapsed',
      occurredAt: '2034-12-31T23:00:00.000Z',
      actor: { hsaId: 'system', name: 'Sigill', role: 'system', unit: null },
    });
    expect((last?.recordedAt ?? '') >= '2035-01-02T10:00:00.000Z').toBe(true);
    expect(await inboxFor(story, 'head-partille')).toEqual([]);
    expect(after.deadlines).toEqual([]);
    await program.restart();
    expect((await story.read()).revision).toBe(after.revision);
    expect(only(await mailsOf(story), 'omprövas')).toHaveLength(1);
  });
});

describe('an extension that comes to its last day while the program stands still', () => {
  it('is told of by the latest mail alone, and stands in the inbox until it is over', async () => {
    const program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    const { story } = await inForce(program, extensionOfGuardian(people.fourteen));
    const ends = async (of: Case) => only(await mailsOf(of), 'upphör snart');
    expect((await story.read()).deadlines.map(({ kind, dueAt }) => `${kind} ${dueAt}`)).toContain(
      'extension-ends 2027-12-31T23:00:00.000Z',
    );
    await program.moveClock('2027-10-31T22:59:00.000Z');
    expect(await inboxFor(story, 'clinician-partille')).not.toContain('extension-ends');
    await program.stop();

    const later = await startProgram({ clockStart: '2027-12-28T08:00:00Z', dataDir: program.dataDir });
    await later.settle();
    const same = await Case.find(later, story.id);
    expect(await ends(same)).toEqual([`${unit}: Det som beslutades i ärende # upphör snart`]);
    expect(await lineOf(same, 'clinician-partille', 'extension-ends')).toMatchObject({
      since: '2027-10-31T23:00:00.000Z',
      dueAt: '2027-12-31T23:00:00.000Z',
      overdue: false,
    });
    await later.moveClock('2028-01-01T08:00:00.000Z');
    expect(await ends(same)).toHaveLength(1);
    expect(await inboxFor(same, 'clinician-partille')).not.toContain('extension-ends');
    const { deadlines, measures } = await same.read();
    expect(measures.map(({ until, inForce: holds }) => [until, holds])).toEqual([['2027-12-31', false]]);
    expect(deadlines.filter(({ kind }) => kind === 'extension-ends')).toEqual([]);
  });
});
