import { access, allowed, form, inboxFor, lines, preview, search, sha256 } from '../../support/asking';
import { Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds, urgentCaller, written } from '../../support/samples';

const { child, guardians } = families.urgent;
const [, blocked] = guardians;

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-14T01:40:00Z' });
});

describe('an urgent block, called in at night', () => {
  let story: Case;
  let chronicle: Chronicle;

  beforeAll(async () => {
    story = await Case.call(program);
    chronicle = new Chronicle(story);
    await chronicle.note();
  });

  it('is in the executor’s hands at once, and both the executor and the head are told', async () => {
    expect(story.last.headers.get('location')).toBe(`/v1/requests/${story.id}`);
    expect(story.view).toMatchObject({
      track: 'urgent',
      state: 'called',
      outcome: null,
      revision: 1,
      validFrom: '2026-11-14',
      caller: urgentCaller,
      responsibleHead: 'Lena Sund',
      contact: null,
      openedBy: { role: 'executor', name: 'Ida Nord' },
      patient: { personalNumber: written(child) },
      warnings: [{ code: 'siblings-not-assessed' }],
    });
    expect(story.view.deadlines.map(({ kind, dueAt }) => [kind, dueAt.slice(0, 16)])).toEqual([
      ['form-reminder', '2026-11-16T01:40'],
      ['form-escalation', '2026-11-18T01:40'],
      ['form-report', '2026-11-24T01:40'],
    ]);
    expect(allowed(story.view)).toEqual(['execution']);
    expect(await inboxFor(story, 'executor')).toEqual(['execution']);
    const mails = (await program.mailbox?.waitForMails(({ text }) => text.includes(story.id), 2)) ?? [];
    expect(mails.map(({ to }) => to).sort()).toEqual([['executor@vgr.example'], ['head-partille@vgr.example']]);
    for (const { subject, attachments } of mails)
      expect([subject, attachments]).toEqual([`Brådskande: ärende ${story.view.caseNumber}`, []]);
  });

  it('is in force from the day of the receipt, which may lie before the entry', async () => {
    const foretold = await preview(story);
    await program.moveClock('2026-11-14T09:00:00Z');
    const performedAt = '2026-11-14T01:52:00.000Z';
    const receipts = story.missing().map((item) => ({ item, performedAt }));
    await chronicle.after(() => story.take('executor', 'execution', { receipts }));
    expect(story.view).toMatchObject({ state: 'executed-provisionally', outcome: null });
    const { entries } = await access(program, child);
    expect(lines(entries)).toEqual(lines(foretold.after));
    expect(lines(entries).filter((line) => line.endsWith('blocked'))).toEqual([
      `guardian ${written(blocked)} journal none blocked`,
      `guardian ${written(blocked)} e-services none blocked`,
    ]);
    const told = (await story.history()).at(-1);
    expect(told?.occurredAt).toBe(performedAt);
    expect(Date.parse(told?.recordedAt ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-11-14T09:00:00Z'));
  });

  it('is assessed, consulted on and decided afterwards by the unit', async () => {
    expect(await inboxFor(story, 'clinician-partille')).toEqual(['assessment']);
    await chronicle.after(() => story.assess());
    expect(story.view.state).toBe('assessed');
    await chronicle.after(() => story.consult());
    expect(await inboxFor(story, 'head-partille')).toEqual(['decision']);
    await chronicle.after(() => story.decide());
    expect(story.view).toMatchObject({ state: 'decided', outcome: 'granted', validFrom: '2026-11-14' });
    expect((await form(story)).text).toContain('UTKAST');
  });

  it('is executed when its form is submitted, and closed by documentation', async () => {
    await chronicle.after(() => story.submit());
    expect(story.view.state).toBe('executed');
    expect(story.view.deadlines.map(({ kind }) => kind)).toEqual(['documentation', 'review']);
    const sent = await form(story);
    expect(sent.sha256).toBe(story.view.submission?.formSha256);
    for (const text of [story.view.caseNumber, written(child), written(blocked), 'Karin Vik', 'Lena Sund'])
      expect(sent.text).toContain(text);
    expect(sent.text).not.toContain(grounds);
    const order = await program.mailbox?.waitForMail(
      ({ text, subject }) => text.includes(story.id) && subject.startsWith('Arbetsorder'),
    );
    expect(order?.attachments.map(({ bytes }) => sha256(bytes))).toEqual([sent.sha256]);
    expect(await inboxFor(story, 'clinician-partille')).toEqual(['documentation']);
    await chronicle.after(() => story.document());
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'granted', revision: 7 });
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'ExecutionRecorded',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'DocumentationRecorded',
    ]);
  });
});

describe('an urgent block that is overturned', () => {
  const family = families.sibling;
  let story: Case;
  let ending: Case;
  const blockedNow = async () =>
    lines((await access(program, family.child)).entries).filter((line) => line.endsWith('blocked')).length;

  it('names the request that ends it, which is there before the answer', async () => {
    story = await Case.call(program, { patient: family.child, guardians: family.guardians }, 'clinician-partille');
    const chronicle = new Chronicle(story);
    await chronicle.note();
    await chronicle.after(() => story.execute());
    await chronicle.after(() => story.assess({ recommendation: 'refuse' }));
    await chronicle.after(() => story.consult());
    await chronicle.after(() => story.decide({ outcome: 'refused' }));
    const { endingRequest } = story.view;
    expect(endingRequest).toMatch(/^[0-9a-f-]{36}$/);
    ending = await Case.find(program, endingRequest ?? '');
    expect(ending.view).toMatchObject({
      procedure: 'block-end',
      track: 'ordinary',
      state: 'registered',
      concerns: story.id,
      openedBy: { role: 'system', hsaId: 'system' },
      unit: story.view.unit,
      guardians: family.guardians.map((number) => ({ personalNumber: written(number) })),
    });
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'ExecutionRecorded',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
    ]);
    const items = await story.history();
    expect(items.at(-1)?.after).toMatchObject({ endingRequest, outcome: 'refused', state: 'decided' });
  });

  it('has no form, and is closed by documentation', async () => {
    problemOf(await story.send('clinician-partille', 'submission', signed), 409, 'not-allowed-in-state');
    expect(allowed(await story.read())).toEqual(['documentation', 'correction']);
    await story.document();
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'refused' });
    const mail = await program.mailbox?.waitForMail(({ text, subject }) =>
      [text.includes(story.id), subject.includes('Beslut i brådskande')].every(Boolean),
    );
    expect(mail?.to).toEqual(['enhet-001@vgr.example']);
  });

  it('is told of to the unit, which would not look for a case it has not opened', async () => {
    const [mail] = (await program.mailbox?.waitForMails(({ text }) => text.includes(ending.id), 1)) ?? [];
    expect(mail).toMatchObject({
      to: ['enhet-001@vgr.example'],
      subject: `Ärende ${ending.view.caseNumber} har öppnats automatiskt`,
      attachments: [],
    });
    await program.settle();
    expect((await ending.read()).effects).toMatchObject([{ template: 'opened-by-program', state: 'sent' }]);
  });

  it('protects the child until the ending is executed', async () => {
    expect(await blockedNow()).toBe(4);
    expect(await inboxFor(ending, 'clinician-partille')).toEqual(['assessment']);
    await ending.assess({ answers: blockEndAnswers });
    await ending.consult();
    const foretold = await preview(ending);
    await ending.decide();
    await ending.submit();
    expect((await form(ending)).text).toContain('Upphävande av blockering av vårdnadshavares direktåtkomst');
    expect(await blockedNow()).toBe(4);
    await ending.execute();
    expect(await blockedNow()).toBe(0);
    expect((await access(program, family.child)).entries).toEqual(foretold.after);
    await ending.document();
    expect(ending.view).toMatchObject({ state: 'closed', outcome: 'granted' });
    const items = await ending.history();
    expect(items[0]?.actor).toMatchObject({ role: 'system', name: 'Sigill' });
  });

  it('opens its ending once, also when the program starts anew', async () => {
    await program.restart();
    const endings = await search(program, { patient: family.child, procedure: 'block-end' });
    expect(endings.map(({ id }) => id)).toEqual([ending.id]);
  });
});

const signed = { signature: { method: 'decision-record' } };
const blockEndAnswers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };
