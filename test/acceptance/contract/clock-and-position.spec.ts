import { access, lines, search } from '../../support/asking';
import { accepted, Case, openBody } from '../../support/case';
import { problemOf } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import { faults } from '../../support/unchanged';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T22:30:00Z' });
});

describe('a reader', () => {
  const family = families.blockOfBoth;
  let story: Case;

  it('sees the own command at once, everywhere', async () => {
    story = await Case.open(program, { patient: family.child, guardians: family.guardians });
    expect((await search(program, { patient: family.child })).map(({ revision }) => revision)).toEqual([1]);
    for (const take of [() => story.assess(), () => story.consult(), () => story.decide(), () => story.submit()]) {
      const { revision } = await take();
      const [seen, [listed]] = await Promise.all([story.read(), search(program, { patient: family.child })]);
      expect([seen.revision, listed?.revision]).toEqual([revision, revision]);
    }
    await story.execute();
    expect(lines((await access(program, family.child)).entries).join()).toContain('blocked');
  });

  it('who brings a position along is answered from there on', async () => {
    const at = { 'sigill-position': story.last.position };
    const client = program.as('clinician-partille');
    expect(accepted(await client.get<View>(story.path, at), 200).body.revision).toBe(6);
    expect((await client.post('/v1/requests/search', {}, at)).status).toBe(200);
    expect((await client.get('/v1/inbox', at)).status).toBe(200);
    expect((await client.post('/v1/access/search', { patient: family.child }, at)).status).toBe(200);
    expect((await client.get(`${story.path}/history`, at)).status).toBe(200);
  });

  it('who brings a position from the future is told to come again, never an older state', async () => {
    const future = { 'sigill-position': String(Number(story.last.position) + 1_000_000_000) };
    const began = performance.now();
    const answer = await program.as('clinician-partille').get(story.path, future);
    problemOf(answer, 503, 'read-model-behind');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(performance.now() - began).toBeLessThan(3500);
  });

  it.each(['', '-1', 'x', '1.5', '1,2'])('who brings %j for a position is refused', async (position) => {
    const answer = await program.as('clinician-partille').get(story.path, { 'sigill-position': position });
    problemOf(answer, 400, 'invalid-header');
  });
});

describe('the development clock', () => {
  const move = (body: unknown) => program.anyone.post<{ now: string }>('/dev/clock', body);

  it('runs on from where it started, and moves forward only', async () => {
    const [first, second] = [await program.now(), await program.now()];
    expect(first >= '2026-11-20T22:30:00.000Z' && second >= first).toBe(true);
    problemOf(await move({ now: '2026-11-20T22:29:00Z' }), 409, 'clock-moves-forward-only');
    const moved = accepted(await move({ now: '2026-11-20T22:45:00+00:00' }), 200);
    expect(moved.body.now.slice(0, 16)).toBe('2026-11-20T22:45');
    expect((await program.now()) >= moved.body.now).toBe(true);
  });

  it.each([
    [{}],
    [{ now: 'later' }],
    [{ now: 5 }],
    [{ now: '2026-11-21' }],
    [{ now: '9999-12-31T23:59:59Z' }],
    [{ now: '2027-01-01T00:00:00Z', by: 1 }],
  ])('refuses %j', async (body) => {
    expect(faults(problemOf(await move(body), 400, 'invalid-body'))).toHaveLength(1);
  });

  it('counts days by Swedish time: a case opened before midnight is of that day', async () => {
    const { child, guardians } = families.twinOne;
    const before = await Case.open(program, { patient: child, guardians });
    await program.moveClock('2026-11-20T23:00:00Z');
    const after = await Case.open(program, { patient: families.twinTwo.child, guardians });
    expect([before.view.validFrom, after.view.validFrom]).toEqual(['2026-11-20', '2026-11-21']);
    const late = { ...openBody(), patient: families.infant.child, guardians: families.infant.guardians };
    const yesterday = await program.as('clinician-partille').post('/v1/requests', { ...late, validFrom: '2026-11-20' });
    problemOf(yesterday, 409, 'date-not-allowed');
    expect((await access(program, child)).on).toBe('2026-11-21');
  });

  it('lets a first day that has passed count as the day of the decision', async () => {
    const { child, guardians } = families.oneGuardian;
    const story = await Case.open(program, { patient: child, guardians, validFrom: '2026-11-22' });
    await story.to('consulted');
    await program.moveClock('2026-11-25T08:00:00Z');
    await story.decide();
    expect(story.view.validFrom).toBe('2026-11-25');
  });

  it('is never behind what is in the log, also after a start at an earlier hour', async () => {
    const before = await program.now();
    await program.restart();
    const { child, guardians } = families.infant;
    const story = await Case.open(program, { patient: child, guardians });
    const [opened] = await story.history();
    expect((opened?.recordedAt ?? '') >= '2026-11-25T08:00:00.000Z').toBe(true);
    expect(before >= '2026-11-25T08:00:00.000Z').toBe(true);
  });
});
