import { Case } from '../../support/case';
import { Answer } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { inBothLanguages, pointers, Stillness } from '../../support/unchanged';

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

async function pointsTo(answer: Promise<{ readonly sv: Answer<never> | Answer }>, pointer: string): Promise<void> {
  const { sv } = await answer;
  const problem = sv.body as Parameters<typeof pointers>[0];
  expect([sv.status, problem.code, pointers(problem)]).toEqual([400, 'invalid-body', [pointer]]);
}

const heldAt = '2026-11-20T08:00:00Z';
const later = '2026-11-20T09:00:00Z';
const long = 'x'.repeat(4001);
const answers = { B4: { answer: true }, B9: { answer: true } };

describe('an assessment that cannot be used', () => {
  const body = { answers, recommendation: 'grant' };
  it.each<Wrong>([
    ['no answers', { answers: undefined }, '/answers'],
    ['answers in a list', { answers: [true] }, '/answers'],
    ['answers that are null', { answers: null }, '/answers'],
    ['no recommendation', { recommendation: undefined }, '/recommendation'],
    ['an unknown recommendation', { recommendation: 'maybe' }, '/recommendation'],
    ['an unknown field', { outcome: 'granted' }, '/outcome'],
    ['an unknown question', { answers: { ...answers, B99: { answer: true } } }, '/answers/B99'],
    ['a question named like a built-in', { answers: { ...answers, toString: { answer: true } } }, '/answers/toString'],
    ['a question of another list', { answers: { ...answers, 'B10/x': { answer: true } } }, '/answers/B10~1x'],
    ['an answer that is a number', { answers: { ...answers, B1: { answer: 5 } } }, '/answers/B1/answer'],
    ['an answer that is a text', { answers: { ...answers, B1: { answer: 'true' } } }, '/answers/B1/answer'],
    ['an answer that is null', { answers: { ...answers, B1: { answer: null } } }, '/answers/B1/answer'],
    ['no answer in an answer', { answers: { ...answers, B1: { note: 'x' } } }, '/answers/B1/answer'],
    ['an answer that is bare', { answers: { ...answers, B1: true } }, '/answers/B1'],
    ['an unknown field in an answer', { answers: { ...answers, B1: { answer: true, evil: 1 } } }, '/answers/B1/evil'],
    ['a note that is a number', { answers: { ...answers, B1: { answer: true, note: 1 } } }, '/answers/B1/note'],
    ['a note too long', { answers: { ...answers, B1: { answer: true, note: long } } }, '/answers/B1/note'],
  ])('is refused for %s', (_, patch, pointer) =>
    pointsTo(refused('registered', 'assessment', { ...body, ...patch }), pointer),
  );

  it('is incomplete without a required answer', async () => {
    const { sv } = await refused('registered', 'assessment', { ...body, answers: { B4: { answer: true } } });
    expect([sv.status, sv.body.code]).toEqual([409, 'incomplete-assessment']);
    expect(sv.body.allowedActions).toEqual(['assessment', 'withdrawal']);
  });
});

describe('a consultation that cannot be used', () => {
  const body = { party: 'head-of-operations', with: 'Lena Sund', heldAt, opinion: 'Ja.' };
  it.each<Wrong>([
    ['an unknown party', { party: 'press' }, '/party'],
    ['a party that this procedure does not hear', { party: 'guardian' }, '/party'],
    ['nobody', { with: undefined }, '/with'],
    ['a name too long', { with: 'x'.repeat(201) }, '/with'],
    ['no instant', { heldAt: undefined }, '/heldAt'],
    ['a day for an instant', { heldAt: '2026-11-20' }, '/heldAt'],
    ['an hour that is none', { heldAt: '2026-11-20T25:00:00Z' }, '/heldAt'],
    ['an instant without offset', { heldAt: '2026-11-20T08:00:00' }, '/heldAt'],
    ['an instant to come', { heldAt: later }, '/heldAt'],
    ['a blank opinion', { opinion: '  \n ' }, '/opinion'],
    ['an opinion too long', { opinion: long }, '/opinion'],
    ['a list for an opinion', { opinion: ['Ja.'] }, '/opinion'],
  ])('is refused for %s', (_, patch, pointer) =>
    pointsTo(refused('assessed', 'consultation', { ...body, ...patch }), pointer),
  );
});

describe('a decision that cannot be used', () => {
  const body = { outcome: 'granted', grounds: 'Skäl.' };
  it.each<Wrong>([
    ['an unknown outcome', { outcome: 'approved' }, '/outcome'],
    ['no grounds', { grounds: undefined }, '/grounds'],
    ['grounds too long', { grounds: long }, '/grounds'],
    ['a first day that is none', { validFrom: 'i morgon' }, '/validFrom'],
    ['a review that is no day', { reviewBy: '2027-13-01' }, '/reviewBy'],
    ['a review on the last day of all', { reviewBy: '9999-12-31' }, '/reviewBy'],
    ['a last day for a block', { validUntil: '2027-12-31' }, '/validUntil'],
    ['guardians for a block', { guardians: [] }, '/guardians'],
    ['guardians that are no list', { guardians: {} }, '/guardians'],
    ['a guardian that is no id', { guardians: [{ guardian: 'x', outcome: 'end' }] }, '/guardians/0/guardian'],
    ['a reason that is no text', { treatingReason: 5 }, '/treatingReason'],
    ['a decider', { by: 'Lena Sund' }, '/by'],
  ])('is refused for %s', (_, patch, pointer) =>
    pointsTo(refused('consulted', 'decision', { ...body, ...patch }, 'head-partille'), pointer),
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
    ['no signature', undefined, '/signature'],
    ['a signature that is a text', 'Lena Sund', '/signature'],
    ['an unknown method', { method: 'seal' }, '/signature/method'],
    ['no method', {}, '/signature/method'],
    ['more than a decision record has', { method: 'decision-record', signedBy: 'x' }, '/signature/signedBy'],
    ['paper that nobody signed', { ...paper, signedBy: undefined }, '/signature/signedBy'],
    ['paper signed with what the form cannot print', { ...paper, signedBy: 'Lena 😀' }, '/signature/signedBy'],
    ['paper signed at no time', { ...paper, signedAt: 'nyss' }, '/signature/signedAt'],
    ['paper signed in the future', { ...paper, signedAt: later }, '/signature/signedAt'],
    ['a hash that is none', { ...paper, formSha256: 'A'.repeat(64) }, '/signature/formSha256'],
  ])('is refused for %s', (_, signature, pointer) =>
    pointsTo(refused('decided', 'submission', { signature }), pointer),
  );
});

describe('an execution that cannot be used', () => {
  const receipt = { item: 'minor-access-checked', performedAt: heldAt };
  it.each<readonly [string, unknown, string]>([
    ['no receipts', undefined, '/receipts'],
    ['an empty list', [], '/receipts'],
    ['one that is no list', receipt, '/receipts'],
    ['an item of another case', [{ ...receipt, item: 'journal-sealed' }], '/receipts/0/item'],
    ['an item named like a built-in', [{ ...receipt, item: 'constructor' }], '/receipts/0/item'],
    ['an item twice', [receipt, receipt], '/receipts/1/item'],
    ['no time', [{ item: receipt.item }], '/receipts/0/performedAt'],
    ['a time to come', [{ ...receipt, performedAt: later }], '/receipts/0/performedAt'],
    ['an unknown field', [{ ...receipt, voided: true }], '/receipts/0/voided'],
    ['a reference too long', [{ ...receipt, reference: 'x'.repeat(101) }], '/receipts/0/reference'],
    ['51 receipts', Array.from({ length: 51 }, () => receipt), '/receipts'],
  ])('is refused for %s', (_, receipts, pointer) =>
    pointsTo(refused('submitted', 'execution', { receipts }, 'executor'), pointer),
  );

  it('is refused for what was done before it was decided', async () => {
    const receipts = [{ ...receipt, performedAt: '2026-11-20T07:59:00Z' }];
    const { sv } = await refused('submitted', 'execution', { receipts }, 'executor');
    expect([sv.status, sv.body.code]).toEqual([409, 'date-not-allowed']);
  });
});

describe('another command that cannot be used', () => {
  it.each<readonly [string, string, string, object, string]>([
    ['a return without reason', 'executor', 'return', { errors: [] }, '/reason'],
    ['a return without errors', 'executor', 'return', { reason: 'x' }, '/errors'],
    ['a return of another type', 'executor', 'return', { reason: 'x', errors: 'missing-signature' }, '/errors'],
    ['a documentation of nothing', 'clinician-partille', 'documentation', { documentedAt: heldAt }, '/recordSystem'],
    [
      'a documentation to come',
      'clinician-partille',
      'documentation',
      { recordSystem: 'Melior', documentedAt: 'sen' },
      '/documentedAt',
    ],
    ['a withdrawal without reason', 'clinician-partille', 'withdrawal', {}, '/reason'],
    ['a withdrawal of nothing', 'clinician-partille', 'withdrawal', { reason: '' }, '/reason'],
    ['a correction of no step', 'clinician-partille', 'correction', {}, '/step'],
    ['a correction of a decision', 'clinician-partille', 'correction', { step: 'decision' }, '/step'],
    [
      'a correction without reason',
      'executor',
      'correction',
      { step: 'execution', receipts: [{ item: 'minor-access-checked', voided: true }] },
      '/reason',
    ],
    [
      'a correction of event 0',
      'clinician-partille',
      'correction',
      { step: 'consultation', reason: 'x', revision: 0, with: 'x', heldAt, opinion: 'x' },
      '/revision',
    ],
  ])('is refused: %s', (_, by, command, body, pointer) => pointsTo(refused('submitted', command, body, by), pointer));
});

describe('the revision that a command names', () => {
  const body = { reason: 'Öppnat av misstag.' };
  const withdraw = (headers: Readonly<Record<string, string | null>>) =>
    inBothLanguages((language) =>
      program
        .as('clinician-partille')
        .post(`${(cases['assessed'] as Case).path}/withdrawal`, body, { ...headers, 'accept-language': language }),
    );

  it('is required', async () => {
    const { sv } = await withdraw({});
    expect([sv.status, sv.body.code]).toEqual([428, 'precondition-required']);
  });

  it.each(['"1"', '"3"', '"999999999"'])('is refused as %s where it is 2, and told', async (stale) => {
    const { sv } = await withdraw({ 'if-match': stale });
    expect([sv.status, sv.body.code, sv.body.currentRevision]).toEqual([412, 'revision-conflict', 2]);
  });

  it.each(['2', 'W/"2"', '"0"', '"02"', '"-2"', '"2.0"', '"2", "3"', '*', '""', 'two', '"9999999999999999999"'])(
    'cannot be read as %s',
    async (malformed) => {
      const { sv } = await withdraw({ 'if-match': malformed });
      expect([sv.status, sv.body.code]).toEqual([400, 'invalid-header']);
    },
  );
});

describe('all that was refused', () => {
  it('has left nothing behind', async () => {
    await stillness.hold();
    expect(await everything()).toEqual(before);
  });
});
