import fc from 'fast-check';
import {
  BrokenHistory,
  EffectEvent,
  EffectEventType,
  EffectState,
  EffectStep,
  evolveEffect,
  Instant,
  isClosed,
  nextStep,
  requestedEffect,
  resendAt,
  retryAt,
} from '@sigill/domain';

const types = [
  'EffectAttempted',
  'EffectClaimed',
  'EffectFailed',
  'EffectParked',
  'EffectRefused',
  'EffectResolved',
  'EffectSucceeded',
  'EffectUncertain',
] as const;
const noon = '2026-11-22T12:00:00.000Z' as Instant;
const messageId = '<a@sigill.vgr.example>';
const epochOf = (n: number): string => `epoch-${String(n)}`;

interface Draft {
  readonly type: EffectEventType;
  readonly epoch: string;
  /** From the number that fits; 0 = the one that fits. */
  readonly off: number;
}

const anyDraft: fc.Arbitrary<Draft> = fc.record({
  type: fc.constantFrom<EffectEventType>(...types),
  epoch: fc.integer({ min: 1, max: 2 }).map(epochOf),
  off: fc.constantFrom(0, 0, 0, -1, 1),
});
const anyDrafts = fc.array(anyDraft, { minLength: 10, maxLength: 80 });

/** The events that could follow one another, out of any. */
function possible(drafts: readonly Draft[]): readonly EffectEvent[] {
  let state = requestedEffect;
  return drafts.flatMap(({ type, epoch, off }) => {
    const attempt = state.attempts + (type === 'EffectAttempted' ? 1 : 0) + off;
    const data = { epoch, attempt, messageId, nextAt: noon, outcome: 'refused', reason: 'uncertain' };
    const event = { type, data, at: noon } as unknown as EffectEvent;
    try {
      state = evolveEffect(state, event);
      return [event];
    } catch (error) {
      if (error instanceof BrokenHistory) return [];
      throw error;
    }
  });
}

/** What becomes of one attempt. `received`: the server has the mail. */
type Fate = { readonly outcome: 'success' | 'refusal' | 'failure' | 'uncertain' | 'crash'; readonly received: boolean };

const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constant({ outcome: 'success', received: true } as const),
  fc.constant({ outcome: 'refusal', received: false } as const),
  fc.constant({ outcome: 'failure', received: false } as const),
  fc.boolean().map((received) => ({ outcome: 'uncertain', received }) as const),
  fc.boolean().map((received) => ({ outcome: 'crash', received }) as const),
);

/** Plays worker, server and clock by the pure rules alone, until the effect is closed. */
class Play {
  state: EffectState = requestedEffect;
  readonly events: EffectEvent[] = [];
  received = 0;
  steps = 0;
  #now = noon;
  #epoch = 1;

  constructor(private readonly fates: Fate[]) {}

  run(): this {
    while (!isClosed(this.state) && (this.steps += 1) < 500) this.#take(nextStep(this.state, this.#view()));
    return this;
  }

  #view() {
    return {
      now: this.#now,
      epoch: epochOf(this.#epoch),
      epochIsDead: (epoch: string) => epoch !== epochOf(this.#epoch),
    };
  }

  #take(step: EffectStep): void {
    const [epoch, attempt] = [epochOf(this.#epoch), this.state.attempts];
    if (step.do === 'claim') this.#add('EffectClaimed', { epoch });
    else if (step.do === 'call-uncertain') this.#add('EffectUncertain', { epoch, attempt, nextAt: this.#now });
    else if (step.do === 'park') this.#add('EffectParked', { epoch, reason: step.reason });
    else if (step.do === 'attempt') this.#attempt(step.attempt, epoch);
    else if (step.until === null) throw new Error('an open effect of ours waits for nothing');
    else this.#now = step.until;
  }

  #attempt(attempt: number, epoch: string): void {
    const { outcome, received } = this.fates.shift() ?? { outcome: 'failure', received: false };
    this.#add('EffectAttempted', { epoch, attempt, messageId });
    if (received) this.received += 1;
    if (outcome === 'success') this.#add('EffectSucceeded', { epoch, attempt });
    if (outcome === 'refusal') this.#add('EffectRefused', { epoch, attempt });
    if (outcome === 'failure') this.#add('EffectFailed', { epoch, attempt, nextAt: retryAt(this.state, this.#now) });
    if (outcome === 'uncertain') this.#add('EffectUncertain', { epoch, attempt, nextAt: resendAt(this.#now) });
    if (outcome === 'crash') this.#epoch += 1;
  }

  #add(type: EffectEventType, data: object): void {
    const event = { type, data, at: this.#now } as unknown as EffectEvent;
    this.state = evolveEffect(this.state, event);
    this.events.push(event);
  }
}

const count = (events: readonly EffectEvent[], type: EffectEventType): number =>
  events.filter((event) => event.type === type).length;

describe('whatever happens to an effect', () => {
  it('no history holds two successes, or a success and a refusal, or an attempt after either', () => {
    fc.assert(
      fc.property(anyDrafts, (drafts) => {
        const history = possible(drafts);
        const told = history.map(({ type }) => type);
        const ends = told.filter((type) => type === 'EffectSucceeded' || type === 'EffectRefused').length;
        expect(ends).toBeLessThanOrEqual(1);
        const end = told.findIndex((type) => ['EffectSucceeded', 'EffectRefused', 'EffectParked'].includes(type));
        if (end >= 0) expect(told.slice(end + 1).filter((type) => type !== 'EffectResolved')).toEqual([]);
        expect(count(history, 'EffectUncertain')).toBeLessThanOrEqual(2);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the histories that are judged hold facts of every type, and several reminders', () => {
    const histories = fc.sample(anyDrafts, { numRuns: 2_000, seed: 1 }).map(possible);
    expect([...new Set(histories.flat().map(({ type }) => type))].sort()).toEqual([...types]);
    const uncertainTwice = histories.filter((history) => count(history, 'EffectUncertain') === 2);
    expect(uncertainTwice.length).toBeGreaterThan(0);
  });

  it('it comes to an end, and the receiver has at most one mail more than was recorded as uncertain', () => {
    fc.assert(
      fc.property(fc.array(anyFate, { maxLength: 40 }), (fates) => {
        const play = new Play([...fates]).run();
        expect(isClosed(play.state)).toBe(true);
        expect(play.received).toBeLessThanOrEqual(1 + count(play.events, 'EffectUncertain'));
        expect(play.received).toBeLessThanOrEqual(2);
        expect(play.state.phase === 'sent').toBe(count(play.events, 'EffectSucceeded') === 1);
        if (play.state.phase === 'sent') expect(play.received).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });
});
