import { accepted, Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { access, allowed, inboxFor, lines } from '../../support/asking';
import { InboxItem, Page } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

const { child, guardians } = families.oneGuardian;
const reason = 'Blockeringen lades på fel barn.';

describe('a block whose receipt is voided', () => {
  let program: RunningProgram;
  let story: Case;
  let blocking: string;

  beforeAll(async () => {
    program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.open(program, { patient: child, guardians });
    await story.to('executed');
    blocking = `guardian-blocked:${story.view.guardians[0]?.id ?? ''}`;
  });

  const voided = () =>
    story.correct({ step: 'execution', reason, receipts: [{ item: blocking, voided: true }] }, 'executor');
  const renewed = async () => {
    const receipts = [{ item: blocking, performedAt: await program.now() }];
    return story.correct({ step: 'execution', reason: 'Nu på rätt barn.', receipts }, 'executor');
  };
  const codes = async (by?: string) =>
    (await story.read(by)).warnings.map(({ code }) => code).filter((code) => code !== 'siblings-not-assessed');
  const lineOf = async (by: string): Promise<InboxItem | undefined> => {
    const page = accepted(await program.as(by).get<Page<InboxItem>>('/v1/inbox?limit=200'), 200).body;
    return page.items.find(({ request, action }) => request.id === story.id && action === 'correction');
  };
  const document = async () =>
    story.send('clinician-partille', 'documentation', { recordSystem: 'Melior', documentedAt: await program.now() });

  it('warns everybody who reads the case', async () => {
    expect(await codes()).toEqual([]);
    await voided();
    expect(lines((await access(program, child)).entries).filter((line) => line.endsWith('blocked'))).toEqual([]);
    for (const by of ['clinician-partille', 'head-partille', 'executor', 'auditor'])
      expect(await codes(by)).toEqual(['receipts-missing']);
  });

  it('stands in the executor’s inbox, due at once, beside what the unit has to do', async () => {
    const line = await lineOf('executor');
    const { at } = (await story.read()).corrections[0] ?? {};
    expect(line).toMatchObject({ action: 'correction', since: at, dueAt: at, overdue: true });
    expect(line?.title).toEqual({ sv: expect.stringMatching(/kvittens/i), en: expect.stringMatching(/receipt/i) });
    expect(await inboxFor(story, 'clinician-partille')).toEqual(['documentation']);
    expect((await story.read('executor')).patient.personalNumber).toBe('20190415-2384');
  });

  it('is told to the unit by mail, with the case number and the link alone', async () => {
    const mail = await program.mailbox?.waitForMail(({ subject }) => subject.includes('saknar kvittens'));
    expect(mail).toMatchObject({
      to: ['enhet-001@vgr.example'],
      subject: `Ärende ${story.view.caseNumber} saknar kvittens`,
      attachments: [],
    });
    expect(mail?.text).toContain(`/v1/requests/${story.id}`);
    expect(mail?.text).not.toContain(reason);
  });

  it('is not documented as if it had been carried out', async () => {
    const refused = problemOf(await document(), 409, 'receipts-missing');
    expect(refused.allowedActions).not.toContain('documentation');
    const documentation = (await story.read()).allowedActions.find(({ action }) => action === 'documentation');
    expect(documentation).toEqual({ action: 'documentation', allowed: false, because: 'receipts-missing' });
  });

  it('is as before when a new receipt has come', async () => {
    await renewed();
    expect([await codes(), await inboxFor(story, 'executor')]).toEqual([[], []]);
    expect(allowed(await story.read())).toContain('documentation');
    await story.document();
    expect(story.view.state).toBe('closed');
  });

  it('is missed in a closed case too', async () => {
    await voided();
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'granted', incident: true });
    expect(await codes()).toEqual(['receipts-missing']);
    expect(await inboxFor(story, 'executor')).toEqual(['correction']);
    const mails = await program.mailbox?.waitForMails(({ subject }) => subject.includes('saknar kvittens'), 2);
    expect(mails?.map(({ to }) => to)).toEqual([['enhet-001@vgr.example'], ['enhet-001@vgr.example']]);
    await renewed();
    expect([await codes(), await inboxFor(story, 'executor')]).toEqual([[], []]);
  });

  it('says who returned, corrected and noted what, and why', async () => {
    const { corrections, returns, withdrawal, execution } = await story.read();
    expect(corrections.map(({ step, reason: why, revision, by }) => [step, why, revision, by.name])).toEqual([
      ['execution', reason, 7, 'Ida Nord'],
      ['execution', 'Nu på rätt barn.', 8, 'Ida Nord'],
      ['execution', reason, 10, 'Ida Nord'],
      ['execution', 'Nu på rätt barn.', 11, 'Ida Nord'],
    ]);
    expect([returns, withdrawal, execution.notes]).toEqual([[], null, []]);
  });
});

describe('an urgent block whose receipt is voided', () => {
  it('is missed, and its form is not submitted before a correction has brought a new one', async () => {
    const program = await startProgram({ clockStart: '2026-11-14T01:40:00Z' });
    const story = await Case.call(program);
    await story.execute();
    const [item] = story.view.execution.plan.filter((one) => one.item.startsWith('guardian-blocked'));
    await story.correct({ step: 'execution', receipts: [{ item: item?.item, voided: true }] }, 'executor');
    expect((await story.read()).warnings.map(({ code }) => code)).toContain('receipts-missing');
    expect(await inboxFor(story, 'executor')).toEqual(['correction']);
    await story.assess();
    await story.consult();
    await story.decide();
    const signed = { signature: { method: 'decision-record' } };
    problemOf(await story.send('clinician-partille', 'submission', signed), 409, 'receipts-missing');
    const receipts = [{ item: item?.item, performedAt: await program.now() }];
    await story.correct({ step: 'execution', receipts }, 'executor');
    await story.submit();
    expect(story.view.state).toBe('executed');
  });
});
