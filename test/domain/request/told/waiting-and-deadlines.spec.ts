import {
  Calendar,
  Deadline,
  deadlinesOf,
  dueAtFor,
  formDeadlineKinds,
  inboxLinesOf,
  Instant,
  RequestEvent,
  RequestState,
  vgrPolicies,
  waitingOf,
} from '@sigill/domain';
import { SwedishWorkingDays } from '../../../../libs/adapters/clock/swedish-working-days';
import { as, given, stateAfter } from '../../../support/domain/asking';
import {
  blocked,
  executedWith,
  hour,
  past,
  receipt,
  returned,
  urgentPast,
  withdrawn,
} from '../../../support/domain/block-case';
import { begin, procedureOf, roads, walk } from '../../../support/domain/journey';
import { executor, instant, mother } from '../../../support/domain/people';

const calendar = new SwedishWorkingDays();
const working: Calendar = {
  isWorkingDay: (day) => calendar.isWorkingDay(day),
  policies: vgrPolicies,
};

describe('what a request waits for', () => {
  const waits = (events: readonly RequestEvent[]) => {
    const waiting = waitingOf(stateAfter(events));
    return waiting === null ? 'nobody' : `${waiting.audience}: ${waiting.action}`;
  };
  const voided = { ...stateAfter(urgentPast.granted), receipts: {} };

  it.each([
    ['registered', past.registered, 'unit: assessment'],
    ['assessed', past.assessed, 'unit: consultation'],
    ['consulted', past.consulted, 'decider: decision'],
    ['granted', past.granted, 'unit: submission'],
    ['refused', past.refused, 'unit: documentation'],
    ['submitted', past.submitted, 'executor: execution'],
    ['returned', [...past.submitted, returned], 'unit: submission'],
    ['executed', past.executed, 'unit: documentation'],
    ['closed', past.closed, 'nobody'],
    ['withdrawn', [...past.registered, withdrawn], 'nobody'],
    ['called', urgentPast.called, 'executor: execution'],
    ['executed provisionally', urgentPast.executed, 'unit: assessment'],
    ['urgent and granted', urgentPast.granted, 'unit: submission'],
    ['overturned', [...urgentPast.consulted, past.refused[3]], 'unit: documentation'],
    ['urgent and submitted', urgentPast.submitted, 'unit: documentation'],
  ])('%s: %s', (_, events, expected) => expect(waits(events)).toBe(expected));

  it('is the executor, where an urgent case is granted with a receipt missing', () => {
    expect(waitingOf(voided)).toStrictEqual({ action: 'execution', audience: 'executor' });
  });

  it.each(roads)('is always a step that may be taken: %s, %s', (name, track) => {
    let journey = begin(procedureOf(name), track);
    while (journey.state.state !== 'closed') {
      const waiting = waitingOf(journey.state);
      expect(waiting).not.toBeNull();
      const { state } = journey.state;
      journey = walk({ ...journey }, after(journey.state));
      expect(journey.state.state).not.toBe(state);
    }
    expect(waitingOf(journey.state)).toBeNull();
  });

  const after = (state: RequestState): RequestState['state'] => {
    const waiting = waitingOf(state)?.action ?? null;
    const byRight = procedureOf(state.procedure.name).decided.by === 'right';
    if (waiting === 'assessment') return byRight ? 'decided' : 'assessed';
    if (waiting === 'consultation') return 'consulted';
    if (waiting === 'decision') return 'decided';
    if (waiting === 'documentation') return 'closed';
    const urgent = state.track === 'urgent';
    if (waiting === 'submission') return urgent ? 'executed' : 'submitted';
    return urgent && state.state === 'called' ? 'executed-provisionally' : 'executed';
  };
});

describe('the lines of an inbox', () => {
  const correction = (one: object) =>
    ({
      action: 'correction',
      data: { step: 'execution', reason: 'Fel barn.', receipts: [{ item: blocked(mother.id), ...one }] },
    }) as const;
  const voidOfMother = correction({ voided: true });
  const givenAnew = correction({ performedAt: hour(14) });
  const linesOf = (events: readonly RequestEvent[]) =>
    inboxLinesOf(stateAfter(events)).map(({ audience, action, since, dueAt }) => [
      `${audience}: ${action}`,
      since,
      dueAt,
    ]);
  const voiding = given(...past.closed)
    .when(voidOfMother, as(executor))
    .event();

  it('are the next step, and an urgent execution is due at the call', () => {
    expect(linesOf(past.submitted)).toStrictEqual([['executor: execution', hour(12), null]]);
    expect(linesOf(urgentPast.called)).toStrictEqual([['executor: execution', hour(8), hour(8)]]);
    expect(linesOf(past.closed)).toStrictEqual([]);
  });

  it('have a voided receipt beside the next step, due at once, until there is a new one', () => {
    const since = voiding.data.at;
    expect(linesOf([...past.executed, voiding])).toStrictEqual([
      ['unit: documentation', since, null],
      ['executor: correction', since, since],
    ]);
    expect(linesOf([...past.closed, voiding])).toStrictEqual([['executor: correction', since, since]]);
    const anew = given(...past.closed, voiding)
      .when(givenAnew, as(executor))
      .event();
    expect(linesOf([...past.closed, voiding, anew])).toStrictEqual([]);
  });

  it('have none of a case that was returned with a voided receipt', () => {
    const part = executedWith([receipt(blocked(mother.id), hour(12))], false);
    const lost: RequestEvent = { ...voiding, data: { ...voiding.data, at: hour(13) } } as RequestEvent;
    expect(linesOf([...past.submitted, part, lost]).map(([line]) => line)).toStrictEqual([
      'executor: execution',
      'executor: correction',
    ]);
    expect(linesOf([...past.submitted, part, lost, returned]).map(([line]) => line)).toStrictEqual([
      'unit: submission',
    ]);
  });
});

describe('the deadlines of an urgent call', () => {
  const calledAt = (at: string): RequestState => {
    const [called] = urgentPast.called;
    return stateAfter([{ ...called, data: { ...called.data, at: instant(at) } }]);
  };
  const dueAt = (at: string): readonly Instant[] => deadlinesOf(calledAt(at), working).map((one) => one.dueAt);

  it.each([
    [
      'on a Monday: the working days that follow, and a weekend is none',
      '2026-11-23T08:00:00.000Z',
      ['2026-11-24T08:00:00.000Z', '2026-11-26T08:00:00.000Z', '2026-12-02T08:00:00.000Z'],
    ],
    [
      'on a Friday night',
      '2026-11-20T02:40:00.000Z',
      ['2026-11-23T02:40:00.000Z', '2026-11-25T02:40:00.000Z', '2026-12-01T02:40:00.000Z'],
    ],
    [
      'on a Saturday',
      '2026-11-14T01:40:00.000Z',
      ['2026-11-16T01:40:00.000Z', '2026-11-18T01:40:00.000Z', '2026-11-24T01:40:00.000Z'],
    ],
    [
      'before Christmas: the eves are free too',
      '2026-12-23T09:00:00.000Z',
      ['2026-12-28T09:00:00.000Z', '2026-12-30T09:00:00.000Z', '2027-01-08T09:00:00.000Z'],
    ],
    [
      'before the clocks go back: the same hour in Sweden',
      '2026-10-23T08:00:00.000Z',
      ['2026-10-26T09:00:00.000Z', '2026-10-28T09:00:00.000Z', '2026-11-03T09:00:00.000Z'],
    ],
    [
      'before the clocks go forward at Easter',
      '2027-03-25T08:00:00.000Z',
      ['2027-03-30T07:00:00.000Z', '2027-04-01T07:00:00.000Z', '2027-04-07T07:00:00.000Z'],
    ],
  ])('%s', (_, at, expected) => expect(dueAt(at)).toStrictEqual(expected));

  it('are a reminder, an escalation and a line in the report', () => {
    const kinds = deadlinesOf(calledAt('2026-11-23T08:00:00.000Z'), working).map(({ kind }) => kind);
    expect(kinds).toStrictEqual(['form-reminder', 'form-escalation', 'form-report']);
  });

  it('stand until the form is submitted, whatever else is done', () => {
    for (const events of [urgentPast.called, urgentPast.executed, urgentPast.consulted, urgentPast.granted])
      expect(formDeadlinesOf(events)).toHaveLength(3);
    for (const events of [
      urgentPast.submitted,
      urgentPast.closed,
      [...urgentPast.called, withdrawn],
      [...urgentPast.consulted, past.refused[3]],
    ])
      expect(formDeadlinesOf(events)).toStrictEqual([]);
  });

  it('are none on the ordinary track', () => {
    for (const events of Object.values(past)) expect(formDeadlinesOf(events)).toStrictEqual([]);
  });

  const formDeadlinesOf = (events: readonly RequestEvent[]): readonly Deadline[] =>
    deadlinesOf(stateAfter(events), working).filter(({ kind }) => formDeadlineKinds.some((one) => one === kind));
});

describe('the deadlines of the next step', () => {
  const told = (events: readonly RequestEvent[]) =>
    deadlinesOf(stateAfter(events), working)
      .filter(({ kind }) => !kind.startsWith('form-'))
      .map(({ kind, dueAt }) => `${kind} ${dueAt}`);
  const later = (days: number, utc: string): string => `2026-11-${String(23 + days)}T${utc}:00:00.000Z`;

  it.each([
    ['before the decision: none', past.consulted, []],
    ['granted and not submitted: five working days', past.granted, [`submission ${later(7, '11')}`]],
    ['refused: none', past.refused, []],
    ['submitted and not executed', past.submitted, [`execution ${later(7, '12')}`]],
    ['returned: anew from the return', [...past.submitted, returned], [`submission ${later(7, '13')}`]],
    ['executed and not documented', past.executed, [`documentation ${later(7, '13')}`]],
    ['closed: none', past.closed, []],
    ['called: none but the form’s', urgentPast.called, []],
    ['urgent and granted', urgentPast.granted, [`submission ${later(7, '11')}`]],
    ['urgent, with its form', urgentPast.submitted, [`documentation ${later(7, '12')}`]],
  ])('%s', (_, events, expected) => expect(told(events)).toStrictEqual(expected));

  it('are asked for by the line of the inbox that they are about, and by no other', () => {
    const deadlines = deadlinesOf(stateAfter(urgentPast.granted), working);
    expect(dueAtFor('submission', deadlines)).toBe('2026-11-24T08:00:00.000Z');
    expect(dueAtFor('documentation', deadlines)).toBeNull();
    expect(dueAtFor('execution', deadlinesOf(stateAfter(past.submitted), working))).toBe(later(7, '12'));
  });
});
