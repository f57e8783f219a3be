import {
  BrokenHistory,
  effectAutomaton,
  EffectEvent,
  EffectEventType,
  EffectPhase,
  EffectState,
  evolveEffect,
  Instant,
  isClosed,
  nextStep,
  requestedEffect,
  retryAt,
} from '@sigill/domain';
import { child, date, partille, requestId } from '../support/domain/people';

const epoch = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const at = '2026-11-22T12:00:00.000Z' as Instant;
const soon = '2026-11-22T12:01:00.000Z' as Instant;
const dayAfter = '2026-11-23T12:00:00.000Z' as Instant;
const messageId = '<a@sigill.vgr.example>';

const requested: EffectEvent = {
  type: 'EffectRequested',
  data: {
    request: requestId(1),
    patient: child.id,
    caseNumber: '2026-00000000',
    due: { kind: 'review', on: date('2027-11-23') },
    kind: 'mail',
    template: 'review',
    recipient: { role: 'unit', unit: partille.hsaId },
  },
  at,
};
const claimBy = (by: string): EffectEvent => ({
  type: 'EffectClaimed',
  data: { epoch: by, kind: 'mail', template: 'work-order', recipient: { role: 'executor' } },
  at,
});
const attempt = (n: number, id = messageId, by = epoch): EffectEvent => ({
  type: 'EffectAttempted',
  data: { epoch: by, attempt: n, to: 'executor@vgr.example', messageId: id, reminder: n > 1, attached: null },
  at,
});
const succeeded = (n: number, by = epoch): EffectEvent => ({
  type: 'EffectSucceeded',
  data: { epoch: by, attempt: n, reply: '250' },
  at,
});
const refused = (n: number): EffectEvent => ({
  type: 'EffectRefused',
  data: { epoch, attempt: n, code: 'EENVELOPE', reply: '550' },
  at,
});
const failed = (n: number, by = epoch): EffectEvent => ({
  type: 'EffectFailed',
  data: { epoch: by, attempt: n, code: 'ESOCKET', reply: null, nextAt: soon },
  at,
});
const uncertain = (n: number, by = epoch): EffectEvent => ({
  type: 'EffectUncertain',
  data: { epoch: by, attempt: n, code: 'ECONNECTION', nextAt: soon },
  at,
});
const parked: EffectEvent = { type: 'EffectParked', data: { epoch, reason: 'undelivered' }, at };
const resolved: EffectEvent = { type: 'EffectResolved', data: { outcome: 'sent', note: 'ringde' }, at };

const after = (...events: readonly EffectEvent[]): EffectState => events.reduce(evolveEffect, requestedEffect);

const claim = claimBy(epoch);
const histories: Record<EffectPhase, readonly EffectEvent[]> = {
  requested: [],
  asked: [requested],
  claimed: [claim],
  attempting: [claim, attempt(1)],
  failed: [claim, attempt(1), failed(1)],
  uncertain: [claim, attempt(1), uncertain(1)],
  sent: [claim, attempt(1), succeeded(1)],
  refused: [claim, attempt(1), refused(1)],
  parked: [claim, attempt(1), failed(1), parked],
  resolved: [claim, attempt(1), failed(1), parked, resolved],
};

/** Every fact, fitting where the phase has `n` attempts behind it. */
const facts = (n: number): Record<EffectEventType, EffectEvent> => ({
  EffectRequested: requested,
  EffectClaimed: claimBy(n === 0 ? epoch : other),
  EffectAttempted: attempt(n + 1),
  EffectSucceeded: succeeded(n),
  EffectRefused: refused(n),
  EffectFailed: failed(n),
  EffectUncertain: uncertain(n),
  EffectParked: parked,
  EffectResolved: resolved,
});

const cases = (Object.keys(histories) as EffectPhase[]).flatMap((phase) =>
  (Object.keys(facts(0)) as EffectEventType[]).map((type) => ({ phase, type })),
);

describe('an effect', () => {
  it('allows in each phase these facts and no others', () => {
    expect(effectAutomaton).toEqual({
      requested: ['EffectRequested', 'EffectClaimed'],
      asked: ['EffectClaimed'],
      claimed: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed'],
      attempting: ['EffectSucceeded', 'EffectRefused', 'EffectFailed', 'EffectUncertain'],
      failed: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed', 'EffectParked'],
      uncertain: ['EffectClaimed', 'EffectAttempted', 'EffectRefused', 'EffectFailed', 'EffectParked'],
      sent: [],
      refused: ['EffectResolved'],
      parked: ['EffectResolved'],
      resolved: [],
    });
  });

  it.each(cases)('in phase $phase meets $type as the automaton says', ({ phase, type }) => {
    const state = after(...histories[phase]);
    expect(state.phase).toBe(phase);
    const event = facts(state.attempts)[type];
    const fits = phase === 'claimed' && type === 'EffectClaimed' ? claimBy(other) : event;
    const allowed: readonly EffectEventType[] = effectAutomaton[phase];
    if (allowed.includes(type)) expect(() => evolveEffect(state, fits)).not.toThrow();
    else expect(() => evolveEffect(state, fits)).toThrow(BrokenHistory);
  });

  it('shows what the request view knows of it', () => {
    const shown = Object.entries(histories).map(([phase, events]) => [phase, after(...events).shown]);
    expect(Object.fromEntries(shown)).toEqual({
      requested: 'requested',
      asked: 'requested',
      claimed: 'requested',
      attempting: 'requested',
      failed: 'failed',
      uncertain: 'uncertain',
      sent: 'sent',
      refused: 'refused',
      parked: 'parked',
      resolved: 'sent',
    });
    expect(after(claim, attempt(1), uncertain(1), attempt(2)).shown).toBe('uncertain');
    expect(after(claim, attempt(1), uncertain(1), attempt(2), failed(2)).shown).toBe('uncertain');
  });

  it('is closed when nothing but a word of a person can follow', () => {
    const closed = (Object.keys(histories) as EffectPhase[]).filter((phase) => isClosed(after(...histories[phase])));
    expect(closed).toEqual(['sent', 'refused', 'parked', 'resolved']);
  });

  const impossible: readonly (readonly [string, readonly EffectEvent[]])[] = [
    ['a second claim by the same epoch', [claim, claim]],
    ['a claim before time asks for it', [claim, requested]],
    ['time that asks for it twice', [requested, requested]],
    ['an attempt that skips a number', [claim, attempt(2)]],
    ['an attempt of an epoch that has not claimed it', [claim, attempt(1, messageId, other)]],
    ['an attempt by the epoch that lost it', [claim, attempt(1), failed(1), claimBy(other), attempt(2)]],
    ['a success told by another epoch', [claim, attempt(1), succeeded(1, other)]],
    ['a failure told by another epoch', [claim, attempt(1), failed(1, other)]],
    ['the outcome of another attempt', [claim, attempt(1), succeeded(2)]],
    ['another Message-ID at the second attempt', [claim, attempt(1), failed(1), attempt(2, '<b@sigill.vgr.example>')]],
    ['a second reminder', [claim, attempt(1), uncertain(1), attempt(2), uncertain(2), attempt(3)]],
    ['a second success', [claim, attempt(1), succeeded(1), succeeded(1)]],
  ];
  it.each(impossible)('has no history with %s', (_, events) => {
    expect(() => after(...events)).toThrow(BrokenHistory);
    expect(() => after(...events.slice(0, -1))).not.toThrow();
  });

  it('may be called uncertain by whoever takes over', () => {
    expect(after(claim, attempt(1), uncertain(1, other), claimBy(other))).toMatchObject({
      phase: 'uncertain',
      epoch: other,
    });
  });
});

describe('the next step', () => {
  const view = { now: at, epoch, epochIsDead: (dead: string) => dead === other };

  it('of an effect of a living epoch is to wait', () => {
    const alive = { ...view, epoch: other, epochIsDead: () => false };
    for (const phase of ['claimed', 'attempting', 'failed', 'uncertain'] as const) {
      expect(nextStep(after(...histories[phase]), alive)).toEqual({ do: 'wait', until: null });
    }
  });

  it('of an effect of a dead epoch is to claim it, an attempt first being called uncertain', () => {
    const heir = { ...view, epoch: other, epochIsDead: () => true };
    const steps = (['claimed', 'attempting', 'failed', 'uncertain'] as const).map((phase) =>
      nextStep(after(...histories[phase]), heir),
    );
    expect(steps).toEqual([{ do: 'claim' }, { do: 'call-uncertain' }, { do: 'claim' }, { do: 'claim' }]);
  });

  it('of an own effect follows its times', () => {
    expect(nextStep(requestedEffect, view)).toEqual({ do: 'claim' });
    expect(nextStep(after(requested), view)).toEqual({ do: 'claim' });
    expect(nextStep(after(claim), view)).toEqual({ do: 'attempt', attempt: 1, reminder: false });
    expect(nextStep(after(...histories.failed), view)).toEqual({ do: 'wait', until: soon });
    expect(nextStep(after(...histories.failed), { ...view, now: soon })).toEqual({
      do: 'attempt',
      attempt: 2,
      reminder: false,
    });
    expect(nextStep(after(...histories.uncertain), { ...view, now: soon })).toEqual({
      do: 'attempt',
      attempt: 2,
      reminder: true,
    });
    const twice = after(claim, attempt(1), uncertain(1), attempt(2), uncertain(2));
    expect(nextStep(twice, { ...view, now: soon })).toEqual({ do: 'wait', until: dayAfter });
    expect(nextStep(twice, { ...view, now: dayAfter })).toEqual({ do: 'park', reason: 'uncertain' });
    expect(nextStep(after(...histories.sent), view)).toEqual({ do: 'wait', until: null });
  });

  it('after a failure comes later each time, and for the last time after 24 hours', () => {
    const state = after(claim);
    const times = [0, 1, 2, 3, 4, 5, 6].map((failures) => retryAt({ ...state, failures }, at));
    expect(times.map((time) => time.slice(11, 16))).toEqual([
      '12:01',
      '12:02',
      '12:05',
      '12:15',
      '12:30',
      '13:00',
      '13:00',
    ]);
    expect(retryAt({ ...state, failures: 20 }, '2026-11-23T11:30:00.000Z' as Instant)).toBe(dayAfter);
  });
});
