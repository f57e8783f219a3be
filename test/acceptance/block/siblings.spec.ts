import { uuidV5 } from '@sigill/event-log';
import { Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { Page, View } from '../../support/contract';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { contact, numberOf, partille, urgentCaller, written } from '../../support/samples';
import { answerOf, assessment, idOf, inNeed, openFor, told } from '../../support/siblings';

/** One family: both parents have the child and its sister, the mother a half-sister and a brother who died, the father an adult. */
const [mother, father] = ['19850301', '19850302'].map((birth) => numberOf(birth, '238')) as [string, string];
const [child, sister, halfSister, late, adult, stranger] = [
  ...['20170101', '20180102', '20200105', '20160103', '20010104', '20190106'],
].map((birth) => numberOf(birth, '239')) as [string, string, string, string, string, string];
const one = (personalNumber: string, name: string, more: Partial<Entry> = {}): Entry => ({
  ...{ personalNumber, name, protection: 'none' },
  ...more,
});
const both = [mother, father];
const family: readonly Entry[] = [
  one(mother, 'Test Moder'),
  one(father, 'Test Fader'),
  one(child, 'Test Barn', { guardians: both }),
  one(sister, 'Test Syster', { guardians: both, protection: 'secrecy-marking' }),
  one(halfSister, 'Test Halvsyster', { guardians: [mother] }),
  one(late, 'Test Bror', { guardians: [mother], deceasedOn: '2024-01-01' }),
  one(adult, 'Test Vuxen', { guardians: [father] }),
  one(stranger, 'Test Annan', { guardians: [] }),
];
const names = [sister, halfSister, late, adult].map(written);

let program: RunningProgram;
let register: PopulationFile;
beforeAll(async () => {
  register = await PopulationFile.make(family);
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: register.settings });
});

const unassessed = ({ warnings }: View) =>
  warnings.find(({ code }) => code === 'siblings-not-assessed')?.persons?.map(({ personalNumber }) => personalNumber);

describe('the siblings of a child for whom a block is asked', () => {
  let story: Case;
  beforeAll(async () => {
    story = await Case.open(program, { patient: child, guardians: both });
  });

  it('are all the registered children of the guardians in the case, before anything is said of them', () => {
    expect(told(story.view)).toEqual(names.map((number) => [number, null, null, null]));
    expect(story.view.siblings[0]?.person).toMatchObject({ name: 'Test Syster', protected: true });
  });

  it.each([
    [
      'a child of nobody in the case',
      [{ person: stranger, answer: 'no-need' }],
      '/siblings/0/person',
      'not-in-the-case',
    ],
    ['the patient', [{ person: child, answer: 'no-need' }], '/siblings/0/person', 'not-in-the-case'],
    [
      'a coordination number',
      [{ person: numberOf('20170161', '239'), answer: 'no-need' }],
      '/siblings/0/person',
      'not-in-the-case',
    ],
    ['the same child twice', inNeed(sister, sister), '/siblings/1/person', 'repeated'],
    ['a wrong check digit', [{ person: '201701012394', answer: 'no-need' }], '/siblings/0/person', 'wrong-number'],
    ['no number', [{ person: 'Test Syster', answer: 'no-need' }], '/siblings/0/person', 'no-number'],
    ['another answer', [{ person: sister, answer: 'perhaps' }], '/siblings/0/answer', 'not-an-option'],
  ])('cannot be %s', async (_, siblings, pointer, code) => {
    const problem = problemOf(
      await story.send('clinician-partille', 'assessment', assessment(siblings)),
      400,
      'invalid-body',
    );
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
  });

  it('are assessed by number and by id; whoever needs nothing is not warned of any more', async () => {
    expect(unassessed(story.view)).toEqual([sister, halfSister].map(written));
    const siblings = [
      ...inNeed(sister, idOf(story.view, late), adult),
      { person: idOf(story.view, halfSister).toUpperCase(), answer: 'no-need' },
    ];
    await story.take('clinician-partille', 'assessment', assessment(siblings));
    expect(told(story.view)).toEqual([
      [names[0], 'needs-block', 'Bor i samma hem.', null],
      [names[1], 'no-need', null, null],
      [names[2], 'needs-block', 'Bor i samma hem.', null],
      [names[3], 'needs-block', 'Bor i samma hem.', null],
    ]);
    expect(unassessed(story.view)).toEqual([written(sister)]);
    expect(story.view.assessment).not.toHaveProperty('siblings');
  });

  it('stand in the historic view and in the history as the assessment names them', async () => {
    expect((await story.read('clinician-partille', '?revision=1')).siblings).toEqual([]);
    const historic = await story.read('auditor', '?revision=2');
    expect(historic.siblings.map(({ person, answer }) => [person.name, person.protected, answer])).toEqual([
      ['Test Syster', true, 'needs-block'],
      ['Test Bror', false, 'needs-block'],
      ['Test Vuxen', false, 'needs-block'],
      ['Test Halvsyster', false, 'no-need'],
    ]);
    const [, assessed] = await story.history();
    expect(assessed?.before.siblings).toEqual([]);
    expect(assessed?.after.siblings).toEqual((await story.read('clinician-partille', '?revision=2')).siblings);
    expect(assessed?.summary.sv).toMatch(
      /Syskon som behöver detsamma: Test Syster, Test Bror och Test Vuxen\. Syskon som inte gör det: Test Halvsyster\./u,
    );
  });

  it('stand in no list', async () => {
    const { body } = await program.as('clinician-partille').post<Page<View>>('/v1/requests/search', { patient: child });
    expect(body.items.map(({ siblings }) => siblings)).toEqual([[]]);
  });

  it.each([
    ['one who needs nothing', () => [halfSister], '/persons/0', 'not-in-the-case'],
    ['one twice', () => [sister, sister], '/persons/1', 'repeated'],
  ])('get no request by naming %s', async (_, persons, pointer, code) => {
    const ids = persons().map((number) => idOf(story.view, number));
    const problem = problemOf(await openFor(story, ids), 400, 'invalid-body');
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
  });

  it('get none without the newest revision, of another unit, or of an executor', async () => {
    const ids = [idOf(story.view, sister)];
    problemOf(await openFor(story, ids, { 'if-match': null }), 428, 'precondition-required');
    problemOf(await openFor(story, ids, { 'if-match': '"1"' }), 412, 'revision-conflict');
    problemOf(await story.send('head-lerum', 'siblings', { persons: ids }), 404, 'not-found');
    problemOf(await story.send('executor', 'siblings', { persons: ids }), 403, 'not-authorized');
    expect(
      (await program.as('auditor').post<Page<View>>('/v1/requests/search', { patient: sister })).body.items,
    ).toEqual([]);
  });

  it('get a request each, in one call: the same again, and sent again, opens nothing more', async () => {
    const persons = [sister, late, adult].map((number) => idOf(story.view, number));
    const key = { 'idempotency-key': 'the-siblings', 'if-match': story.last.etag };
    const answer = await openFor(story, persons, key);
    const { refused, ...view } = answerOf(answer);
    const request = uuidV5(story.id, persons[0]!);
    expect([answer.status, view.revision, answer.etag]).toEqual([200, 3, '"3"']);
    expect(view.siblings.map((each) => each.request)).toEqual([request, null, null, null]);
    expect(refused.map(({ person, code }) => [person.personalNumber, code])).toEqual([
      [written(late), 'deceased'],
      [written(adult), 'age-outside-window'],
    ]);
    expect(unassessed(view)).toBeUndefined();
    const again = await openFor(story, persons, key);
    expect([again.status, again.etag, answerOf(again).refused]).toEqual([200, '"3"', refused]);
    expect(told(again.body)).toEqual(told(view));
    const anew = await openFor(story, persons, { 'if-match': '"3"' });
    expect([anew.status, anew.etag, answerOf(anew).refused]).toEqual([200, '"3"', refused]);
    problemOf(await openFor(story, persons.slice(1), key), 422, 'idempotency-key-reused');
    story.last = answer;
  });

  it('get an ordinary request: of the same kind and unit, from today, with the same contact, by the caller', async () => {
    const opened = (
      await program.as('clinician-partille').get<View>(`/v1/requests/${story.view.siblings[0]?.request ?? ''}`)
    ).body;
    expect(opened).toMatchObject({
      ...{ procedure: 'block', track: 'ordinary', state: 'registered', revision: 1, validFrom: '2026-11-20', contact },
      ...{ unit: { hsaId: partille }, openedBy: { name: 'Karin Vik', role: 'staff' } },
    });
    expect(opened.patient.personalNumber).toBe(written(sister));
    expect(opened.guardians.map(({ personalNumber }) => personalNumber)).toEqual(both.map(written));
  });

  it('are told in the history, and nothing of them to an executor', async () => {
    const last = (await story.history()).at(-1);
    expect([last?.type, last?.revision]).toEqual(['RelatedRequestsOpened', 3]);
    expect(last?.summary.en).toBe('Karin Vik (care staff) opened related requests. Siblings: Test Syster.');
    expect(Object.keys(last?.after ?? {})).toEqual(['revision', 'siblings']);
    await story.consult();
    await story.decide();
    await story.submit();
    const view = JSON.stringify([await story.read('executor'), await story.history('executor')]);
    for (const name of ['Syster', 'Bror', 'Vuxen', 'needs-block', 'yskon']) expect(view).not.toContain(name);
  });

  it('are refused as an opening would be, where each has a case already', async () => {
    const call = await Case.call(program, { patient: halfSister, guardians: [mother] });
    const persons = inNeed(child, sister);
    await call.execute();
    await call.take('clinician-partille', 'assessment', assessment(persons));
    const answer = answerOf(
      await openFor(
        call,
        persons.map(({ person }) => idOf(call.view, person)),
      ),
    );
    expect(answer.revision).toBe(call.view.revision);
    expect(answer.refused.map(({ code }) => code)).toEqual(['duplicate-request', 'duplicate-request']);
  });
});

describe('a sibling of one guardian in the case alone', () => {
  it('gets a request that names this guardian alone; of a call, with the caller’s e-mail and phone', async () => {
    const [other, step] = [numberOf('20170108', '239'), numberOf('20180108', '239')];
    const [parent, second] = [numberOf('19850308', '238'), numberOf('19850309', '238')];
    await register.replace(program, [
      ...family,
      one(parent, 'Test Förälder'),
      one(second, 'Test Andra'),
      one(other, 'Test Barn-Två', { guardians: [parent, second] }),
      one(step, 'Test Styvsyskon', { guardians: [second] }),
    ]);
    const call = await Case.call(program, { patient: other, guardians: [parent, second] });
    await call.execute();
    await call.take('clinician-partille', 'assessment', assessment(inNeed(step)));
    const { siblings } = await call.take('clinician-partille', 'siblings', { persons: [idOf(call.view, step)] });
    const opened = (await program.as('clinician-partille').get<View>(`/v1/requests/${siblings[0]?.request ?? ''}`))
      .body;
    const { email, phone } = urgentCaller;
    expect([opened.track, opened.caller, opened.contact]).toEqual(['ordinary', null, { email, phone }]);
    expect(opened.guardians.map(({ personalNumber }) => personalNumber)).toEqual([written(second)]);
  });
});

describe('a request of another kind', () => {
  it('assesses no siblings, and opens nothing for them', async () => {
    const seal = await Case.open(program, { procedure: 'seal.staff', patient: child, guardians: [] });
    expect(seal.view.siblings).toEqual([]);
    problemOf(await openFor(seal, [seal.view.patient.id]), 409, 'not-allowed-in-state');
    const body = { answers: {}, recommendation: 'grant', siblings: inNeed(sister) };
    const problem = problemOf(await seal.send('clinician-partille', 'assessment', body), 400, 'invalid-body');
    expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/siblings', 'not-applicable']]);
  });
});
