import { access } from '../../support/asking';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { readers, warningsOf } from '../every-procedure/seen';
import { inForce, Walk } from '../every-procedure/walk';
import { partille } from '../every-procedure/workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-10-02T07:00:00Z' });
});

const performed = (walk: Walk, receipts: Readonly<Record<string, string>>): Promise<View> =>
  walk.story.take('executor', 'execution', {
    receipts: Object.entries(receipts).map(([item, performedAt]) => ({ item, performedAt })),
  });

describe('sample case 8: a seal at protected identity, ground (a)', () => {
  it('is sealed at 10:15 and locked at 10:31, and in force for both guardians', async () => {
    const patient = people.protectedChild.child;
    const walk = await Walk.open(program, { procedure: 'seal.protected-identity', patient });
    await walk.assess({ SP1: { answer: 'child-protected' } });
    await program.moveClock('2026-10-02T07:50:00Z');
    await walk.to('submitted');
    await program.moveClock('2026-10-02T08:20:00Z');
    await performed(walk, { 'journal-sealed': '2026-10-02T08:15:00.000Z' });
    expect([walk.view.state, ...warningsOf(walk.view)]).toEqual([
      ...['submitted', 'siblings-not-assessed', 'seal-without-lock', 'protected-register-flag'],
    ]);
    expect((await readers(program, patient))['self']).toBe('none sealed, all own-login');
    await program.moveClock('2026-10-02T08:40:00Z');
    await performed(walk, {
      'login-locked': '2026-10-02T08:31:00.000Z',
      'proxy-links-checked': '2026-10-02T08:35:00.000Z',
    });
    const shut = 'none sealed, none login-locked';
    expect(await readers(program, patient)).toEqual({ self: shut, first: shut, second: shut });
    await walk.to('closed');
    expect(walk.view.state).toBe('closed');
  });
});

describe('sample case 4: an urgent call without a form, of 2026-11-11', () => {
  it('is overdue for its unit some days later, and its protection stays', async () => {
    await program.moveClock('2026-11-11T09:00:00Z');
    const { child: patient, guardians } = people.oneGuardian;
    const walk = await Walk.call(program, { procedure: 'block', patient, guardians });
    await walk.execute();
    expect(walk.view.deadlines.map(({ kind, dueAt }) => `${kind} ${dueAt.slice(0, 13)}`)).toEqual([
      'form-reminder 2026-11-12T09',
      'form-escalation 2026-11-16T09',
      'form-report 2026-11-20T09',
      'review 2027-11-11T23',
    ]);
    const waiting = async () => {
      const { body } = await program
        .as('clinician-partille')
        .get<{ items: { request: { id: string }; action: string; overdue: boolean }[] }>('/v1/inbox?limit=200');
      return body.items.find(({ request }) => request.id === walk.id);
    };
    expect(await waiting()).toMatchObject({ action: 'assessment', overdue: false });
    await program.moveClock('2026-11-13T09:00:00Z');
    expect(await waiting()).toMatchObject({ action: 'assessment', overdue: true });
    const { body } = await program
      .as('head-partille')
      .post<{ items: View[] }>('/v1/requests/search', { overdue: true, track: 'urgent' });
    expect(body.items.map(({ id }) => id)).toEqual([walk.id]);
    expect((await readers(program, patient, '2027-11-11'))['first']).toBe('none blocked, none blocked');
  });
});

describe('sample case 3: an urgent block at 02:40 on 2026-11-14', () => {
  it('is executed at 02:52 and has its form two days later', async () => {
    await program.moveClock('2026-11-14T01:40:00Z');
    const { child: patient, guardians } = people.eight;
    const walk = await Walk.call(program, { procedure: 'block', patient, guardians: [guardians[1]] });
    await program.moveClock('2026-11-14T01:55:00Z');
    const at = '2026-11-14T01:52:00.000Z';
    await performed(walk, Object.fromEntries(walk.story.missing().map((item) => [item, at])));
    expect(walk.view.state).toBe('executed-provisionally');
    expect(await readers(program, patient)).toMatchObject({
      ...{ first: 'all automatic-guardian, all automatic-guardian', second: 'none blocked, none blocked' },
    });
    await program.moveClock('2026-11-16T10:00:00Z');
    await walk.to('closed');
    const history = await walk.story.history();
    const [, executed] = history;
    expect([executed?.type, executed?.occurredAt]).toEqual(['ExecutionRecorded', at]);
    expect(history.find(({ type }) => type === 'FormSubmitted')?.recordedAt.slice(0, 10)).toBe('2026-11-16');
    expect(walk.view).toMatchObject({ state: 'closed', validFrom: '2026-11-14' });
  });
});

describe('sample case 7: a minor’s own extension that ends on 2026-11-21', () => {
  const { child } = people.justSixteen;

  it('is read by tonight, and from tomorrow everything is', async () => {
    await program.moveClock('2026-11-21T08:00:00Z');
    const walk = await inForce(program, { procedure: 'extension.minor', patient: child });
    expect(walk.view.validUntil).toBe('2026-11-21');
    expect((await access(program, child)).entries[0]).toMatchObject({
      ...{ access: 'units', units: [partille.unit], reason: 'extension', until: '2026-11-21' },
    });
    await program.moveClock('2026-11-21T23:00:00Z');
    expect((await readers(program, child))['self']).toBe('all own-access, all own-login');
  });
});
