import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoData } from '../../../libs/adapters/demo-data';
import { access, search } from '../../support/asking';
import { accepted, Case, openBody } from '../../support/case';
import { Answer, fetchToken, problemOf } from '../../support/client';
import { Preview, View } from '../../support/contract';
import { RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { callBodyOf, families, lerum, masked, partille, written } from '../../support/samples';

/** Whichever way leads to a case, the same is shown of it: what the view leaves out, nothing else tells. */

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const replayOf = (story: Case, by: string, command: string, body: object, key: string, revision: string | null) =>
  story.send(by, command, body, { 'idempotency-key': key, 'if-match': revision });

const numbersIn = ({ patient, guardians }: View): readonly (string | null)[] =>
  [patient, ...guardians].map(({ personalNumber }) => personalNumber);

const all = ({ child, guardians }: { readonly child: string; readonly guardians: readonly string[] }) => [
  child,
  ...guardians,
];

describe('a command sent again', () => {
  it('shows an executor no number in whole once the work is done, as the view does not', async () => {
    const story = await Case.open(program);
    await story.to('submitted');
    const [first = '', ...others] = story.missing();
    const body = { receipts: await story.receipts([first]) };
    const revision = story.last.etag;
    const answer = await replayOf(story, 'executor', 'execution', body, 'receipt', revision);
    story.last = accepted(answer, 200);
    expect(numbersIn(answer.body)).toEqual(all(families.blockOfBoth).map(written));
    await story.execute(others);
    const again = accepted(await replayOf(story, 'executor', 'execution', body, 'receipt', revision), 200);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body.state).toBe('submitted');
    expect(numbersIn(again.body)).toEqual(all(families.blockOfBoth).map(masked));
    expect(numbersIn(await story.read('executor'))).toEqual(all(families.blockOfBoth).map(masked));
  });

  it('shows the executor of a call no number in whole once it is overturned or withdrawn', async () => {
    const key = { 'idempotency-key': 'call' };
    const story = await Case.call(program, callBodyOf(families.oneGuardian), 'executor', key);
    await story.withdraw();
    const call = callBodyOf(families.oneGuardian);
    const again = accepted(await program.as('executor').post<View>('/v1/urgent-requests', call, key), 201);
    expect(again.body.revision).toBe(1);
    expect(numbersIn(again.body)).toEqual(all(families.oneGuardian).map(masked));
  });

  it('does not exist for a caller who works at another unit since, by opening or by step', async () => {
    const directoryFile = join(await temporaryFolder(), 'directory.json');
    await writeFile(directoryFile, JSON.stringify(demoData));
    const moving = await startProgram({ env: { DIRECTORY_FILE: directoryFile } });
    const { child, guardians } = families.infant;
    const opening = { ...openBody(), patient: child, guardians };
    const by = 'designee-partille';
    const story = await Case.open(moving, opening, by, { 'idempotency-key': 'moving-1' });
    const revision = story.last.etag;
    const answers = { answers: { B4: { answer: true }, B9: { answer: true } }, recommendation: 'grant' };
    accepted(await replayOf(story, by, 'assessment', answers, 'moving-2', revision), 200);
    const staff = demoData.staff.map((one) => (one.persona === by ? { ...one, unit: lerum } : one));
    await writeFile(directoryFile, JSON.stringify({ ...demoData, staff }));
    await moving.restart();
    const token = await fetchToken(moving.url, by);
    const send = (path: string, body: object, headers: Record<string, string>): Promise<Answer> =>
      moving.anyone.post(path, body, { authorization: `Bearer ${token}`, ...headers });
    const stepHeaders = { 'idempotency-key': 'moving-2', 'if-match': revision ?? '' };
    const answer = await send('/v1/requests', opening, { 'idempotency-key': 'moving-1' });
    expect(problemOf(answer, 404, 'not-found').existing).toBeUndefined();
    expect([...answer.headers.keys()]).not.toContain('location');
    problemOf(await send(`${story.path}/assessment`, answers, stepHeaders), 404, 'not-found');
  });
});

describe('the history, for an executor', () => {
  let story: Case;
  beforeAll(async () => {
    const { child, guardians } = families.leapDay;
    story = await Case.open(program, { patient: child, guardians });
    await story.to('assessed');
    await story.consult({ party: 'child', with: 'Test Barn', opinion: 'Barnets ord' });
    await story.to('submitted');
    const [, , child3] = story.view.consultations;
    expect(child3).toBeUndefined();
    const heldAt = await program.now();
    const corrected = { step: 'consultation', revision: 3, with: 'Annan', heldAt, opinion: 'Rättade ord' };
    await story.correct({ ...corrected, reason: 'Rättelsens skäl' }, 'clinician-partille');
  });

  it('tells in no sentence what was recommended, who was heard, or why something was corrected', async () => {
    const items = await story.history('executor');
    const whole = await story.history();
    const told = Object.fromEntries(items.map(({ type, summary }) => [type, summary.sv]));
    expect(told['RequestAssessed']).not.toMatch(/bifall|avslag/);
    expect(told['ConsultationHeld']).not.toMatch(/barn|verksamhetschef/i);
    expect(items.map(({ type }) => type)).toEqual(whole.map(({ type }) => type));
    expect(whole.find(({ type }) => type === 'RequestAssessed')?.summary.sv).toMatch(/bifall/);
    expect(whole.filter(({ type }) => type === 'ConsultationHeld').map(({ summary }) => summary.sv)).toEqual(
      expect.arrayContaining([expect.stringMatching(/barnet/)]),
    );
    for (const word of ['Barnets ord', 'Rättade ord', 'Rättelsens skäl', 'Annan', story.view.decision?.grounds ?? '-'])
      expect(JSON.stringify(items)).not.toContain(word);
  });

  it('holds nothing that the view at no revision shows', async () => {
    for (const { revision, after } of await story.history('executor')) {
      const view = await story.read('executor', `?revision=${String(revision)}`);
      for (const [field, value] of Object.entries(after))
        expect([field, view[field as keyof View]]).toEqual([field, value]);
    }
  });

  it('comes with no draft of the form', async () => {
    await story.sendBack();
    problemOf(await program.as('executor').get(`${story.path}/form`), 404, 'not-found');
  });
});

describe('the ground of an answer about access', () => {
  const family = families.twinOne;
  let block: Case;
  beforeAll(async () => {
    block = await Case.open(program, { patient: family.child, guardians: family.guardians });
    await block.to('executed');
  });
  const grounds = (entries: readonly { reason: string; ground: { request: string | null } }[]) => [
    ...new Set(entries.filter(({ reason }) => reason === 'blocked').map(({ ground }) => ground.request)),
  ];

  it('names the request to those who may read it, and to no other unit', async () => {
    const asked = async (by: string) => grounds((await access(program, family.child, undefined, by)).entries);
    expect(await asked('clinician-partille')).toEqual([block.id]);
    expect(await asked('auditor')).toEqual([block.id]);
    expect(await asked('clinician-lerum')).toEqual([null]);
  });

  it('names it in no preview of another unit’s either', async () => {
    const seal = { procedure: 'seal.staff', patient: family.child, guardians: [], unit: lerum };
    const story = await Case.open(program, seal, 'clinician-lerum');
    const shown = await program.as('clinician-lerum').get<Preview>(`${story.path}/preview`);
    expect(grounds(accepted(shown, 200).body.before)).toEqual([null]);
    expect(shown.text).not.toContain(block.id);
  });
});

describe('the request that stands in the way', () => {
  it('is named to whoever may read it alone', async () => {
    const { child, guardians } = families.twinTwo;
    const story = await Case.open(program, { patient: child, guardians });
    const again = (by: string, unit: string) =>
      program.as(by).post('/v1/requests', { ...openBody(), patient: child, guardians, unit });
    const own = problemOf(await again('clinician-partille', partille), 409, 'duplicate-request');
    const foreign = await again('clinician-lerum', lerum);
    expect(own.existing).toBe(story.id);
    expect(problemOf(foreign, 409, 'duplicate-request').existing).toBeUndefined();
    expect(foreign.text).not.toContain(story.id);
    expect(await search(program, { patient: child }, 'clinician-lerum')).toEqual([]);
  });
});
