import { randomUUID } from 'node:crypto';
import { accepted, Case, openBody } from '../../support/case';
import { withoutJudgements } from '../../support/chronicle';
import { Answer, Fields, problemOf } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { blockAnswers, callBodyOf, families, grounds, opinion } from '../../support/samples';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const replayed = ({ headers }: Answer): string | null => headers.get('idempotency-replayed');
const marks = ({ status, headers, etag, position, body }: Answer<View>) => ({
  status,
  location: headers.get('location'),
  etag,
  position,
  view: withoutJudgements(body),
});
/** What of a view no event of the request tells. */
const judged = ({ measures, effects, deadlines, warnings, allowedActions }: View) => ({
  ...{ measures, effects, deadlines, warnings, allowedActions },
});
const opening = (
  family: { readonly child: string; readonly guardians: readonly string[] },
  headers: Fields,
  by = 'clinician-partille',
) =>
  program
    .as(by)
    .post<View>('/v1/requests', { ...openBody(), patient: family.child, guardians: family.guardians }, headers);

describe('a command sent again under its key', () => {
  const keyOf = (step: string) => ({ 'idempotency-key': `story-${step}` });
  const first = new Map<string, Answer<View>>();
  let story: Case;
  let steps: readonly (readonly [string, string, unknown])[];

  const again = (step: string, by: string, body: unknown) =>
    step === 'opening'
      ? program.as(by).post<View>('/v1/requests', body, keyOf(step))
      : program.as(by).post<View>(`${story.path}/${step}`, body, { ...keyOf(step), 'if-match': '"1"' });

  beforeAll(async () => {
    story = await Case.open(program, {}, 'clinician-partille', keyOf('opening'));
    first.set('opening', story.last);
    const now = await program.now();
    const receipts = () => story.missing().map((item) => ({ item, performedAt: now }));
    const early: readonly (readonly [string, string, () => unknown])[] = [
      ['assessment', 'clinician-partille', () => ({ answers: blockAnswers, recommendation: 'grant' })],
      [
        'consultation',
        'clinician-partille',
        () => ({ party: 'head-of-operations', with: 'Lena Sund', heldAt: now, opinion }),
      ],
      ['decision', 'head-partille', () => ({ outcome: 'granted', grounds })],
      ['submission', 'clinician-partille', () => ({ signature: { method: 'decision-record' } })],
      ['execution', 'executor', () => ({ receipts: receipts() })],
      ['documentation', 'clinician-partille', () => ({ recordSystem: 'Melior', documentedAt: now })],
    ];
    const taken: (readonly [string, string, unknown])[] = [['opening', 'clinician-partille', openBody()]];
    for (const [step, by, make] of early) {
      const body = make();
      if (step === 'execution') await program.moveClock('2026-11-20T09:00:00Z');
      const given =
        step === 'execution'
          ? { receipts: receipts().map((one) => ({ ...one, performedAt: '2026-11-20T08:30:00Z' })) }
          : body;
      await story.take(by, step, given, keyOf(step));
      first.set(step, story.last);
      taken.push([step, by, given]);
    }
    steps = taken;
    expect(story.view.state).toBe('closed');
  });

  const replayAll = async () => {
    for (const [step, by, body] of steps) {
      const answer = await again(step, by, body);
      expect(replayed(answer)).toBe('true');
      expect(replayed(first.get(step) as Answer)).toBeNull();
      expect(marks(answer)).toEqual(marks(first.get(step) as Answer<View>));
    }
    expect(await story.history()).toHaveLength(7);
  };

  it('answers what it answered then, whatever has happened since', replayAll);

  it('says what may be done now, what waits and what is warned of as the case stands now', async () => {
    await program.settle();
    for (const [step, by, body] of steps) {
      const now = await story.read(by);
      const { body: view } = await again(step, by, body);
      expect([step, judged(view)]).toEqual([step, judged(now)]);
    }
  });

  it('does so after the program was killed and started anew', async () => {
    await program.kill();
    await program.start();
    await replayAll();
  });

  it('is refused with another body or for another path', async () => {
    problemOf(await again('decision', 'head-partille', { outcome: 'refused', grounds }), 422, 'idempotency-key-reused');
    const other = await program.as('head-partille').post('/v1/requests', openBody(), keyOf('decision'));
    problemOf(other, 422, 'idempotency-key-reused');
    const urgent = await program
      .as('clinician-partille')
      .post('/v1/urgent-requests', callBodyOf(families.urgent), keyOf('opening'));
    problemOf(urgent, 422, 'idempotency-key-reused');
  });
});

describe('a key', () => {
  it('of one actor is another key than the same of another actor', async () => {
    const key = { 'idempotency-key': 'shared' };
    const mine = accepted(await opening(families.infant, key), 201);
    const yours = accepted(await opening(families.leapDay, key, 'clinician2-partille'), 201);
    expect(yours.body.id).not.toBe(mine.body.id);
    expect(accepted(await opening(families.infant, key), 201).body.id).toBe(mine.body.id);
  });

  it('of a refused command records nothing, and is judged anew', async () => {
    const story = await Case.open(program, { patient: families.twinOne.child, guardians: families.twinOne.guardians });
    const key = { 'idempotency-key': 'judged-anew' };
    const decision = { outcome: 'granted', grounds };
    await story.assess();
    problemOf(await story.send('head-partille', 'decision', decision, key), 409, 'consultation-missing');
    await story.consult();
    await story.take('head-partille', 'decision', decision, key);
    expect(story.view.state).toBe('decided');
    expect(replayed(story.last)).toBeNull();
  });

  it('of an opening that was refused opens once the obstacle is gone', async () => {
    const { child, guardians } = families.oneGuardian;
    const obstacle = await Case.open(program, { patient: child, guardians });
    const key = { 'idempotency-key': 'after-the-obstacle' };
    problemOf(await opening(families.oneGuardian, key), 409, 'duplicate-request');
    await obstacle.withdraw();
    expect(replayed(accepted(await opening(families.oneGuardian, key), 201))).toBeNull();
  });
});

describe('commands at once', () => {
  it('under one key are one opening', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => opening(families.sibling, key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    for (const answer of answers) expect(marks(answer)).toEqual(marks(answers[0] as Answer<View>));
    expect(answers.filter((answer) => replayed(answer) === null)).toHaveLength(1);
  });

  it('of the same thing under different keys are one opening and refusals that name it', async () => {
    const answers = await Promise.all(
      ['clinician-partille', 'clinician2-partille', 'head-partille', 'clinician-partille'].map((by) =>
        opening(families.protectedGuardian, { 'idempotency-key': randomUUID() }, by),
      ),
    );
    const [opened, ...none] = answers.filter(({ status }) => status === 201);
    expect(none).toEqual([]);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map((answer) => problemOf(answer, 409, 'duplicate-request').existing)).toEqual(
      refused.map(() => opened?.body.id),
    );
  });

  it('under one key on one case are one step', async () => {
    const story = await Case.open(program, { patient: families.urgent.child, guardians: families.urgent.guardians });
    const key = { 'idempotency-key': randomUUID() };
    const body = { answers: blockAnswers, recommendation: 'grant' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => story.send('clinician-partille', 'assessment', body, key)),
    );
    for (const answer of answers) expect(marks(answer)).toEqual(marks(answers[0] as Answer<View>));
    expect(answers.filter((answer) => replayed(answer) === null)).toHaveLength(1);
    expect(await story.history()).toHaveLength(2);
  });

  it('on one revision of a case are one step and conflicts', async () => {
    const story = await Case.open(program, { patient: families.twinTwo.child, guardians: families.twinTwo.guardians });
    const body = { answers: blockAnswers, recommendation: 'grant' };
    const answers = await Promise.all(
      ['clinician-partille', 'clinician2-partille', 'head-partille'].map((by) => story.send(by, 'assessment', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await story.history()).toHaveLength(2);
  });
});
