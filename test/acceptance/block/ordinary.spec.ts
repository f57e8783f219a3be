import { access, allowed, form, FormFile, inboxFor, lines, preview, search, withoutEvents } from '../../support/asking';
import { Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { AccessAnswer, HistoryItem, Preview, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { blockAnswers, contact, families, grounds, opinion, partille, written } from '../../support/samples';

const { child, guardians } = families.blockOfBoth;
const [first, second] = guardians;

const words = [grounds, opinion, blockAnswers.B4.note];

describe('an ordinary block of both guardians', () => {
  let program: RunningProgram;
  let story: Case;
  let chronicle: Chronicle;
  let foretold: Preview;
  let before: AccessAnswer;
  let unchanged: AccessAnswer['entries'];
  let draft: FormFile;
  let sent: FormFile;
  const positions: number[] = [];
  const inboxes: Record<string, readonly string[]> = {};

  const noteInboxes = async () => {
    for (const who of ['clinician-partille', 'head-partille', 'executor', 'auditor', 'clinician-lerum'])
      inboxes[`${story.view.state} ${who}`] = await inboxFor(story, who);
  };
  const step = async (take: () => Promise<View>) => {
    await chronicle.after(take);
    const { last } = story;
    expect(last.etag).toBe(`"${String(last.body.revision)}"`);
    expect(last.headers.get('cache-control')).toBe('no-store');
    positions.push(Number(last.position));
    await noteInboxes();
  };

  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    before = await access(program, child);
    story = await Case.open(program, { validFrom: '2026-11-22', registryReference: 'RS 2026-01234' });
    chronicle = new Chronicle(story);
    await chronicle.note();
    await noteInboxes();
    positions.push(Number(story.last.position));
  });

  it('is opened at its own address, with what was asked for', async () => {
    const { last, view } = story;
    expect(last.status).toBe(201);
    expect(last.headers.get('location')).toBe(`/v1/requests/${view.id}`);
    expect(last.etag).toBe('"1"');
    expect(view).toMatchObject({
      procedure: 'block',
      procedureVersion: 1,
      kind: 'block',
      track: 'ordinary',
      state: 'registered',
      outcome: null,
      revision: 1,
      incident: false,
      patient: { personalNumber: '20170101-2393', name: 'Test Barn-06', protected: false },
      guardians: [{ personalNumber: written(first) }, { personalNumber: written(second) }],
      unit: { hsaId: partille, name: 'Närhälsan Partille vårdcentral' },
      validFrom: '2026-11-22',
      validUntil: null,
      registryReference: 'RS 2026-01234',
      openedBy: { hsaId: 'SE2321000131-P000000990101', name: 'Karin Vik', role: 'staff', unit: partille },
      contact,
      form: { name: 'Blockering av vårdnadshavares direktåtkomst', sha256: null, draft: true },
      effects: [],
      deadlines: [],
    });
    for (const later of ['assessment', 'decision', 'submission', 'documentation', 'caller', 'concerns', 'reviewBy'])
      expect(view).toHaveProperty(later, null);
    expect(view.caseNumber).toMatch(/^2026-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(view.warnings.map(({ code }) => code)).toEqual(['siblings-not-assessed']);
    expect(await story.read()).toEqual(view);
  });

  it('is assessed by the unit’s staff and consulted on', async () => {
    expect(allowed(story.view)).toEqual(['assessment', 'withdrawal', 'siblings']);
    foretold = await preview(story);
    unchanged = (await access(program, child, '2026-11-22')).entries;
    const refused = await preview(story, '?outcome=refused');
    expect([refused.before, refused.after]).toEqual([unchanged, unchanged]);
    expect(await story.history()).toHaveLength(1);
    await step(() => story.assess());
    expect(story.view.assessment).toMatchObject({ answers: blockAnswers, recommendation: 'grant' });
    await step(() => story.consult());
    expect(story.view).toMatchObject({ state: 'consulted', consultations: [{ opinion, with: 'Lena Sund' }] });
    expect(story.view.allowedActions).toContainEqual({ action: 'decision', allowed: false, because: 'no-mandate' });
    const asHead = await story.read('head-partille');
    expect(allowed(asHead)).toEqual(['consultation', 'decision', 'withdrawal', 'siblings']);
    expect(asHead.allowedActions).toContainEqual({ action: 'correction', allowed: false, because: 'not-authorized' });
  });

  it('has no form before it is granted, and a draft marked UTKAST after', async () => {
    expect((await program.as('clinician-partille').get(`${story.path}/form`)).status).toBe(404);
    await step(() => story.decide({ reviewBy: '2027-05-01' }));
    expect(story.view.decision).toMatchObject({
      outcome: 'granted',
      grounds,
      capacity: 'head',
      by: { hsaId: 'SE2321000131-P000000990103', role: 'decision-maker' },
    });
    expect(story.view).toMatchObject({ state: 'decided', outcome: 'granted', reviewBy: '2027-05-01' });
    expect(story.view.deadlines.map(({ kind }) => kind)).toEqual(['submission', 'review']);
    expect(story.view.deadlines[1]?.dueAt).toBe('2027-05-01T22:00:00.000Z');
    draft = await form(story);
    expect(draft.text).toContain('UTKAST');
    expect((await program.as('executor').get(`${story.path}/form`)).status).toBe(404);
  });

  it('is submitted with the very form that everyone reads from then on', async () => {
    await step(() => story.submit());
    sent = await form(story);
    expect(story.view.submission).toMatchObject({ method: 'decision-record', formSha256: sent.sha256 });
    expect(story.view.form).toEqual({ name: story.view.form.name, sha256: sent.sha256, draft: false });
    expect((await form(story, 'executor')).bytes.equals(sent.bytes)).toBe(true);
  });

  it('names on its form the case, the persons, the measure and the decision, and no grounds', () => {
    const named = [
      'Blockering av vårdnadshavares direktåtkomst',
      story.view.caseNumber,
      'Närhälsan Partille vårdcentral',
      ...[child, first, second].map(written),
      ...['Test Barn-06', 'Testa Förälder-Fem', 'Testo Förälder-Fem', 'Lena Sund', '2026-11-22', 'verksamhetschef'],
    ];
    for (const text of named) expect(sent.text).toContain(text);
    for (const text of [...words, 'UTKAST']) expect(sent.text).not.toContain(text);
  });

  it('is executed, and then access is what the preview foretold', async () => {
    const waits = await preview(story, '?on=2026-11-22');
    await step(() => story.execute());
    expect(story.view.state).toBe('executed');
    const done = (await access(program, child, '2026-11-22')).entries;
    expect(foretold.on).toBe('2026-11-22');
    for (const { after } of [foretold, waits]) expect(withoutEvents(done)).toEqual(withoutEvents(after));
    expect(foretold.before).toEqual(unchanged);
    expect(lines((await access(program, child, '2026-11-21')).entries)).toEqual(lines(before.entries));
    expect((await program.as('clinician-partille').get(`${story.path}/preview`)).status).toBe(409);
  });

  it('changes access from its first day, for both guardians and both services, and no day earlier', async () => {
    const today = await access(program, child);
    expect([...new Set(today.entries.map(({ reason }) => reason))]).toEqual(['age', 'own-login', 'automatic-guardian']);
    expect(today.nextChange?.date).toBe('2026-11-22');
    const then = await access(program, child, '2026-11-22');
    expect(lines(then.entries)).toEqual([
      `self ${written(child)} journal none age`,
      `self ${written(child)} e-services all own-login`,
      `guardian ${written(first)} journal none blocked`,
      `guardian ${written(first)} e-services none blocked`,
      `guardian ${written(second)} journal none blocked`,
      `guardian ${written(second)} e-services none blocked`,
    ]);
    expect(then.entries.slice(2).map(({ ground, from }) => [ground.request, from])).toEqual(
      Array.from({ length: 4 }, () => [story.id, '2026-11-22']),
    );
  });

  it('is closed by documentation in the record', async () => {
    await step(() => story.document());
    expect(story.view).toMatchObject({ state: 'closed', outcome: 'granted', revision: 7, incident: false });
    expect(story.view.documentation).toMatchObject({ recordSystem: 'AsynjaVisph' });
    expect(allowed(story.view)).toEqual(['correction', 'siblings']);
    expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
  });

  it('has a history of exactly what changed, by whom and when', async () => {
    const items: readonly HistoryItem[] = await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'ExecutionRecorded',
      'DocumentationRecorded',
    ]);
    expect(items.map(({ actor }) => actor.name)).toEqual([
      ...['Karin Vik', 'Karin Vik', 'Karin Vik', 'Lena Sund', 'Karin Vik', 'Ida Nord', 'Karin Vik'],
    ]);
    expect(items[1]?.before).toEqual({ state: 'registered', revision: 1, assessment: null });
    expect(items[3]?.summary).toEqual({
      sv: expect.stringMatching(/^Lena Sund \(verksamhetschef\) beviljade blockering av /) as string,
      en: expect.stringMatching(/^Lena Sund \(head of operations\) granted block of /) as string,
    });
  });

  it('waits for each role in its turn, and for nobody once closed', () => {
    const waiting = Object.entries(inboxes).flatMap(([when, actions]) => actions.map((action) => `${when}: ${action}`));
    expect(waiting).toEqual([
      ...['registered clinician-partille: assessment', 'registered head-partille: assessment'],
      ...['assessed clinician-partille: consultation', 'assessed head-partille: consultation'],
      'consulted head-partille: decision',
      ...['decided clinician-partille: submission', 'decided head-partille: submission'],
      'submitted executor: execution',
      ...['executed clinician-partille: documentation', 'executed head-partille: documentation'],
    ]);
  });

  it('is found by number, person, state and day of opening, by those who may read it', async () => {
    const found = async (body: object, by?: string) => (await search(program, body, by)).map(({ id }) => id);
    const all = [story.id];
    expect(await found({ patient: written(child) })).toEqual(all);
    expect(await found({ patient: story.view.patient.id })).toEqual(all);
    expect(await found({ patient: story.view.patient.id.toUpperCase() })).toEqual(all);
    expect(await found({ state: 'closed', procedure: 'block', kind: 'block', track: 'ordinary' })).toEqual(all);
    expect(await found({ openedFrom: '2026-11-20', openedTo: '2026-11-20', outcome: 'granted' })).toEqual(all);
    expect(await found({ patient: child }, 'auditor')).toEqual(all);
    expect(await found({ patient: child }, 'executor')).toEqual(all);
    expect(await found({ patient: child }, 'clinician-lerum')).toEqual([]);
    expect(await found({ openedFrom: '2026-11-21' })).toEqual([]);
    expect(await found({ state: 'registered' })).toEqual([]);
    const [listed] = await search(program, { patient: child });
    for (const text of words) expect(JSON.stringify(listed)).not.toContain(text);
  });
});
