import { access, form, lines, preview } from '../../support/asking';
import { accepted, Case } from '../../support/case';
import { Chronicle } from '../../support/chronicle';
import { problemOf } from '../../support/client';
import { Person, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { contact, families, lerum, partille, written } from '../../support/samples';

const answers = { R2: { answer: 'yes' }, R4: { answer: true } };

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const blockedIn = async (child: string, on?: string) =>
  lines((await access(program, child, on)).entries).filter((line) => line.endsWith('journal none blocked'));

/** A block in force, of everyone named. */
async function block(family: { readonly child: string; readonly guardians: readonly string[] }): Promise<Case> {
  const story = await Case.open(program, { patient: family.child, guardians: family.guardians });
  await story.to('closed');
  return story;
}

/** A renewal, heard and ready to be decided. */
async function renewal(child: string): Promise<Case> {
  const story = await Case.open(program, { procedure: 'block-renewal', patient: child, guardians: [] });
  await story.assess({ answers });
  await story.consult();
  return story;
}

const outcomes = (guardians: readonly Person[], ...each: readonly ('continue' | 'end')[]) =>
  guardians.map(({ id }, index) => ({ guardian: id, outcome: each[index] }));

describe('a block that is renewed for both guardians', () => {
  const family = families.blockOfBoth;

  it('goes on as before, under the request that began it', async () => {
    const begun = await block(family);
    const story = await Case.open(program, { procedure: 'block-renewal', patient: family.child, guardians: undefined });
    const chronicle = new Chronicle(story);
    await chronicle.note();
    expect(story.view).toMatchObject({ concerns: begun.id, kind: 'block-renewal' });
    expect(story.view.guardians).toEqual(begun.view.guardians);
    const before = await access(program, family.child);
    const foretold = await preview(story);
    await chronicle.after(() => story.assess({ answers }));
    await chronicle.after(() => story.consult());
    const guardians = outcomes(story.view.guardians, 'continue', 'continue');
    await chronicle.after(() => story.decide({ guardians }, 'designee-partille'));
    expect(story.view.decision).toMatchObject({
      capacity: 'designee',
      guardians,
      by: { name: 'Per Rosén', role: 'staff', onBehalfOf: 'SE2321000131-P000000990103' },
    });
    await chronicle.after(() => story.submit());
    const sent = await form(story);
    expect(sent.text).toContain('Förlängning blockering av vårdnadshavares direktåtkomst');
    expect(sent.text).toContain('Blockeringen fortsätter tills vidare');
    expect(story.view.execution.plan.map(({ item }) => item)).toEqual([
      ...story.view.guardians.map(({ id }) => `block-still-set:${id}`),
      'registry-reference-noted',
    ]);
    await chronicle.after(() => story.execute());
    expect((await access(program, family.child)).entries).toEqual(before.entries);
    expect((await access(program, family.child)).entries).toEqual(foretold.after);
    await chronicle.after(() => story.document());
    await chronicle.holdAgainstHistory([
      'RequestOpened',
      'RequestAssessed',
      'ConsultationHeld',
      'RequestDecided',
      'FormSubmitted',
      'ExecutionRecorded',
      'DocumentationRecorded',
    ]);
  });

  it('goes on for the one and ends for the other, as the preview says for the same choice', async () => {
    const [first, second] = family.guardians;
    const story = await renewal(family.child);
    const [one, other] = story.view.guardians;
    const foretold = await preview(story, `?end=${one?.id ?? ''}`);
    await story.decide({ guardians: outcomes(story.view.guardians, 'end', 'continue') });
    await story.submit();
    const { text } = await form(story);
    expect(text).toContain('Blockeringen hävs');
    expect(text).toContain('Blockeringen fortsätter tills vidare');
    expect(story.missing()).toEqual([`guardian-unblocked:${one?.id ?? ''}`, `block-still-set:${other?.id ?? ''}`]);
    await story.to('closed');
    expect((await access(program, family.child)).entries).toEqual(foretold.after);
    expect(await blockedIn(family.child)).toEqual([`guardian ${written(second)} journal none blocked`]);
    expect(lines((await access(program, family.child)).entries)).toContain(
      `guardian ${written(first)} journal all automatic-guardian`,
    );
  });

  it('shows only the guardian who is still blocked, and can end for that one too, from a later day', async () => {
    const story = await renewal(family.child);
    expect(story.view.guardians.map(({ personalNumber }) => personalNumber)).toEqual([written(family.guardians[1])]);
    await story.decide({ guardians: outcomes(story.view.guardians, 'end'), validFrom: '2026-12-01' });
    await story.to('closed');
    expect([await blockedIn(family.child, '2026-11-30'), await blockedIn(family.child, '2026-12-01')]).toEqual([
      [`guardian ${written(family.guardians[1])} journal none blocked`],
      [],
    ]);
  });
});

describe('the decision of a renewal', () => {
  const family = families.infant;
  let story: Case;
  beforeAll(async () => {
    await block(family);
    story = await renewal(family.child);
  });

  it.each([
    ['nobody', () => undefined, '/guardians'],
    ['one of two', ([one]: readonly Person[]) => [{ guardian: one?.id, outcome: 'end' }], '/guardians'],
    [
      'the same twice',
      ([one]: readonly Person[]) => [1, 2].map(() => ({ guardian: one?.id, outcome: 'end' })),
      '/guardians',
    ],
    [
      'a stranger',
      ([one]: readonly Person[]) => [one?.id, randomId].map((guardian) => ({ guardian, outcome: 'end' })),
      '/guardians/1/guardian',
    ],
  ])('is refused where it names %s', async (_, guardians, pointer) => {
    const body = { outcome: 'granted', grounds: 'x', guardians: guardians(story.view.guardians) };
    const problem = problemOf(await story.send('head-partille', 'decision', body), 400, 'invalid-body');
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('names no guardians where it is refused', async () => {
    const guardians = outcomes(story.view.guardians, 'continue', 'continue');
    const body = { outcome: 'refused', grounds: 'x', guardians };
    const problem = problemOf(await story.send('head-partille', 'decision', body), 400, 'invalid-body');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/guardians']);
  });

  it('is judged on fresh facts: a block that ended meanwhile is not renewed', async () => {
    const ending = await Case.open(program, { procedure: 'block-end', patient: family.child, guardians: [] });
    await ending.assess({ answers: { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } } });
    await ending.to('executed');
    const guardians = outcomes(story.view.guardians, 'continue', 'continue');
    const late = await story.send('head-partille', 'decision', { outcome: 'granted', grounds: 'x', guardians });
    problemOf(late, 409, 'no-measure-in-force');
  });
});

describe('a renewal of blocks that several requests began', () => {
  const { child, guardians } = families.leapDay;
  let first: Case;

  it('must say which, and cannot name a request that the caller may not read', async () => {
    first = await Case.open(program, { patient: child, guardians: [guardians[0]] });
    await first.to('closed');
    const other = await Case.open(
      program,
      { patient: child, guardians: [guardians[1]], unit: lerum },
      'clinician-lerum',
    );
    await other.assess({}, 'clinician-lerum');
    await other.consult({}, 'clinician-lerum');
    await other.decide({}, 'head-lerum');
    await other.submit({}, 'clinician-lerum');
    await other.execute();
    const ambiguous = await open({});
    expect(problemOf(ambiguous, 400, 'invalid-body').errors?.map(({ pointer }) => pointer)).toEqual(['/concerns']);
    problemOf(await open({ concerns: other.id }), 409, 'no-measure-in-force');
    const named = accepted(await open({ concerns: first.id }), 201);
    expect(named.body.guardians.map(({ personalNumber }) => personalNumber)).toEqual([written(guardians[0])]);
  });

  const open = (body: object) =>
    program
      .as('clinician-partille')
      .post<View>('/v1/requests', { procedure: 'block-renewal', patient: child, unit: partille, contact, ...body });
});

const randomId = '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';
