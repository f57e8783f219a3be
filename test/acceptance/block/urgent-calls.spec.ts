import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoData } from '../../../libs/adapters/demo-data';
import { search } from '../../support/asking';
import { callBody, Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { InboxItem, Page } from '../../support/contract';
import { RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { boras, families, urgentCaller } from '../../support/samples';

describe('an urgent call', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ smtp: true, clockStart: '2026-11-14T01:40:00Z' });
  });

  const { child: patient, guardians: both } = families.protectedGuardian;

  it('from somebody the directory does not know is taken, with a warning', async () => {
    const caller = { ...urgentCaller, vgrId: 'zz9999', name: 'Okänd Röst' };
    const story = await Case.call(program, { patient, guardians: [both[1]], caller, responsibleHead: 'Ingen Alls' });
    expect(story.view.warnings.map(({ code }) => code)).toEqual([
      'protected-register-flag',
      'caller-not-in-directory',
      'head-not-in-directory',
    ]);
    const english = await program.as('executor').get(story.path, { 'accept-language': 'en' });
    const swedish = await program.as('executor').get(story.path);
    expect(english.text).not.toBe(swedish.text);
    await story.withdraw({}, 'clinician-partille');
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('from somebody who spells the VGR-id in capitals is known, and the id is kept in small letters', async () => {
    const caller = { ...urgentCaller, vgrId: urgentCaller.vgrId.toUpperCase() };
    const story = await Case.call(program, { patient, guardians: [both[1]], caller });
    expect(story.view.caller?.vgrId).toBe(urgentCaller.vgrId);
    expect(story.view.warnings.map(({ code }) => code)).toEqual(['protected-register-flag']);
    await story.withdraw({}, 'clinician-partille');
  });

  it('from somebody whose VGR-id in the directory is a long one is known', async () => {
    const vgrId = 'annbergstrom12345678';
    const staff = demoData.staff.map((one) => (one.persona === 'clinician-partille' ? { ...one, vgrId } : one));
    const file = join(await temporaryFolder(), 'directory.json');
    await writeFile(file, JSON.stringify({ ...demoData, staff }));
    const other = await startProgram({ env: { DIRECTORY_FILE: file } });
    const caller = { ...urgentCaller, vgrId: 'AnnBergstrom12345678' };
    const story = await Case.call(other, { patient, guardians: [both[1]], caller });
    expect(story.view.caller?.vgrId).toBe(vgrId);
    expect(story.view.warnings.map(({ code }) => code)).not.toContain('caller-not-in-directory');
    const longer = { ...callBody(), patient, guardians: [both[1]], caller: { ...caller, vgrId: `${vgrId}9` } };
    const refused = problemOf(await other.as('executor').post('/v1/urgent-requests', longer), 400, 'invalid-body');
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(['/caller/vgrId']);
  });

  it('by HSA-id of the head is known too', async () => {
    const responsibleHead = 'SE2321000131-P000000990103';
    const story = await Case.call(program, { patient, guardians: [both[1]], responsibleHead });
    expect(story.view.warnings.map(({ code }) => code)).toEqual(['protected-register-flag']);
    await story.withdraw();
  });

  it('is not stopped by an open ordinary request, and says so', async () => {
    const { child: infant, guardians: parents } = families.infant;
    const ordinary = await Case.open(program, { patient: infant, guardians: parents });
    const story = await Case.call(program, { patient: infant, guardians: parents });
    expect(story.view.warnings.map(({ code }) => code)).toContain('open-request-exists');
    const again = await program
      .as('executor')
      .post('/v1/urgent-requests', { ...callBody(), patient: infant, guardians: parents });
    expect(problemOf(again, 409, 'duplicate-request').existing).toBe(story.id);
    await ordinary.withdraw();
  });

  it('for a unit without a head is told to the unit', async () => {
    const { child: leap, guardians: parents } = families.leapDay;
    const story = await Case.call(program, { patient: leap, guardians: [parents[0]], unit: boras });
    const mails = await program.mailbox?.waitForMails(({ text }) => text.includes(story.id), 2);
    expect(mails?.map(({ to }) => to).sort()).toEqual([['enhet-003@vgr.example'], ['executor@vgr.example']]);
  });

  it('taken by the unit itself is told to the executor at once, whose work it is', async () => {
    const { child: sibling, guardians: parents } = families.sibling;
    const body = { patient: sibling, guardians: parents };
    const story = await Case.call(program, body, 'clinician-partille');
    const mails = await program.mailbox?.waitForMails(({ text }) => text.includes(story.id), 2);
    expect(mails?.map(({ to }) => to).sort()).toEqual([['executor@vgr.example'], ['head-partille@vgr.example']]);
    for (const { subject, attachments } of mails ?? [])
      expect([subject, attachments]).toEqual([`Brådskande: ärende ${story.view.caseNumber}`, []]);
    const { body: inbox } = await program.as('executor').get<Page<InboxItem>>('/v1/inbox?limit=200');
    const { openedAt } = story.view;
    expect(inbox.items.filter(({ request }) => request.id === story.id)).toMatchObject([
      { action: 'execution', since: openedAt, dueAt: openedAt, overdue: true },
    ]);
    await story.withdraw();
  });

  it('is not withdrawn once something has been executed', async () => {
    const { child: twin, guardians: parents } = families.twinTwo;
    const story = await Case.call(program, { patient: twin, guardians: parents });
    await story.execute(['minor-access-checked']);
    expect(story.view.state).toBe('called');
    problemOf(await story.send('clinician-partille', 'withdrawal', { reason: 'x' }), 409, 'not-allowed-in-state');
    problemOf(await story.send('clinician-partille', 'assessment', assessment), 409, 'not-allowed-in-state');
  });

  it('is taken by staff for their own unit only', async () => {
    const refused = await program.as('clinician-lerum').post('/v1/urgent-requests', callBody());
    problemOf(refused, 403, 'not-authorized');
    problemOf(await program.as('auditor').post('/v1/urgent-requests', callBody()), 403, 'not-authorized');
  });

  it('without its form is overdue after a working day', async () => {
    const late = await search(program, { overdue: true });
    expect(late).toEqual([]);
    await program.moveClock('2026-11-16T10:00:00Z');
    const overdue = await search(program, { overdue: true }, 'executor');
    expect(overdue.map(({ state }) => state)).toContain('called');
    const { body: inbox } = await program.as('executor').get<Page<InboxItem>>('/v1/inbox');
    expect(inbox.items.filter(({ overdue: isLate }) => isLate).map(({ action }) => action)).toContain('execution');
  });

  it('is not taken for a procedure that is never urgent', async () => {
    const refused = await program.as('executor').post('/v1/urgent-requests', { ...callBody(), procedure: 'block-end' });
    problemOf(refused, 409, 'urgent-not-allowed');
  });
});

const assessment = { answers: { B4: { answer: true }, B9: { answer: true } }, recommendation: 'grant' };
