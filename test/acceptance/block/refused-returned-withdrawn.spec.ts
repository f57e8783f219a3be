import { access, allowed, form, inboxFor, lines, search, sha256 } from '../../support/asking';
import { Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-20T08:00:00Z' });
});

describe('a block that is refused', () => {
  it('waits for documentation only, changes no access and is closed', async () => {
    const { child, guardians } = families.infant;
    const before = await access(program, child);
    const story = await Case.open(program, { patient: child, guardians });
    const chronicle = new Chronicle(story);
    await chronicle.note();
    await chronicle.after(() => story.assess({ recommendation: 'refuse' }));
    await chronicle.after(() => story.consult());
    await chronicle.after(() => story.decide({ outcome: 'refused' }));
    expect(story.view).toMatchObject({ state: 'decided', outcome: 'refused', endingRequest: null });
    expect(allowed(await story.read())).toEqual(['documentation', 'correction']);
    expect(await inboxFor(story, 'clinician-partille')).toEqual(['documentation']);
    problemOf(await program.as('clinician-partille').get(`${story.path}/form`), 404, 'not-found');
    problemOf(await story.send('clinician-partille', 'submission', signed), 409, 'not-allowed-in-state');
    problemOf(await story.send('clinician-partille', 'withdrawal', { reason: 'x' }), 409, 'not-allowed-in-state');
    await chronicle.after(() => story.document());
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'refused', revision: 5 });
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'DocumentationRecorded',
    ]);
    expect((await access(program, child)).entries).toEqual(before.entries);
    problemOf(await program.as('executor').get(story.path), 404, 'not-found');
  });

  it('is no obstacle to asking again, already before it is documented', async () => {
    const { child, guardians } = families.twinOne;
    const refused = await Case.open(program, { patient: child, guardians });
    await refused.assess();
    await refused.consult();
    await refused.decide({ outcome: 'refused' });
    const again = await Case.open(program, { patient: child, guardians });
    expect(again.view.state).toBe('registered');
  });
});

describe('a form that is returned', () => {
  const { child, guardians } = families.blockOfBoth;

  it('is corrected, signed on paper and submitted anew, as another form', async () => {
    const story = await Case.open(program, { patient: child, guardians });
    const chronicle = new Chronicle(story);
    await chronicle.note();
    for (const take of [() => story.assess(), () => story.consult(), () => story.decide(), () => story.submit()])
      await chronicle.after(take);
    const first = story.view.submission?.formSha256;
    await chronicle.after(() => story.sendBack());
    expect(story.view).toMatchObject({ state: 'decided', outcome: 'granted', submission: null });
    expect(await inboxFor(story, 'executor')).toEqual([]);
    expect(await inboxFor(story, 'clinician-partille')).toEqual(['submission']);
    expect((await story.read('executor')).id).toBe(story.id);
    const draft = await form(story);
    expect(draft.text).toContain('UTKAST');
    const paper = { method: 'paper', signedAt: await program.now(), signedBy: 'Lena Sund', formSha256: draft.sha256 };
    const stale = { signature: { ...paper, formSha256: sha256(Buffer.from('another')) } };
    problemOf(await story.send('clinician-partille', 'submission', stale), 409, 'form-changed');
    await chronicle.after(() => story.submit({ signature: paper }));
    const sent = await form(story);
    expect(story.view.submission).toMatchObject({ method: 'paper', formSha256: sent.sha256 });
    expect(sent.sha256).not.toBe(first);
    expect(sent.text).not.toContain('UTKAST');
    await chronicle.after(() => story.execute());
    await chronicle.after(() => story.document());
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'FormReturned',
      'FormSubmitted',
      'ExecutionRecorded',
      'DocumentationRecorded',
    ]);
    const orders = await program.mailbox?.waitForMails(
      ({ text, subject }) => text.includes(story.id) && subject.startsWith('Arbetsorder'),
      2,
    );
    expect(orders?.map(({ attachments }) => attachments.map(({ bytes }) => sha256(bytes)))).toEqual([
      [first],
      [sent.sha256],
    ]);
    expect(new Set(orders?.map(({ messageId }) => messageId)).size).toBe(2);
    const returned = await program.mailbox?.waitForMail(({ text, subject }) =>
      [text.includes(story.id), subject.includes('återsänts')].every(Boolean),
    );
    expect([returned?.to, returned?.attachments]).toEqual([['enhet-001@vgr.example'], []]);
    expect(returned?.text).not.toContain('Underskrift saknas');
  });
});

describe('a form with a receipt', () => {
  it('is not returned, and keeps its partial receipts until all required ones are there', async () => {
    const { child, guardians } = families.leapDay;
    const story = await Case.open(program, { patient: child, guardians });
    await story.to('submitted');
    const [checked, one = '', other = ''] = story.missing();
    expect(checked).toBe('minor-access-checked');
    await story.execute([one]);
    expect(story.view).toMatchObject({ state: 'submitted' });
    expect(story.missing()).toEqual([checked, other]);
    problemOf(await story.send('executor', 'return', { reason: 'x', errors: [] }), 409, 'not-allowed-in-state');
    problemOf(
      await story.send('executor', 'execution', { receipts: await story.receipts([one]) }),
      409,
      'not-allowed-in-state',
    );
    const documented = { recordSystem: 'Melior', documentedAt: await program.now() };
    problemOf(await story.send('clinician-partille', 'documentation', documented), 409, 'receipts-missing');
    const half = lines((await access(program, child)).entries).filter((line) => line.includes('blocked'));
    expect(half).toHaveLength(2);
    await story.execute();
    expect(story.view.state).toBe('executed');
    expect(lines((await access(program, child)).entries).filter((line) => line.includes('blocked'))).toHaveLength(4);
  });
});

describe('a block that is withdrawn', () => {
  const { child, guardians } = families.oneGuardian;

  it.each(['registered', 'assessed', 'consulted', 'decided'] as const)('is closed from %s', async (state) => {
    const story = await Case.open(program, { patient: child, guardians });
    if (state !== 'registered') await story.to(state);
    expect(allowed(await story.read())).toContain('withdrawal');
    await story.withdraw();
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(allowed(story.view)).not.toContain('documentation');
    expect((await story.history()).at(-1)).toMatchObject({
      type: 'RequestWithdrawn',
      summary: { sv: 'Karin Vik (vårdpersonal) återkallade ärendet. Skäl: Öppnat av misstag.' },
      after: { state: 'closed', outcome: 'withdrawn' },
    });
    expect(await inboxFor(story, 'clinician-partille')).toEqual([]);
  });

  it('is not withdrawn once it has been submitted', async () => {
    const story = await Case.open(program, { patient: child, guardians });
    await story.to('submitted');
    problemOf(await story.send('clinician-partille', 'withdrawal', { reason: 'x' }), 409, 'not-allowed-in-state');
    const withdrawn = await search(program, { patient: child, outcome: 'withdrawn' });
    expect(withdrawn.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'closed'));
    expect(lines((await access(program, child)).entries).join()).not.toContain('blocked');
  });
});

const signed = { signature: { method: 'decision-record' } };
