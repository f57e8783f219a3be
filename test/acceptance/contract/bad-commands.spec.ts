import { Case } from '../../support/case';
import { Answer } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { inBothLanguages, faults, Stillness } from '../../support/unchanged';

/** A body that names a field, what is wrong with it, and where the program should point. */
type Wrong = readonly [string, object, string];

let program: RunningProgram;
let stillness: Stillness;
const cases: Record<string, Case> = {};
let before: readonly unknown[];

const everything = () => Promise.all(Object.values(cases).map((one) => one.history('auditor')));

beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  const families5 = [families.blockOfBoth, families.infant, families.leapDay, families.sibling, families.urgent];
  const states = ['registered', 'assessed', 'consulted', 'decided', 'submitted'] as const;
  for (const [index, state] of states.entries()) {
    const { child, guardians } = families5[index] ?? families.blockOfBoth;
    const story = await Case.open(program, { patient: child, guardians });
    if (state !== 'registered') await story.to(state);
    cases[state] = story;
  }
  before = await everything();
  stillness = await Stillness.begin(program);
});

const refused = (state: string, command: string, body: unknown, by = 'clinician-partille') =>
  inBothLanguages((language) => send(state, command, body, by, { 'accept-language': language }));

const send = (state: string, command: string, body: unknown, by: string, headers: Readonly<Record<string, string>>) =>
  (cases[state] as Case).send(by, command, body, headers);

async function pointsTo(answer: Promise<{ readonly sv: Answer<never> | Answer }>, fault: string): Promise<void> {
  const { sv } = await answer;
  const problem = sv.body as Parameters<typeof faults>[0];
  expect([sv.status, problem.code, faults(problem)]).toEqual([400, 'invalid-body', [fault]]);
}

const heldAt = '2026-11-20T08:00:00Z';
const later = '2026-11-20T09:00:00Z';
const long = 'x'.repeat(4001);
const answers = { B4: { answer: true }, B9: { answer: true } };

describe('an assessment that cannot be used', () => {
  const body = { answers, recommendation: 'grant' };
  it.each<Wrong>([
    ['no answers', { answers: undefined }, '/answers missing'],
    ['answers in a list', { answers: [true] }, '/answers wrong-type'],
    ['answers that are null', { answers: null }, '/answers missing'],
    ['no recommendation', { recommendation: undefined }, '/recommendation missing'],
    ['an unknown recommendation', { recommendation: 'maybe' }, '/recommendation not-an-option'],
    ['an unknown field', { outcome: 'granted' }, '/outcome unknown-field'],
    ['an unknown question', { answers: { ...answers, B99: { answer: true } } }, '/answers/B99 unknown-field'],
    [
      'a question named like a built-in',
      { answers: { ...answers, toString: { answer: true } } },
      '/answers/toString forbidden-name',
    ],
    [
      'a question of another list',
      { answers: { ...answers, 'B10/x': { answer: true } } },
      '/answers/B10~1x unknown-field',
    ],
    ['an answer that is a number', { answers: { ...answers, B1: { answer: 5 } } }, '/answers/B1/answer wrong-type'],
    ['an answer that is a text', { answers: { ...answers, B1: { answer: 'true' } } }, '/answers/B1/answer wrong-type'],
    ['an answer that is null', { answers: { ...answers, B1: { answer: null } } }, '/answers/B1/answer wrong-type'],
    ['no answer in an answer', { answers: { ...answers, B1: { note: 'x' } } }, '/answers/B1/answer missing'],
    ['an answer that is bare', { answers: { ...answers, B1: true } }, '/answers/B1 wrong-type'],
    [
      'an unknown field in an answer',
      { answers: { ...answers, B1: { answer: true, evil: 1 } } },
      '/answers/B1/evil unknown-field',
    ],
    [
      'a note that is a number',
      { answers: { ...answers, B1: { answer: true, note: 1 } } },
      '/answers/B1/note wrong-type',
    ],
    ['a note too long', { answers: { ...answers, B1: { answer: true, note: long } } }, '/answers/B1/note too-long'],
  ])('is refused for %s', (_, patch, fault) =>
    pointsTo(refused('registered', 'assessment', { ...body, ...patch }), fault),
  );

  it('is incomplete without a required answer', async () => {
    const { sv } = await refused('registered', 'assessment', { ...body, answers: { B4: { answer: true } } });
    expect([sv.status, sv.body.code]).toEqual([409, 'incomplete-assessment']);
    expect(sv.body.allowedActions).toEqual(['assessment', 'withdrawal', 'siblings']);
  });
});

describe('a consultation that cannot be used', () => {
  const body = { party: 'head-of-operations', with: 'Lena Sund', heldAt, opinion: 'Ja.' };
  it.each<Wrong>([
    ['an unknown party', { party: 'press' }, '/party not-an-option'],
    ['a party that this procedure does not hear', { party: 'guardian' }, '/party not-an-option'],
    ['nobody', { with: undefined }, '/with missing'],
    ['a name too long', { with: 'x'.repeat(201) }, '/with too-long'],
    ['no instant', { heldAt: undefined }, '/heldAt missing'],
    ['a day for an instant', { heldAt: '2026-11-20' }, '/heldAt no-instant'],
    ['an hour that is none', { heldAt: '2026-11-20T25:00:00Z' }, '/heldAt no-instant'],
    ['an instant without offset', { heldAt: '2026-11-20T08:00:00' }, '/heldAt no-instant'],
    ['an instant to come', { heldAt: later }, '/heldAt too-late'],
    ['a blank opinion', { opinion: '  \n ' }, '/opinion no-text'],
    ['an opinion too long', { opinion: long }, '/opinion too-long'],
    ['a list for an opinion', { opinion: ['Ja.'] }, '/opinion wrong-type'],
  ])('is refused for %s', (_, patch, fault) =>
    pointsTo(refused('assessed', 'consultation', { ...body, ...patch }), fault),
  );
});

describe('a decision that cannot be used', () => {
  const body = { outcome: 'granted', grounds: 'Skäl.' };
  it.each<Wrong>([
    ['an unknown outcome', { outcome: 'approved' }, '/outcome not-an-option'],
    ['no grounds', { grounds: undefined }, '/grounds missing'],
    ['grounds too long', { grounds: long }, '/grounds too-long'],
    ['a first day that is none', { validFrom: 'i morgon' }, '/validFrom no-date'],
    ['a review that is no day', { reviewBy: '2027-13-01' }, '/reviewBy no-date'],
    ['a review on the last day of all', { reviewBy: '9999-12-31' }, '/reviewBy no-date'],
    ['a last day for a block', { validUntil: '2027-12-31' }, '/validUntil not-applicable'],
    ['guardians for a block', { guardians: [] }, '/guardians not-applicable'],
    ['guardians that are no list', { guardians: {} }, '/guardians wrong-type'],
    ['a guardian that is no id', { guardians: [{ guardian: 'x', outcome: 'end' }] }, '/guardians/0/guardian no-id'],
    ['a reason that is no text', { treatingReason: 5 }, '/treatingReason wrong-type'],
    ['a decider', { by: 'Lena Sund' }, '/by unknown-field'],
  ])('is refused for %s', (_, patch, fault) =>
    pointsTo(refused('consulted', 'decision', { ...body, ...patch }, 'head-partille'), fault),
  );

  it('is refused for days that have passed', async () => {
    for (const dates of [{ validFrom: '2026-11-19' }, { reviewBy: '2026-11-19' }]) {
      const { sv } = await refused('consulted', 'decision', { ...body, ...dates }, 'head-partille');
      expect([sv.status, sv.body.code]).toEqual([409, 'date-not-allowed']);
    }
  });
});

describe('a submission that cannot be used', () => {
  const formSha256 = 'a'.repeat(64);
  const paper = { method: 'paper', signedAt: heldAt, signedBy: 'Lena Sund', formSha256 };
  it.each<readonly [string, unknown, string]>([
    ['no signature', undefined, '/signature missing'],
    ['a signature that is a text', 'Lena Sund', '/signature wrong-type'],
    ['an unknown method', { method: 'seal' }, '/signature/method not-an-option'],
    ['no method', {}, '/signature/method missing'],
    [
      'more than a decision record has',
      { method: 'decision-record', signedBy: 'x' },
      '/signature/signedBy unknown-field',
    ],
    ['paper that nobody signed', { ...paper, signedBy: undefined }, '/signature/signedBy missing'],
    ['paper signed with what the form cannot print', { ...paper, signedBy: 'Lena 😀' }, '/signature/signedBy no-text'],
    ['paper signed at no time', { ...paper, signedAt: 'nyss' }, '/signature/signedAt no-instant'],
    ['paper signed in the future', { ...paper, signedAt: later }, '/signature/signedAt too-late'],
    ['a hash that is none', { ...paper, formSha256: 'A'.repeat(64) }, '/signature/formSha256 no-hash'],
  ])('is refused for %s', (_, signature, fault) => pointsTo(refused('decided', 'submission', { signature }), fault));
});

describe('an execution that cannot be used', () => {
  const receipt = { item: 'minor-access-checked', performedAt: heldAt };
  it.each<readonly [string, unknown, string]>([
    ['no receipts', undefined, '/receipts missing'],
    ['an empty list', [], '/receipts wrong-count'],
    ['one that is no list', receipt, '/receipts wrong-type'],
    ['an item of another case', [{ ...receipt, item: 'journal-sealed' }], '/receipts/0/item not-in-the-case'],
    ['an item named like a built-in', [{ ...receipt, item: 'constructor' }], '/receipts/0/item not-in-the-case'],
    ['an item twice', [receipt, receipt], '/receipts/1/item repeated'],
    ['no time', [{ item: receipt.item }], '/receipts/0/performedAt missing'],
    ['a time to come', [{ ...receipt, performedAt: later }], '/receipts/0/performedAt too-late'],
    ['an unknown field', [{ ...receipt, voided: true }], '/receipts/0/voided unknown-field'],
    ['a reference too long', [{ ...receipt, reference: 'x'.repeat(101) }], '/receipts/0/reference too-long'],
    ['51 receipts', Array.from({ length: 51 }, () => receipt), '/receipts wrong-count'],
  ])('is refused for %s', (_, receipts, fault) =>
    pointsTo(refused('submitted', 'execution', { receipts }, 'executor'), fault),
  );

  it('is refused for what was done before it was decided', async () => {
    const receipts = [{ ...receipt, performedAt: '2026-11-20T07:59:00Z' }];
    const { sv } = await refused('submitted', 'execution', { receipts }, 'executor');
    expect([sv.status, sv.body.code]).toEqual([409, 'date-not-allowed']);
  });
});

describe('another command that cannot be used', () => {
  it.each<readonly [string, string, string, object, string]>([
    ['a return without reason', 'executor', 'return', { errors: [] }, '/reason missing'],
    ['a return without errors', 'executor', 'return', { reason: 'x' }, '/errors missing'],
    [
      'a return of another type',
      'executor',
      'return',
      { reason: 'x', errors: 'missing-signature' },
      '/errors wrong-type',
    ],
    [
      'a documentation of nothing',
      'clinician-partille',
      'documentation',
      { documentedAt: heldAt },
      '/recordSystem missing',
    ],
    [
      'a documentation to come',
      'clinician-partille',
      'documentation',
      { recordSystem: 'Melior', documentedAt: 'sen' },
      '/documentedAt no-instant',
    ],
    ['a withdrawal without reason', 'clinician-partille', 'withdrawal', {}, '/reason missing'],
    ['a withdrawal of nothing', 'clinician-partille', 'withdrawal', { reason: '' }, '/reason no-text'],
    ['a correction of no step', 'clinician-partille', 'correction', {}, '/step missing'],
    ['a correction of a decision', 'clinician-partille', 'correction', { step: 'decision' }, '/step not-an-option'],
    [
      'a correction without reason',
      'executor',
      'correction',
      { step: 'execution', receipts: [{ item: 'minor-access-checked', voided: true }] },
      '/reason missing',
    ],
    [
      'a correction of event 0',
      'clinician-partille',
      'correction',
      { step: 'consultation', reason: 'x', revision: 0, with: 'x', heldAt, opinion: 'x' },
      '/revision not-an-option',
    ],
  ])('is refused: %s', (_, by, command, body, fault) => pointsTo(refused('submitted', command, body, by), fault));
});

describe('all that was refused', () => {
  it('has left nothing behind', async () => {
    await stillness.hold();
    expect(await everything()).toEqual(before);
  });
});
